using LabSdk.Data;
using LabSdk.Display;
using LabSdk.Hosting;
using LabSdk.Presentation;

namespace LabSdk;

/// <summary>
/// A run as its journal tells it, from this process or any other: data, notes, devices, how it ended. It follows the file: of a run
/// that goes on elsewhere each look gives the points so far.
/// </summary>
/// <remarks>Thread-safe. What stands in the list is known at once; data, notes, devices and environment read the journal when they are first asked for, and block meanwhile.</remarks>
/// <example><code>
/// var run = Lab.Runs.Last;
/// run                                     // card with plot and table
/// run.Data.SaveCsv("last.csv");
/// run.MarkBad("beam lost");
/// </code></example>
[TypeFormatterSource]
public sealed partial class RunRecord : IDisplayable
{
    private readonly string _folder;
    private RunFacts _facts;
    private CachedContent? _content;

    internal RunRecord(string folder, RunFacts facts)
    {
        (_folder, _facts) = (folder, facts);
        Path = System.IO.Path.Combine(folder, facts.File.Path);
    }

    /// <summary>The journal, absolute.</summary>
    public string Path { get; }

    /// <summary>The unique id of the run; empty when the journal cannot be read.</summary>
    public string Uid => Facts.Uid;

    /// <summary>The name of the run; of an unreadable journal that of the file.</summary>
    public string Name => Facts.Name;

    /// <summary>The plan in words.</summary>
    public string Plan => Facts.Plan;

    /// <summary>When it began, UTC, by the clock of the computer that measured.</summary>
    public DateTimeOffset Started => Facts.Started;

    /// <summary>When it ended, UTC; null when there is no end.</summary>
    public DateTimeOffset? Stopped => Facts.Stopped;

    /// <summary>How long it took; null when there is no end.</summary>
    public TimeSpan? Duration => Facts is { Stopped: { } end } facts ? end - facts.Started : null;

    /// <summary>How it stands: from its end, or from whether its process still runs.</summary>
    public RunOutcome Outcome
    {
        get
        {
            var outcome = Facts.OutcomeIn(_folder);

            // The process may have written the end and gone between the two looks.
            return outcome == RunOutcome.Lost ? Facts.OutcomeIn(_folder) : outcome;
        }
    }

    /// <summary>
    /// <see cref="Outcome"/> as a word in small letters: <c>success</c>, <c>fail</c>, <c>abort</c>, <c>stopped</c>, <c>running</c>, <c>lost</c>, <c>unknown</c>
    /// or <c>unreadable</c>.
    /// </summary>
    public string Status => Outcome.ToString().ToLowerInvariant();

    /// <summary>How it ended, in the words of <see cref="ScanResult.ExitStatus"/>; null when it did not.</summary>
    public ScanExitStatus? ExitStatus => Enum.TryParse<ScanExitStatus>(Facts.Status, ignoreCase: true, out var status) && Enum.IsDefined(status) ? status : null;

    /// <summary>Why it ended, or why the file cannot be read; empty after success.</summary>
    public string Reason => Facts is { Fault: { } fault } ? fault : Facts.Reason;

    /// <summary>Number of finished points.</summary>
    public int PointsDone => (int)Math.Min(Facts.PointsDone, int.MaxValue);

    /// <summary>Number of points of the plan; null while it is not known, because the plan finds its points on its way.</summary>
    public long? PointsTotal => Facts.PointsTotal;

    /// <summary>True when any of its devices was simulated.</summary>
    public bool IsSimulated => Facts.IsSimulated;

    /// <summary>The user's judgement; null when there is none.</summary>
    public RunMark? Mark => Facts.Mark;

    /// <summary>Every point of the journal; a half-read one is the last row, with null for what is missing.</summary>
    /// <exception cref="JournalException">The journal is not there any more, or cannot be read.</exception>
    public DataFrame Data => Content.Rows;

    /// <summary>The user's notes.</summary>
    /// <inheritdoc cref="Data" path="/exception"/>
    public IReadOnlyDictionary<string, object?> Metadata => Content.Rows.Metadata;

    /// <summary>Motors, then detectors, as they were at the start.</summary>
    /// <inheritdoc cref="Data" path="/exception"/>
    public IReadOnlyList<RunDevice> Devices => DevicesOf(Content);

    /// <summary>The peers of its devices, one line each: endpoint, what it is, and its version where it tells one.</summary>
    /// <inheritdoc cref="Data" path="/exception"/>
    public IReadOnlyList<string> Peers => [.. (Content.Start.Peers ?? []).Select(peer => $"{peer.Endpoint}: {peer.What}")];

    /// <summary>Who measured last, where, and with what.</summary>
    /// <inheritdoc cref="Data" path="/exception"/>
    public RunEnvironment Environment => Content.LastWriter;

    /// <summary>What ran it when it was not the computer that kept it, see <see cref="ScanResult.Engine"/>; null otherwise.</summary>
    /// <inheritdoc cref="Data" path="/exception"/>
    public string? Engine => Content.Start.Engine;

    /// <summary>What happened on the way, one sentence each: paused, suspended, tried again.</summary>
    /// <inheritdoc cref="Data" path="/exception"/>
    public IReadOnlyList<string> Events => [.. Content.Events.Select(one => FormattableString.Invariant($"{one.Time:u} {one.What}{(string.IsNullOrEmpty(one.Reason) ? "" : ": " + one.Reason)}"))];

    /// <summary>Rows that were measured again and are therefore not in <see cref="Data"/>; they stay in the file.</summary>
    /// <inheritdoc cref="Data" path="/exception"/>
    public int SupersededRows => Content.SupersededRows;

    /// <summary>Bytes of a record that was being written when everything stopped; never those of an acknowledged point.</summary>
    /// <inheritdoc cref="Data" path="/exception"/>
    public long TornBytes => Content.TornBytes;

    /// <summary>Records whose checksum does not fit: the file was damaged after it was written. They are left out of <see cref="Data"/>.</summary>
    /// <inheritdoc cref="Data" path="/exception"/>
    public int DamagedRecords => Content.DamagedRecords;

    /// <summary>The journal as it is now.</summary>
    internal JournalContent Content
    {
        get
        {
            // The look comes before the reading: what is written in between is read again the next time.
            var now = Look();
            if (Volatile.Read(ref _content) is { } known && known.File == now)
            {
                return known.Content;
            }

            var content = Blocking.Run(token => Task.Run(() => JournalReader.Read(Path), token), new BlockingCall($"Reading {Path}") { Timeout = Timeout.InfiniteTimeSpan });
            Volatile.Write(ref _content, now is { } file ? new CachedContent(file, content) : null);
            return content;
        }
    }

    /// <summary>True when the plan is a grid of two motors, which is shown as a map.</summary>
    internal bool IsMap => Content.Start.Plan.Axes is { Count: 2 } axes && axes.All(axis => axis.Count == 1);

    /// <summary>What the catalog knows, followed with the file.</summary>
    private RunFacts Facts
    {
        get
        {
            var facts = Volatile.Read(ref _facts);
            if (Look() is { } now && now != facts.File)
            {
                Volatile.Write(ref _facts, facts = JournalSummary.Of(_folder, now));
            }

            return facts;
        }
    }

    /// <summary>Returns the run as a card with plot and table. Blocks while the journal is read.</summary>
    public MimeBundle ToMimeBundle() => RunRecordView.Of(this).ToMimeBundle();

    /// <summary>Returns the card as self-contained HTML. Blocks while the journal is read.</summary>
    public string ToHtml() => RunRecordView.Of(this).ToHtml();

    /// <summary>Returns for example <c>First scan: success, 11 of 11 points</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Name}: {RunWords.Of(Outcome)}, {ScanWords.Points(PointsDone, PointsTotal)}{(IsSimulated ? " (SIMULATED)" : "")}");

    /// <summary>Opens a journal wherever it lies.</summary>
    /// <exception cref="JournalException">It is not there, or is no journal that can be read.</exception>
    internal static RunRecord Open(string path)
    {
        var run = At(path);
        _ = run.Content;
        return run;
    }

    /// <summary>A journal that is known to be one; nothing is read yet.</summary>
    internal static RunRecord At(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        return new RunRecord(System.IO.Path.GetDirectoryName(full) ?? full, new RunFacts { File = new RunFile(System.IO.Path.GetFileName(full), -1, 0) });
    }

    internal static RunMark? MarkOf(JournalMark? mark) => mark is null ? null : new(mark.IsGood, mark.Note ?? "", mark.Time, mark.User ?? "");

    private static RunDevice[] DevicesOf(JournalContent content) =>
    [
        .. content.Start.Motors.Select(device => RunDevice.Of(device, isMotor: true).With(content.Settings)),
        .. content.Start.Detectors.Select(device => RunDevice.Of(device, isMotor: false).With(content.Settings)),
    ];

    private RunFile? Look()
    {
        try
        {
            var file = new FileInfo(Path);
            return file.Exists ? new RunFile(Volatile.Read(ref _facts).File.Path, file.Length, file.LastWriteTimeUtc.Ticks) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private sealed record CachedContent(RunFile File, JournalContent Content);
}
