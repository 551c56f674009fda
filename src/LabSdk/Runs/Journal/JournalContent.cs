using LabSdk.Data;

namespace LabSdk;

/// <summary>Everything whole that stands in a journal.</summary>
internal sealed class JournalContent
{
    public required string Path { get; init; }

    public required JournalStart Start { get; init; }

    /// <summary>The columns; empty when the journal ends before them.</summary>
    public IReadOnlyList<JournalColumn> Columns { get; set; } = [];

    /// <summary>The rows that count: those measured again later are left out.</summary>
    public DataFrame Rows { get; set; } = DataFrame.Empty;

    /// <summary>The number of the point of each row, in the order of the rows.</summary>
    public IReadOnlyList<long> Indices { get; set; } = [];

    /// <summary>True when the last row lacks readings.</summary>
    public bool HasPartialRow { get; set; }

    /// <summary>How it ended; null when it did not, or went on since.</summary>
    public JournalStop? Stop { get; set; }

    public IReadOnlyList<JournalResumed> Continuations { get; set; } = [];

    public IReadOnlyList<JournalEvent> Events { get; set; } = [];

    /// <summary>How the devices were set when it began; null when nobody could be asked.</summary>
    public JournalSettings? Settings { get; set; }

    public JournalMark? Mark { get; set; }

    /// <summary>Rows that stand in the journal but were measured again.</summary>
    public int SupersededRows { get; set; }

    /// <summary>Records in the middle whose checksum does not fit; they are left out.</summary>
    public int DamagedRecords { get; set; }

    /// <summary>Where the last whole record ends.</summary>
    public long End { get; set; }

    /// <summary>What stands behind that: a record that was being written when everything stopped.</summary>
    public long TornBytes { get; set; }

    /// <summary>Who wrote last.</summary>
    public RunEnvironment LastWriter => Continuations.Count > 0 ? Continuations[^1].Environment : Start.Environment;
}
