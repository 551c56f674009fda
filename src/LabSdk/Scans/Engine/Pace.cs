namespace LabSdk;

/// <summary>The even times of a time series. The clock does not wait: times that have passed are skipped, not caught up.</summary>
internal sealed class Pace(TimeSpan interval, TimeProvider clock, TimeSpan before = default)
{
    private readonly long _startedAt = clock.GetTimestamp();

    private TimeSpan Elapsed => before + clock.GetElapsedTime(_startedAt);

    /// <summary>How many times, from <paramref name="index"/> on, are over because even the next one has come.</summary>
    public long MissedBefore(long index, long count)
    {
        var latest = Elapsed.Ticks / interval.Ticks;
        return Math.Clamp(latest - index, 0, count - index);
    }

    public async ValueTask WaitAsync(long index, CancellationToken cancellationToken)
    {
        var wait = TimeSpan.FromTicks(index * interval.Ticks) - Elapsed;
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, clock, cancellationToken).ConfigureAwait(false);
        }
    }
}
