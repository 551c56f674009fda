using System.Threading.Channels;

namespace LabSdk.Odp.Tests.Buffering;

public class SampleBufferingTests
{
    private static readonly BufferingOptions Second = new() { WindowLength = TimeSpan.FromSeconds(1), SlidingWindowPercentage = 10 };

    [Fact]
    public void Recorded_data_comes_between_a_start_and_an_end_mark()
    {
        var buffering = new SampleBuffering(Second);
        var windows = buffering.Read([SampleBufferTests.One("a", 0, 1), SampleBufferTests.One("a", 2 * OdpTime.Second, 2)]).ToArray();
        Assert.Equal([SampleWindowKind.Start, SampleWindowKind.Data, SampleWindowKind.Data, SampleWindowKind.End], windows.Select(window => window.Kind));
        Assert.Equal([1.0, 2.0], windows.SelectMany(window => window.Samples).Select(sample => sample.Value));
        Assert.Equal(2, buffering.Statistics.Delivered);
    }

    [Fact]
    public async Task Live_data_is_the_same_when_nothing_pauses()
    {
        var blocks = Enumerable.Range(0, 500).Select(index => SampleBufferTests.One($"p{index % 3}", (ulong)(index * 10_000_000), index)).ToArray();
        var expected = new SampleBuffering(Second).Read(blocks).ToArray();
        var actual = await new SampleBuffering(Second).ReadAsync(Async(blocks)).ToListAsync();
        Assert.Equal(expected.Select(window => (window.Kind, window.From, window.To)), actual.Select(window => (window.Kind, window.From, window.To)));
        Assert.Equal(expected.SelectMany(window => window.Samples), actual.SelectMany(window => window.Samples));
    }

    [Fact]
    public async Task Silence_of_a_window_length_delivers_what_is_held_and_what_follows_is_not_late()
    {
        var time = new FakeTime(DateTimeOffset.UnixEpoch);
        var channel = Channel.CreateUnbounded<IOdpData>();
        var buffering = new SampleBuffering(Second, time);
        await using var windows = buffering.ReadAsync(channel.Reader.ReadAllAsync()).GetAsyncEnumerator();
        Assert.True(await windows.MoveNextAsync());
        channel.Writer.TryWrite(SampleBufferTests.One("a", 1_000_000_001, 1));
        var next = windows.MoveNextAsync().AsTask();
        await time.WaitedOnAsync();
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await next);
        Assert.Equal((1.0, 1_000_000_002ul), (Assert.Single(windows.Current.Samples).Value, windows.Current.To));

        channel.Writer.TryWrite(SampleBufferTests.One("a", 1_000_000_002, 2));
        channel.Writer.Complete();
        Assert.True(await windows.MoveNextAsync());
        Assert.Equal(2.0, Assert.Single(windows.Current.Samples).Value);
        Assert.True(await windows.MoveNextAsync());
        Assert.Equal(SampleWindowKind.End, windows.Current.Kind);
        Assert.False(await windows.MoveNextAsync());
        Assert.Equal(0, buffering.Statistics.Late);
    }

    [Fact]
    public async Task Reader_that_leaves_during_a_silence_leaves_nothing_behind()
    {
        var time = new FakeTime(DateTimeOffset.UnixEpoch);
        var channel = Channel.CreateUnbounded<IOdpData>();
        channel.Writer.TryWrite(SampleBufferTests.One("a", 1, 1));
        var left = new TaskCompletionSource();
        var reading = Task.Run(async () =>
        {
            await foreach (var window in new SampleBuffering(Second, time).ReadAsync(Watched(channel.Reader, left)))
            {
                if (window.Kind == SampleWindowKind.Data)
                {
                    break;
                }
            }
        });
        await time.WaitedOnAsync();
        time.Advance(TimeSpan.FromSeconds(1));
        await reading.WaitAsync(TimeSpan.FromSeconds(30));
        await left.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Cancelled_reading_ends()
    {
        using var stop = new CancellationTokenSource();
        var channel = Channel.CreateUnbounded<IOdpData>();
        channel.Writer.TryWrite(SampleBufferTests.One("a", 1, 1));
        var time = new FakeTime(DateTimeOffset.UnixEpoch);
        var reading = new SampleBuffering(Second, time).ReadAsync(channel.Reader.ReadAllAsync(), stop.Token).ToListAsync().AsTask();
        await time.WaitedOnAsync();
        stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    private static async IAsyncEnumerable<IOdpData> Async(IEnumerable<IOdpData> data)
    {
        foreach (var item in data)
        {
            yield return item;
        }

        await Task.CompletedTask;
    }

    private static async IAsyncEnumerable<IOdpData> Watched(
        ChannelReader<IOdpData> reader, TaskCompletionSource left, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        try
        {
            await foreach (var item in reader.ReadAllAsync(cancellationToken))
            {
                yield return item;
            }
        }
        finally
        {
            left.TrySetResult();
        }
    }
}
