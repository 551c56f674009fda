namespace LabSdk.Simulation.Cxl;

/// <summary>Where the media is known to be bad: ranges in order of address, never overlapping, at most so many.</summary>
internal sealed class PoisonList(int capacity)
{
    public const byte External = 1, Internal = 2, Injected = 3;

    private readonly SortedList<ulong, Range> _ranges = [];

    /// <summary>A bad range in bytes.</summary>
    public readonly record struct Range(ulong Start, ulong Length, byte Source)
    {
        public ulong End => Start + Length;
    }

    public int Count => _ranges.Count;

    public bool IsFull => _ranges.Count >= capacity;

    /// <summary>When a range found no room, on the device's clock; null when all did.</summary>
    public ulong? Overflowed { get; private set; }

    public int Injections => _ranges.Values.Count(range => range.Source == Injected);

    public bool Contains(ulong address) => _ranges.Values.Any(range => address >= range.Start && address < range.End);

    public IEnumerable<Range> In(ulong start, ulong length) => _ranges.Values.Where(range => range.Start < start + length && range.End > start);

    /// <summary>Adds a range, less what is bad already; false when there was no room for all of it.</summary>
    public bool Add(ulong start, ulong length, byte source, ulong now)
    {
        var known = In(start, length).ToArray();
        var from = start;
        foreach (var range in known.Append(new Range(start + length, 0, 0)))
        {
            if (range.Start > from && !TryInsert(new Range(from, range.Start - from, source), now))
            {
                return false;
            }

            from = Math.Max(from, range.End);
        }

        return true;
    }

    /// <summary>Takes a range out; ranges that reach beyond it are cut.</summary>
    public void Remove(ulong start, ulong length)
    {
        var end = start + length;
        foreach (var range in In(start, length).ToArray())
        {
            _ranges.Remove(range.Start);
            if (range.Start < start)
            {
                _ranges.Add(range.Start, range with { Length = start - range.Start });
            }

            if (range.End > end)
            {
                _ranges.Add(end, range with { Start = end, Length = range.End - end });
            }
        }

        Overflowed = _ranges.Count == 0 ? null : Overflowed;
    }

    private bool TryInsert(Range range, ulong now)
    {
        if (IsFull)
        {
            Overflowed = now;
            return false;
        }

        _ranges.Add(range.Start, range);
        return true;
    }
}
