namespace LabSdk.Odp;

/// <summary>What a processor sees: one interval of one parameter.</summary>
public readonly ref struct IntervalContext
{
    internal IntervalContext(string identifier, ulong start, ulong end, ReadOnlySpan<IntervalPoint> points, IntervalPoint? previous, IntervalPoint? next)
    {
        Identifier = identifier;
        Start = start;
        End = end;
        Points = points;
        Previous = previous;
        Next = next;
    }

    /// <summary>The parameter.</summary>
    public string Identifier { get; }

    /// <summary>Begin, inclusive, nanoseconds since 1970-01-01 UTC.</summary>
    public ulong Start { get; }

    /// <summary>End, exclusive.</summary>
    public ulong End { get; }

    /// <summary>The interval's samples in order of time; may be none.</summary>
    public ReadOnlySpan<IntervalPoint> Points { get; }

    /// <summary>The last sample before the interval; null when there was none.</summary>
    public IntervalPoint? Previous { get; }

    /// <summary>The first sample after the interval; null when it is not known, see <see cref="IIntervalProcessor.NeedsNextPoint"/>.</summary>
    public IntervalPoint? Next { get; }
}
