using LabSdk.Data;
using LabSdk.Devices;
using LabSdk.Display;
using LabSdk.Hosting;
using LabSdk.Presentation;

namespace LabSdk;

/// <summary>
/// A run as its journal tells it: also one whose process was killed in the middle. Read once when it was opened; open it again to see
/// what was added since.
/// </summary>
/// <remarks>Immutable and thread-safe, but for <see cref="Mark"/>.</remarks>
[TypeFormatterSource]
public sealed class RunRecord : IDisplayable
{
    private readonly JournalContent _journal;

    internal RunRecord(JournalContent journal)
    {
        _journal = journal;
        Mark = journal.Mark is { } mark ? new RunMark(mark.IsGood, mark.Note ?? "", mark.Time, mark.User ?? "") : null;
    }

    /// <summary>The journal, absolute.</summary>
    public string Path => _journal.Path;

    /// <summary>The unique id of the run; ids made later sort later.</summary>
    public string Uid => _journal.Start.Uid;

    /// <summary>The name given to <see cref="ScanPlan.Run"/>, or the plan in words.</summary>
    public string Name => _journal.Start.Name;

    /// <summary>The plan in words.</summary>
    public string Plan => _journal.Start.Text ?? "";

    /// <summary>When it started, UTC.</summary>
    public DateTimeOffset Started => _journal.Start.Started;

    /// <summary>When it ended, UTC; null while it runs, and when its process ended before it could tell.</summary>
    public DateTimeOffset? Stopped => _journal.Stop?.Time;

    /// <summary>
    /// <c>success</c>, <c>fail</c>, <c>abort</c> or <c>stopped</c>, as it ended; <c>running</c> while the process that wrote it lives;
    /// <c>lost</c> when that process ended without an end of the run.
    /// </summary>
    public string Status => _journal.Stop?.Status ?? (_journal.LastWriter.IsAlive || OpenJournals.Holds(Path) ? "running" : "lost");

    /// <summary>Why it ended, in words; empty after success and when nobody could tell.</summary>
    public string Reason => _journal.Stop?.Reason ?? "";

    /// <summary>Every point that was acknowledged, and a half-read last one.</summary>
    public DataFrame Data => _journal.Rows;

    /// <summary>Number of finished points.</summary>
    public int PointsDone => _journal.Rows.RowCount - (_journal.HasPartialRow ? 1 : 0);

    /// <summary>Number of points of the plan.</summary>
    public long PointsTotal => _journal.Start.Points;

    /// <summary>The user's notes; lists come back as their JSON text.</summary>
    public IReadOnlyDictionary<string, object?> Metadata => _journal.Rows.Metadata;

    /// <summary>Who measured last, where and with what.</summary>
    public RunEnvironment Environment => _journal.LastWriter;

    /// <summary>The ids of what was moved and read.</summary>
    public IReadOnlyList<string> Devices => [.. _journal.Start.Motors.Concat(_journal.Start.Detectors).Select(device => device.Id)];

    /// <summary>True when any of the devices was simulated.</summary>
    public bool IsSimulated => _journal.Start.Motors.Concat(_journal.Start.Detectors).Any(device => device.Simulated);

    /// <summary>What happened on the way, one sentence each: paused, suspended, tried again, gone on.</summary>
    public IReadOnlyList<string> Events => [.. _journal.Events.Select(one => FormattableString.Invariant($"{one.Time:u} {one.What}{(string.IsNullOrEmpty(one.Reason) ? "" : ": " + one.Reason)}"))];

    /// <summary>Rows that were measured again and are therefore not in <see cref="Data"/>; they stay in the file.</summary>
    public int SupersededRows => _journal.SupersededRows;

    /// <summary>Bytes of a record that was being written when everything stopped; never those of an acknowledged point.</summary>
    public long TornBytes => _journal.TornBytes;

    /// <summary>Records whose checksum does not fit: the file was damaged after it was written. They are left out.</summary>
    public int DamagedRecords => _journal.DamagedRecords;

    /// <summary>The user's judgement; null when there is none.</summary>
    public RunMark? Mark { get; private set; }

    /// <summary>
    /// Goes on with the next unmeasured point, with the devices of the open labs: those with the ids of the run. All targets are those
    /// of the first start, also of relative scans. Blocks until the end as <see cref="ScanPlan.Run"/> does.
    /// </summary>
    /// <param name="cancellationToken">Cancelling it counts as an interrupt.</param>
    /// <returns>The run with all of its points, old and new.</returns>
    /// <exception cref="JournalException">It cannot go on (<see cref="JournalErrorIds.NotResumable"/>): the message says how devices differ. Nothing was moved.</exception>
    public ScanResult Resume(CancellationToken cancellationToken = default)
    {
        var (motors, detectors) = RunDevices.Find(this, _journal.Start, Lab.Connected);
        return RunResuming.Resume(this, _journal, _journal.Start.Plan.Hooks == 0 ? RunResuming.Rebuild(this, _journal.Start, motors, detectors) : throw RunResuming.HasHooks(this), cancellationToken);
    }

    /// <summary>Goes on with the next unmeasured point with a plan that you give, for example one with callbacks.</summary>
    /// <param name="plan">The plan of the run: same path, same devices, same columns.</param>
    /// <param name="cancellationToken">Cancelling it counts as an interrupt.</param>
    /// <inheritdoc cref="Resume(CancellationToken)" path="/returns"/>
    /// <exception cref="JournalException">It cannot go on (<see cref="JournalErrorIds.NotResumable"/>): the message says how plan or devices differ. Nothing was moved.</exception>
    public ScanResult Resume(ScanPlan plan, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return RunResuming.Resume(this, _journal, plan, cancellationToken);
    }

    /// <summary>Says that the data is good. Written to the journal.</summary>
    /// <param name="note">Why.</param>
    /// <exception cref="JournalException">The run is under way, or the journal cannot be written.</exception>
    public RunRecord MarkGood(string note = "") => MarkAs(true, note);

    /// <summary>Says that the data is bad. Nothing is deleted. Written to the journal.</summary>
    /// <param name="note">Why.</param>
    /// <exception cref="JournalException">The run is under way, or the journal cannot be written.</exception>
    public RunRecord MarkBad(string note = "") => MarkAs(false, note);

    /// <summary>Returns the run as a card with its table.</summary>
    public MimeBundle ToMimeBundle() => RunRecordView.Of(this).ToMimeBundle();

    /// <summary>Returns the form of <see cref="ToMimeBundle"/> as self-contained HTML.</summary>
    public string ToHtml() => RunRecordView.Of(this).ToHtml();

    /// <summary>Returns name, state and number of points in one line.</summary>
    public override string ToString() => FormattableString.Invariant($"{Started:u} {Name}: {Status}, {PointsDone} of {PointsTotal} points{(Mark is null ? "" : $", {Mark}")}");

    private RunRecord MarkAs(bool isGood, string note)
    {
        ArgumentNullException.ThrowIfNull(note);
        if (Status == "running")
        {
            throw RunResuming.Refused(this, "be judged", "it is under way", "Wait for its end.");
        }

        var mark = new RunMark(isGood, note, DateTimeOffset.UtcNow, global::System.Environment.UserName);
        JournalMarks.Append(Path, JournalFile.Open, mark);
        Mark = mark;
        return this;
    }
}
