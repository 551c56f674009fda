using System.Text;
using LabSdk.Mds.Upload;

namespace LabSdk.Mds.Tests.Upload;

public class UploaderTests
{
    [Fact]
    public async Task Chunks_go_in_order_in_batches_and_never_beside_each_other()
    {
        await using var service = new ChunkService();
        await using var uploader = new ChunkUploader(UploadRig.Config(service.Uri), UploadRig.Options(options => options.BatchChunks = 7));
        for (var i = 0; i < 500; i++)
        {
            Assert.True(uploader.Enqueue(UploadRig.Chunk(i)));
        }

        var direct = Task.WhenAll(Enumerable.Range(0, 5).Select(_ => uploader.UploadAsync(UploadRig.Chunk(-1))));
        Assert.True(await uploader.FlushAsync().WaitAsync(UploadRig.Limit));
        await direct.WaitAsync(UploadRig.Limit);
        Assert.False(service.Overlapped);
        Assert.Equal(Enumerable.Range(0, 500), service.Taken.Select(UploadRig.NumberOf).Where(number => number >= 0));
        Assert.All(service.Requests, request => Assert.InRange(request.Chunks.Count, 1, 7));
        Assert.Equal((505, 0L), ((int)uploader.Statistics.ChunksUploaded, uploader.Statistics.Failures));
    }

    [Fact]
    public async Task A_batch_ends_at_its_bytes_and_a_larger_chunk_goes_alone()
    {
        var hold = new TaskCompletionSource();
        await using var service = new ChunkService(request => new ChunkService.Answer(Hold: request.Number == 0 ? hold : null));
        await using var uploader = new ChunkUploader(UploadRig.Config(service.Uri), UploadRig.Options(options => options.BatchBytes = 1024));
        uploader.Enqueue([1]);
        foreach (var length in new[] { 1000, 20, 30, 5000, 1, 1 })
        {
            uploader.Enqueue(new byte[length]);
        }

        hold.SetResult();
        Assert.True(await uploader.FlushAsync().WaitAsync(UploadRig.Limit));
        var sizes = service.Requests.Select(request => string.Join('+', request.Chunks.Select(chunk => chunk.Length))).ToList();
        Assert.Contains("5000", sizes);
        Assert.Contains("1+1", sizes);
        Assert.All(service.Requests, request => Assert.True(request.Chunks.Count == 1 || request.Chunks.Sum(chunk => chunk.Length) <= 1024));
    }

    [Fact]
    public async Task A_thousand_failures_of_every_kind_lose_and_reorder_nothing()
    {
        var random = new Random(7);
        var failures = 0;
        await using var service = new ChunkService(_ =>
        {
            if (failures == 1_000 || random.Next(4) == 0)
            {
                return new ChunkService.Answer();
            }

            failures++;
            return random.Next(7) switch
            {
                0 => new ChunkService.Answer(429, "Retry-After: 3\r\n"),
                1 => new ChunkService.Answer(503, "Retry-After: Fri, 02 Jan 2026 03:05:05 GMT\r\n"),
                2 => new ChunkService.Answer(500, Body: "broken"),
                3 => new ChunkService.Answer(408),
                4 => new ChunkService.Answer(502),
                5 => new ChunkService.Answer(413),
                _ => new ChunkService.Answer(-1),
            };
        });
        var time = new FakeTime(endsWaitsAtOnce: true);
        await using var uploader = new ChunkUploader(UploadRig.Config(service.Uri), UploadRig.Options(options => options.BatchChunks = 4), time);
        for (var i = 0; i < 1_500; i++)
        {
            uploader.Enqueue(UploadRig.Chunk(i));
        }

        Assert.True(await uploader.FlushAsync().WaitAsync(TimeSpan.FromSeconds(60)));
        Assert.Equal(1_000, failures);
        Assert.False(service.Overlapped);
        var rejected = uploader.Rejected.Select(chunk => UploadRig.NumberOf(chunk.Data.ToArray())).ToList();
        var taken = service.Taken.Select(UploadRig.NumberOf).ToList();
        Assert.Equal(Enumerable.Range(0, 1_500), taken.Concat(rejected).Order());
        Assert.Equal(taken.Order(), taken);
        Assert.Equal(rejected.Order(), rejected);
    }

    [Fact]
    public async Task Retry_after_and_back_off_follow_the_rules()
    {
        var answers = new Queue<ChunkService.Answer>(
        [
            new(503), new(503), new(429, "Retry-After: 4\r\n"), new(503, "Retry-After: Fri, 02 Jan 2026 03:06:00 GMT\r\n"), new(-1), new(202), new(500), new(202),
        ]);
        await using var service = new ChunkService(_ => answers.Dequeue());
        var time = new FakeTime(endsWaitsAtOnce: true);
        await using var uploader = new ChunkUploader(UploadRig.Config(service.Uri), UploadRig.Options(), time);
        uploader.Enqueue(UploadRig.Chunk(1));
        Assert.True(await uploader.FlushAsync().WaitAsync(UploadRig.Limit));
        uploader.Enqueue(UploadRig.Chunk(2));
        Assert.True(await uploader.FlushAsync().WaitAsync(UploadRig.Limit));

        // 10 s, 20 s, 4 s x 4; then 9 s are left to the date (3:04:05 + 46 s = 3:04:51 -> 69 s) x 8; then 10 s x 16; and anew.
        Assert.Equal([10, 20, 16, 69 * 8, 160, 10], time.Waits.Select(wait => Math.Round(wait.TotalSeconds)));
    }

    [Theory]
    [InlineData(0, null, 0.0, 10)]
    [InlineData(0, null, 1.0, 12)]
    [InlineData(3, null, 0.0, 80)]
    [InlineData(10, 1.0, 0.0, 1024)]
    [InlineData(500, 1.0, 1.0, 1228.8)]
    [InlineData(9, null, 0.5, 3600)]
    [InlineData(0, 1e9, 0.0, 3600)]
    [InlineData(0, -5.0, 0.0, 10)]
    public void Delay_doubles_ten_times_with_jitter_and_a_cap(int failures, double? retryAfter, double random, double expected) =>
        Assert.Equal(expected, RetryDelay.Of(failures, retryAfter is { } asked ? TimeSpan.FromSeconds(asked) : null, new UploadOptions(), random).TotalSeconds, 3);

    [Fact]
    public async Task Statistics_tell_when_the_next_attempt_is_and_resume_does_not_wait_for_it()
    {
        var answers = new Queue<ChunkService.Answer>([new(429, "Retry-After: 100\r\n"), new(202)]);
        await using var service = new ChunkService(_ => answers.Dequeue());
        var time = new FakeTime();
        await using var uploader = new ChunkUploader(UploadRig.Config(service.Uri), UploadRig.Options(), time);
        var waiting = Until(uploader, now => now.State == UploadState.Waiting);
        uploader.Enqueue(UploadRig.Chunk(1));
        var now = await waiting;
        Assert.Equal((time.Start.AddSeconds(100), 429, 1), (now.NextAttemptAt, now.LastStatus, now.Pending));
        uploader.Resume();
        Assert.True(await uploader.FlushAsync().WaitAsync(UploadRig.Limit));
        Assert.Null(uploader.Statistics.NextAttemptAt);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(411)]
    [InlineData(415)]
    public async Task A_malformed_batch_is_kept_aside_and_the_rest_goes_on(int status)
    {
        await using var service = new ChunkService(request => new ChunkService.Answer(request.Chunks.Any(chunk => UploadRig.NumberOf(chunk) == 2) ? status : 202));
        await using var uploader = new ChunkUploader(UploadRig.Config(service.Uri), UploadRig.Options(options => options.BatchChunks = 1));
        for (var i = 1; i <= 3; i++)
        {
            uploader.Enqueue(UploadRig.Chunk(i));
        }

        Assert.True(await uploader.FlushAsync().WaitAsync(UploadRig.Limit));
        Assert.Equal([1, 3], service.Taken.Select(UploadRig.NumberOf));
        var rejected = Assert.Single(uploader.Rejected);
        Assert.Equal((status, 2), (rejected.Status, UploadRig.NumberOf(rejected.Data.ToArray())));
        Assert.Equal(1, uploader.Statistics.Rejected);
        uploader.ForgetRejected();
        Assert.Empty(uploader.Rejected);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(301)]
    [InlineData(307)]
    public async Task A_refused_key_or_a_redirect_pauses_and_keeps_everything(int status)
    {
        await using var elsewhere = new ChunkService();
        var isRefusing = true;
        await using var service = new ChunkService(_ => isRefusing ? new ChunkService.Answer(status, $"Location: {elsewhere.Uri}\r\n") : new ChunkService.Answer());
        await using var uploader = new ChunkUploader(UploadRig.Config(service.Uri), UploadRig.Options(options => options.BatchChunks = 1));
        uploader.Enqueue(UploadRig.Chunk(1));
        uploader.Enqueue(UploadRig.Chunk(2));
        Assert.False(await uploader.FlushAsync().WaitAsync(UploadRig.Limit));
        Assert.Equal((UploadState.Paused, 2, status), (uploader.Statistics.State, uploader.Statistics.Pending, uploader.Statistics.LastStatus));
        Assert.Single(service.Requests);
        Assert.Empty(elsewhere.Requests);
        isRefusing = false;
        uploader.Resume();
        Assert.True(await uploader.FlushAsync().WaitAsync(UploadRig.Limit));
        Assert.Equal([1, 2], service.Taken.Select(UploadRig.NumberOf));
    }

    [Fact]
    public async Task Too_large_a_batch_is_halved_until_it_is_taken()
    {
        await using var service = new ChunkService(request => new ChunkService.Answer(request.Chunks.Count > 3 ? 413 : 202));
        var hold = new TaskCompletionSource();
        await using var uploader = new ChunkUploader(UploadRig.Config(service.Uri), UploadRig.Options());
        for (var i = 0; i < 40; i++)
        {
            uploader.Enqueue(UploadRig.Chunk(i));
        }

        Assert.True(await uploader.FlushAsync().WaitAsync(UploadRig.Limit));
        Assert.Equal(Enumerable.Range(0, 40), service.Taken.Select(UploadRig.NumberOf));
        Assert.Empty(uploader.Rejected);
    }

    [Fact]
    public async Task A_single_chunk_that_is_too_large_is_kept_aside()
    {
        await using var service = new ChunkService(_ => new ChunkService.Answer(413));
        await using var uploader = new ChunkUploader(UploadRig.Config(service.Uri), UploadRig.Options());
        uploader.Enqueue(UploadRig.Chunk(1));
        Assert.True(await uploader.FlushAsync().WaitAsync(UploadRig.Limit));
        Assert.Equal(413, Assert.Single(uploader.Rejected).Status);
    }

    [Fact]
    public async Task A_full_queue_refuses_counts_and_goes_on()
    {
        var hold = new TaskCompletionSource();
        await using var service = new ChunkService(_ => new ChunkService.Answer(Hold: hold));
        await using var uploader = new ChunkUploader(UploadRig.Config(service.Uri), UploadRig.Options(options => options.QueueCapacity = 3));
        Assert.Equal([true, true, true, false, false], Enumerable.Range(0, 5).Select(i => uploader.Enqueue(UploadRig.Chunk(i))));
        Assert.Equal((2, 3), (uploader.Statistics.Refused, uploader.Statistics.Pending));
        hold.SetResult();
        Assert.True(await uploader.FlushAsync().WaitAsync(UploadRig.Limit));
        Assert.Equal([0, 1, 2], service.Taken.Select(UploadRig.NumberOf));
    }

    [Fact]
    public async Task A_dry_run_shows_requests_and_sends_none()
    {
        await using var service = new ChunkService();
        await using var uploader = new ChunkUploader(UploadRig.Config(service.Uri), UploadRig.Options(options => options.DryRun = true));
        uploader.Enqueue(UploadRig.Chunk(5));
        Assert.True(await uploader.FlushAsync().WaitAsync(UploadRig.Limit));
        Assert.True((await uploader.UploadAsync(UploadRig.Chunk(6))).IsSuccess);
        Assert.Empty(service.Requests);
        Assert.Equal(0, uploader.Statistics.ChunksUploaded);
        var preview = uploader.DryRuns[0];
        Assert.Equal(("POST", service.Uri, "application/octet-stream", 7), (preview.Method, preview.Uri, preview.ContentType, preview.ContentLength));
        Assert.Contains("Memfault-Project-Key", preview.HeaderNames);
        Assert.Equal(UploadRig.Chunk(5), preview.FirstBytes.ToArray());
        Assert.DoesNotContain(UploadRig.Key, string.Join(' ', uploader.DryRuns));
    }

    [Fact]
    public async Task A_silent_service_is_given_up_after_the_limit()
    {
        var hold = new TaskCompletionSource();
        await using var service = new ChunkService(_ => new ChunkService.Answer(Hold: hold));
        await using var uploader = new ChunkUploader(UploadRig.Config(service.Uri), UploadRig.Options(options => options.RequestTimeout = TimeSpan.FromMilliseconds(100)));
        var result = await uploader.UploadAsync(UploadRig.Chunk(1)).WaitAsync(UploadRig.Limit);
        Assert.Equal((false, 0), (result.IsSuccess, result.Status));
        Assert.Contains("0.1 s", result.Reason);
        Assert.Equal(0, Assert.Throws<MdsUploadException>(result.EnsureSuccess).Status);
    }

    [Fact]
    public void A_boundary_never_occurs_in_a_chunk()
    {
        ReadOnlyMemory<byte>[] chunks = [Encoding.ASCII.GetBytes(UploadBody.Boundary), Encoding.ASCII.GetBytes(UploadBody.Boundary + "-1"), new byte[] { 1 }];
        var body = UploadBody.Of(chunks);
        Assert.Equal("multipart/mixed; boundary=mds-bridge-chunk-boundary-2", body.ContentType);
    }

    private static async Task<UploadStatistics> Until(ChunkUploader uploader, Func<UploadStatistics, bool> condition)
    {
        var reached = new TaskCompletionSource<UploadStatistics>(TaskCreationOptions.RunContinuationsAsynchronously);
        uploader.Changed += now =>
        {
            if (condition(now))
            {
                reached.TrySetResult(now);
            }
        };
        return await reached.Task.WaitAsync(UploadRig.Limit);
    }
}
