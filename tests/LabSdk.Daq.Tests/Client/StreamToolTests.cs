using System.Threading.Channels;

namespace LabSdk.Daq.Tests.Client;

public class StreamToolTests
{
    [Fact]
    public async Task Replay_gives_late_readers_everything_and_counts_what_it_could_not_keep()
    {
        var source = Channel.CreateUnbounded<int>();
        for (var i = 0; i < 100; i++)
        {
            source.Writer.TryWrite(i);
        }

        source.Writer.Complete();
        var replay = new ReplayStream<int>(keep: 16);
        await replay.PumpAsync(source.Reader.ReadAllAsync(), CancellationToken.None);
        var (items, dropped) = await ReadAsync(replay);
        Assert.Equal(100, items.Count + dropped);
        Assert.Equal(Enumerable.Range((int)dropped, items.Count), items);
        Assert.InRange(items.Count, 1, 16);
    }

    [Fact]
    public async Task Replay_readers_follow_live_and_see_the_failure_of_the_source()
    {
        var source = Channel.CreateUnbounded<int>();
        var replay = new ReplayStream<int>(keep: 16);
        var pump = replay.PumpAsync(source.Reader.ReadAllAsync(), CancellationToken.None);
        var reader = ReadAsync(replay);
        source.Writer.TryWrite(1);
        source.Writer.TryWrite(2);
        source.Writer.Complete(new InvalidOperationException("gone"));
        await pump;
        Assert.Equal("gone", (await Assert.ThrowsAsync<InvalidOperationException>(() => reader)).Message);
        Assert.True(replay.HasFailed);
    }

    [Fact]
    public async Task Read_ahead_takes_items_off_the_wire_before_they_are_asked_for_and_stops_with_its_reader()
    {
        var taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (var reader = EagerBuffer.ReadAheadAsync(Source, CancellationToken.None).GetAsyncEnumerator())
        {
            Assert.True(await reader.MoveNextAsync());
            await taken.Task;
            Assert.Equal(0, reader.Current);
        }

        await closed.Task;

        async IAsyncEnumerable<int> Source([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token)
        {
            try
            {
                for (var i = 0; i < 100; i++)
                {
                    yield return i;
                }

                taken.SetResult();
                await Task.Delay(Timeout.Infinite, token);
            }
            finally
            {
                closed.SetResult();
            }
        }
    }

    [Fact]
    public void Times_convert_both_ways_and_never_overflow()
    {
        var time = new DateTimeOffset(2026, 1, 28, 12, 0, 0, 1, TimeSpan.Zero);
        Assert.Equal(time, DaqTime.FromNanoseconds(DaqTime.ToNanoseconds(time)));
        Assert.Equal(2554, DaqTime.FromNanoseconds(ulong.MaxValue).Year);
        Assert.Null(DaqTime.FromNanosecondsOrNone(0));
        Assert.True(DaqTime.DurationFromNanoseconds(ulong.MaxValue) > TimeSpan.Zero);
        Assert.Equal(uint.MaxValue, DaqUnits.Milliseconds(Timeout.InfiniteTimeSpan));
        Assert.Equal(1u, DaqUnits.Milliseconds(TimeSpan.FromTicks(1)));
        Assert.Equal(Timeout.InfiniteTimeSpan, DaqUnits.Deadline(Timeout.InfiniteTimeSpan));
        Assert.Null(DaqUnits.Exposure(double.NaN));
        Assert.Null(DaqUnits.Exposure(1e300));
    }

    private static async Task<(List<int> Items, long Dropped)> ReadAsync(ReplayStream<int> replay)
    {
        var items = new List<int>();
        var dropped = 0L;
        await foreach (var (item, missing) in replay.ReadAsync(CancellationToken.None))
        {
            items.Add(item);
            dropped += missing;
        }

        return (items, dropped);
    }
}
