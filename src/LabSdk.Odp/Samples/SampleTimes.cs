using System.Collections;

namespace LabSdk.Odp;

/// <summary>
/// The times of samples: nanoseconds since 1970-01-01 UTC, unsigned 64-bit. Times of a fixed rate take no memory: they are
/// computed in 64 bits when asked for.
/// </summary>
public readonly struct SampleTimes : IReadOnlyList<ulong>
{
    private readonly ulong[]? _each;
    private readonly ulong _start;

    private SampleTimes(ulong[]? each, ulong start, ulong interval, int count)
    {
        (_each, _start, Interval, Count) = (each, start, interval, count);
    }

    /// <summary>How many.</summary>
    public int Count { get; }

    /// <summary>Nanoseconds between samples of a fixed rate; 0 when each has its own time.</summary>
    public ulong Interval { get; }

    /// <summary>True for a fixed rate.</summary>
    public bool IsPeriodic => _each is null;

    /// <summary>The time of a sample, in nanoseconds.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public ulong this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            return _each is null ? _start + (Interval * (ulong)index) : _each[index];
        }
    }

    /// <summary>Times of a fixed rate.</summary>
    /// <param name="start">Nanoseconds since the epoch.</param>
    /// <param name="interval">Nanoseconds between samples.</param>
    /// <param name="count">How many samples, 0 or more.</param>
    public static SampleTimes Periodic(ulong start, ulong interval, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return new SampleTimes(null, start, interval, count);
    }

    /// <summary>A time for each sample.</summary>
    /// <param name="each">Nanoseconds since the epoch; not copied, so leave it alone afterwards.</param>
    public static SampleTimes Of(params ulong[] each)
    {
        ArgumentNullException.ThrowIfNull(each);
        return new SampleTimes(each, 0, 0, each.Length);
    }

    /// <summary>Writes all times.</summary>
    /// <param name="target">At least <see cref="Count"/> long.</param>
    public void CopyTo(Span<ulong> target)
    {
        if (_each is not null)
        {
            _each.CopyTo(target);
            return;
        }

        for (var i = 0; i < Count; i++)
        {
            target[i] = _start + (Interval * (ulong)i);
        }
    }

    /// <summary>Returns all times in an array of their own.</summary>
    public ulong[] ToArray()
    {
        var times = new ulong[Count];
        CopyTo(times);
        return times;
    }

    /// <inheritdoc/>
    public IEnumerator<ulong> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
