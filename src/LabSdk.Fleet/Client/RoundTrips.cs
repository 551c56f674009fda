namespace LabSdk.Fleet.Client;

/// <summary>The last round trips, for their median.</summary>
internal sealed class RoundTrips
{
    private readonly long[] _ticks = new long[1000];
    private long _count;

    public TimeSpan? Last => _count == 0 ? null : new TimeSpan(_ticks[(_count - 1) % _ticks.Length]);

    public TimeSpan? Median
    {
        get
        {
            if (_count == 0)
            {
                return null;
            }

            var sorted = _ticks[..(int)Math.Min(_count, _ticks.Length)];
            Array.Sort(sorted);
            return new TimeSpan(sorted[sorted.Length / 2]);
        }
    }

    public void Add(TimeSpan roundTrip) => _ticks[_count++ % _ticks.Length] = roundTrip.Ticks;
}
