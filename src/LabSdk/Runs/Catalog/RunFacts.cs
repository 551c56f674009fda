namespace LabSdk;

/// <summary>What the catalog knows of a run without reading its journal again.</summary>
internal sealed record RunFacts
{
    public required RunFile File { get; init; }

    public string Uid { get; init; } = "";

    public string Name { get; init; } = "";

    public string Plan { get; init; } = "";

    public DateTimeOffset Started { get; init; }

    public DateTimeOffset? Stopped { get; init; }

    /// <summary>The word at the end of the journal; null when there is no end.</summary>
    public string? Status { get; init; }

    public string Reason { get; init; } = "";

    public long PointsDone { get; init; }

    public long? PointsTotal { get; init; }

    public bool IsSimulated { get; init; }

    public RunMark? Mark { get; init; }

    /// <summary>The process that wrote last.</summary>
    public RunWriter Writer { get; init; } = RunWriter.Nobody;

    /// <summary>Why the file is no journal; null when it is one.</summary>
    public string? Fault { get; init; }

    /// <summary>The notes, to search in; long ones are cut.</summary>
    public IReadOnlyList<RunNote> Notes { get; init; } = [];

    /// <summary>The ids of motors and detectors.</summary>
    public IReadOnlyList<string> Devices { get; init; } = [];

    /// <summary>How the run stands now.</summary>
    /// <param name="folder">The folder of the catalog.</param>
    public RunOutcome OutcomeIn(string folder) => this switch
    {
        { Fault: not null } => RunOutcome.Unreadable,
        { Status: { } word } => Enum.TryParse<RunOutcome>(word, ignoreCase: true, out var outcome) && outcome <= RunOutcome.Stopped ? outcome : RunOutcome.Unknown,
        _ => Writer.Tells(Path.Combine(folder, File.Path)),
    };
}
