namespace LabSdk.Mds.Client;

/// <summary>Counts per second over the last whole seconds. Allocates nothing.</summary>
internal struct PacketRate
{
    private const int Seconds = 4;
    private long _first, _second;
    private Counts _counts;

    public void Add(long second)
    {
        if (_second == 0)
        {
            _first = second;
        }

        Advance(second);
        _counts[(int)(second % (Seconds + 1))]++;
    }

    /// <summary>The mean over the last whole seconds, fewer while young.</summary>
    public double At(long second)
    {
        if (_second == 0)
        {
            return 0;
        }

        Advance(second);
        var sum = 0L;
        for (var back = 1; back <= Seconds; back++)
        {
            sum += _counts[(int)((second - back + Seconds + 1) % (Seconds + 1))];
        }

        var age = Math.Min(Seconds, second - _first);
        return age > 0 ? sum / (double)age : _counts[(int)(second % (Seconds + 1))];
    }

    private void Advance(long second)
    {
        for (var passed = Math.Max(_second + 1, second - Seconds); passed <= second; passed++)
        {
            _counts[(int)(passed % (Seconds + 1))] = 0;
        }

        _second = Math.Max(_second, second);
    }

    [System.Runtime.CompilerServices.InlineArray(Seconds + 1)]
    private struct Counts
    {
        private long _element;
    }
}
