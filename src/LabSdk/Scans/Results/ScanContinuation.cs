using LabSdk.Data;

namespace LabSdk;

/// <summary>What a run that goes on has already: who it is, its finished points, and where its journal ends.</summary>
internal sealed record ScanContinuation(string Uid, string Name, DateTimeOffset Started, DataFrame Rows, int RowCount, long NextIndex, IReadOnlyList<double> Origins)
{
    /// <summary>The journal; null when it had none.</summary>
    public string? Path { get; init; }

    /// <summary>Where the last whole record of the journal ends.</summary>
    public long End { get; init; }

    /// <summary>Rows that the journal had when it was read; more than <see cref="RowCount"/> when the last is one in part, or was never acknowledged.</summary>
    public int JournalRows { get; init; }

    /// <summary>Points of a time series that were skipped so far.</summary>
    public long MissedPoints { get; init; }
}
