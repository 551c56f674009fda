using LabSdk.Mds.Tests.Transport;
using LabSdk.Mds.Tests.Upload;
using LabSdk.Mds.Transport;

namespace LabSdk.Mds.Tests.Client;

public class ClientUploadTests
{
    [Fact]
    public async Task Nothing_is_sent_until_it_is_asked_for_then_every_chunk_in_order()
    {
        await using var service = new ChunkService();
        var device = new LoopHid { Uri = service.Uri };
        await using var client = new MdsClient(new HidBackend(device), new MdsOptions { Upload = UploadRig.Options() });
        await client.InitializeAsync();
        device.Switched = on =>
        {
            for (var i = 0; on && i < 50; i++)
            {
                device.SendPacket(i & 31, i % 10 == 9 ? [] : UploadRig.Chunk(i));
            }
        };
        await client.CollectAsync(50, UploadRig.Limit);
        Assert.False(client.AutoUpload);
        Assert.Empty(service.Requests);
        var uploader = client.StartUpload();
        Assert.Same(uploader, client.StartUpload());
        await client.CollectAsync(50, UploadRig.Limit);

        Assert.True(await client.FlushUploadAsync().WaitAsync(UploadRig.Limit));
        Assert.Equal(Enumerable.Range(0, 50).Where(i => i % 10 != 9), service.Taken.Select(UploadRig.NumberOf));
        Assert.Equal("0123456789abcdef", service.Requests[0].Header("Memfault-Project-Key"));
        await client.StopUploadAsync();
        Assert.Null(client.Uploader);
    }

    [Theory]
    [InlineData(false, 3)]
    [InlineData(true, 2)]
    public async Task Repeated_packets_are_sent_unless_they_are_not_wanted(bool skips, int expected)
    {
        await using var service = new ChunkService();
        await using var client = Pushed(service.Uri, UploadRig.Options(options => options.SkipDuplicates = skips));
        client.StartUpload();
        client.ProcessStreamData([0, .. UploadRig.Chunk(1)]);
        client.ProcessStreamData([0, .. UploadRig.Chunk(1)]);
        client.ProcessStreamData([0, .. UploadRig.Chunk(2)]);
        Assert.True(await client.FlushUploadAsync().WaitAsync(UploadRig.Limit));
        Assert.Equal(expected, service.Taken.Count);
        Assert.Equal(skips ? [1, 2] : [1, 1, 2], service.Taken.Select(UploadRig.NumberOf));
    }

    [Fact]
    public async Task Chunks_that_arrived_before_the_end_are_in_the_file_and_sent_by_the_next_client()
    {
        var folder = Directory.CreateTempSubdirectory("labsdk-client-").FullName;
        await using var service = new ChunkService();
        var config = UploadRig.Options(options => options.QueueFolder = folder);
        var isDown = true;
        await using var failing = new ChunkService(_ => isDown ? new ChunkService.Answer(500) : new ChunkService.Answer());
        await using (var first = Pushed(failing.Uri, config))
        {
            first.StartUpload();
            for (var i = 0; i < 500; i++)
            {
                first.ProcessStreamData([(byte)(i & 31), .. UploadRig.Chunk(i)]);
            }
        }

        isDown = false;
        await using var second = Pushed(failing.Uri, config);
        Assert.True(await second.StartUpload().FlushAsync().WaitAsync(UploadRig.Limit));

        // The request that was under way at the end may have been taken without the client hearing of it: that batch comes twice.
        var numbers = failing.Taken.Select(UploadRig.NumberOf).ToArray();
        Assert.Equal(Enumerable.Range(0, 500), numbers.Distinct());
        Assert.InRange(numbers.Length, 500, 500 + config.BatchChunks);
        await second.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_device_that_comes_back_with_another_address_gets_its_chunks_sent_there()
    {
        await using var old = new ChunkService();
        await using var other = new ChunkService();
        var (first, second) = (new LoopHid { Uri = old.Uri }, new LoopHid { Uri = other.Uri });
        first.Switched = _ => first.SendPacket(0, UploadRig.Chunk(1));
        second.Switched = _ => second.SendPacket(0, UploadRig.Chunk(2));
        var devices = new Queue<LoopHid>([first, second]);
        await using var client = await MdsClient.ConnectAsync(
            _ => new ValueTask<IMdsBackend>(new HidBackend(devices.Dequeue())),
            new MdsOptions { Reconnect = true, ReconnectInterval = TimeSpan.FromMilliseconds(10), Upload = UploadRig.Options() });
        client.StartUpload();
        await using var packets = client.ChunksAsync().GetAsyncEnumerator();
        var next = packets.MoveNextAsync().AsTask();
        await client.EnableStreamingAsync();
        Assert.True(await next.WaitAsync(UploadRig.Limit));
        Assert.True(await client.FlushUploadAsync().WaitAsync(UploadRig.Limit));
        next = packets.MoveNextAsync().AsTask();
        first.IsUnplugged = true;
        Assert.True(await next.WaitAsync(UploadRig.Limit));
        Assert.True(await client.FlushUploadAsync().WaitAsync(UploadRig.Limit));
        Assert.Equal((1, 2), (UploadRig.NumberOf(Assert.Single(old.Taken)), UploadRig.NumberOf(Assert.Single(other.Taken))));
    }

    [Fact]
    public async Task What_cannot_be_kept_is_said_at_the_end()
    {
        var hold = new TaskCompletionSource();
        await using var service = new ChunkService(_ => new ChunkService.Answer(Hold: hold));
        var client = Pushed(service.Uri, UploadRig.Options());
        var warnings = new List<MdsWarning>();
        client.Warning += warnings.Add;
        client.StartUpload();
        client.ProcessStreamData([0, .. UploadRig.Chunk(1)]);
        await client.DisposeAsync();
        Assert.Contains("1 chunks were not uploaded", Assert.Single(warnings, warning => warning.Kind == MdsWarningKind.Upload).Text);
        hold.SetResult();
    }

    [Fact]
    public async Task A_config_of_the_user_decides_where_uploads_go()
    {
        await using var service = new ChunkService();
        await using var client = new MdsClient(
            new HidBackend(new LoopHid { Uri = "https://evil.example/x" }), new MdsOptions { Config = UploadRig.Config(service.Uri), Upload = UploadRig.Options() });
        Assert.Equal("https://evil.example/x", (await client.InitializeAsync()).DataUri);
        Assert.True((await client.UploadChunkAsync(UploadRig.Chunk(1))).IsSuccess);
        Assert.Single(service.Taken);
    }

    [Fact]
    public async Task A_refused_address_is_an_error_at_the_start_and_sends_nothing()
    {
        await using var client = Pushed("https://evil.example/x", new UploadOptions());
        Assert.Equal(MdsErrorIds.UploadRefused, Assert.Throws<LabConfigurationException>(() => client.StartUpload()).ErrorId);
        await Assert.ThrowsAsync<LabConfigurationException>(() => client.UploadChunkAsync(new byte[] { 1 }));
    }

    [Fact]
    public async Task One_chunk_can_be_sent_by_itself_an_empty_one_too()
    {
        await using var service = new ChunkService(request => new ChunkService.Answer(request.Number == 1 ? 503 : 202));
        await using var client = Pushed(service.Uri, UploadRig.Options());
        Assert.True((await client.UploadChunkAsync(Array.Empty<byte>())).IsSuccess);
        var failed = await client.UploadChunkAsync(new byte[] { 1 });
        Assert.Equal((false, 503), (failed.IsSuccess, failed.Status));
        Assert.Equal("0", service.Requests[0].Header("Content-Length"));
        Assert.False(client.AutoUpload);
    }

    private static MdsClient Pushed(string uri, UploadOptions options) =>
        new(new MdsOptions { Framing = StreamFraming.Bare, Config = UploadRig.Config(uri), Upload = options });
}
