namespace LabSdk.Notebooks;

/// <summary>How a notebook is run. Immutable.</summary>
public sealed record RunOptions
{
    /// <summary>Longest time for one cell. Default 600 s; <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</summary>
    public TimeSpan CellTimeout { get; init; } = TimeSpan.FromSeconds(600);

    /// <summary>True to go on after a cell that failed. Default false: the first error ends the run.</summary>
    public bool AllowErrors { get; init; }

    /// <summary>
    /// True to make runs comparable: generated ids in outputs are numbered and no times are stored. Default false. What the
    /// code itself prints stays as it is.
    /// </summary>
    public bool IsDeterministic { get; init; }

    /// <summary>Values for the variables of the cell with the tag <c>parameters</c>. Default none.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>Arguments of a script, which it sees as <c>args</c> and <c>Args</c>; null, the default, for a notebook.</summary>
    public IReadOnlyList<string>? Arguments { get; init; }
}
