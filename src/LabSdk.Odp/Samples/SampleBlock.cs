namespace LabSdk.Odp;

/// <summary>
/// Samples of several parameters at the same times: what one packet carries. A packet of rows of several kinds makes
/// several blocks, one for each run of rows of one kind.
/// </summary>
/// <remarks>Thread-safe: nothing changes after it was made.</remarks>
public sealed class SampleBlock : IOdpData
{
    internal SampleBlock(SampleLayout layout, SampleTimes times, IReadOnlyList<SignalSamples> columns)
    {
        (Layout, Times, Columns) = (layout, times, columns);
    }

    /// <summary>Which packet the samples came in, or go out with.</summary>
    public SampleLayout Layout { get; }

    /// <summary>The times of all columns that have samples.</summary>
    public SampleTimes Times { get; }

    /// <summary>A column for each parameter of the format, in its order; one that came without samples is of kind None.</summary>
    public IReadOnlyList<SignalSamples> Columns { get; }

    /// <summary>How many samples of all parameters.</summary>
    public long SampleCount => Columns.Sum(column => (long)column.Count);

    /// <summary>A block to write.</summary>
    /// <param name="layout">The packet to use.</param>
    /// <param name="columns">At least one; all with the same times, but those without samples.</param>
    /// <exception cref="ArgumentException">The columns do not fit each other or the layout.</exception>
    public static SampleBlock Of(SampleLayout layout, params IReadOnlyList<SignalSamples> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var filled = columns.Where(column => column.Kind != SampleKind.None).ToArray();
        if (filled.Length == 0)
        {
            throw new ArgumentException("There is no column with samples.", nameof(columns));
        }

        var times = filled[0].Times;
        if (Array.Find(filled, column => column.Count != times.Count) is { } other)
        {
            throw new ArgumentException($"'{other.Identifier}' has {other.Count} samples, '{filled[0].Identifier}' has {times.Count}.", nameof(columns));
        }

        if (layout == SampleLayout.Periodic && (!times.IsPeriodic || times.Interval > uint.MaxValue))
        {
            throw new ArgumentException("A periodic packet takes times of a fixed rate of at most 4.29 s; use Row for slower or irregular ones.", nameof(layout));
        }

        if (layout == SampleLayout.Row && (filled.Length != columns.Count || Array.Exists(filled, column => column.Kind != filled[0].Kind)))
        {
            throw new ArgumentException("Rows carry values of one kind for every parameter; write one packet a kind.", nameof(columns));
        }

        return new SampleBlock(layout, times, columns);
    }
}
