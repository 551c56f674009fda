namespace LabSdk;

public sealed partial class ScanResult
{
    /// <summary>Pause, go on, stop, abort and halt while it runs; also for callbacks: <c>point.Scan.Controls.Stop()</c>.</summary>
    public ScanRun Controls { get; internal set; } = null!;

    /// <summary>The user's judgement; null when there is none.</summary>
    public RunMark? Mark { get; private set; }

    /// <summary>
    /// Goes on with the next unmeasured point: after a pause, or after a failure, an interrupt or <see cref="ScanRun.Stop"/>. All
    /// targets are those of the first start, also of relative scans, and the journal goes on in the same file. Blocks until the end as
    /// <see cref="ScanPlan.Run"/> does. In another process use <c>Lab.Runs.Last.Resume()</c>.
    /// </summary>
    /// <param name="cancellationToken">Cancelling it counts as an interrupt.</param>
    /// <returns>The run with all of its points: this one after a pause, otherwise a new object with the same <see cref="Uid"/>.</returns>
    /// <exception cref="JournalException">Every point is measured, or it runs; nothing was moved.</exception>
    /// <exception cref="ScanException">It failed in the middle, again with every finished point.</exception>
    /// <exception cref="ScanInterruptedException">The user interrupted it.</exception>
    public ScanResult Resume(CancellationToken cancellationToken = default)
    {
        if (IsRunning)
        {
            return Controls.Resume() ? Controls.Wait(cancellationToken) : throw Refused($"it is {Controls.State.ToString().ToLowerInvariant()}", "Wait for its end, or pause it first.");
        }

        var before = Continue();
        return ScanPlan.Drive(new ScanEngine(Plan, null, before), cancellationToken);
    }

    /// <summary>Says that the data is good. Written to the journal. Blocks while another program changes the runs of its folder.</summary>
    /// <param name="note">Why.</param>
    /// <exception cref="InvalidOperationException">It still runs.</exception>
    /// <exception cref="RunCatalogException">It goes on in another process, or somebody judges it at the same moment.</exception>
    /// <exception cref="JournalException">The journal cannot be written.</exception>
    public ScanResult MarkGood(string note = "") => MarkAs(true, note);

    /// <summary>Says that the data is bad. Nothing is deleted. Written to the journal. Blocks while another program changes the runs of its folder.</summary>
    /// <inheritdoc cref="MarkGood"/>
    public ScanResult MarkBad(string note = "") => MarkAs(false, note);

    /// <summary>The run as its caller gets it: returned, or thrown.</summary>
    internal ScanResult Outcome()
    {
        var isThrown = ExitStatus == ScanExitStatus.Abort || (ExitStatus == ScanExitStatus.Fail && !Plan.KeepsErrors);
        return isThrown ? throw Error! : this;
    }

    private ScanResult MarkAs(bool isGood, string note)
    {
        ArgumentNullException.ThrowIfNull(note);
        if (IsRunning)
        {
            throw new InvalidOperationException("A run is judged when it has ended.");
        }

        var mark = new RunMark(isGood, note, _clock.GetUtcNow(), Environment.UserName);
        if (JournalPath is { } path)
        {
            RunRecord.At(path).Judge(mark, Plan.JournalChoice.Open);
        }

        Mark = mark;
        return this;
    }

    private ScanContinuation Continue()
    {
        if (IsDryRun)
        {
            throw Refused("it is a dry run", "Run the plan.");
        }

        if (ExitStatus == ScanExitStatus.Success || _lastIndex + 1 >= PointsTotal)
        {
            throw Refused("every point is measured", "Run the plan again for a new run.");
        }

        var before = new ScanContinuation(Uid, Name, Started, Data, (int)PointsDone, _lastIndex + 1, Origins) { MissedPoints = MissedPoints };
        if (JournalPath is not { } path)
        {
            return before;
        }

        // From the file, not from memory: what stands there is what counts.
        var journal = JournalReader.Read(path);
        if (journal.LastWriter is var last && (last.Host, last.ProcessId) != (Environment.MachineName, Environment.ProcessId))
        {
            throw Refused(FormattableString.Invariant($"it went on in process {last.ProcessId} on {last.Host}"), "Open it as it is now: Lab.Runs[uid].Resume().");
        }

        return journal.Rows.RowCount >= before.RowCount
            ? before with { Path = path, End = journal.End, JournalRows = journal.Rows.RowCount }
            : throw Refused($"its journal {path} has lost rows", "Copy the data with SaveCsv and start a new run.");
    }

    private JournalException Refused(string why, string hint) => new(JournalErrorIds.NotResumable, $"The scan '{Name}' cannot go on: {why}. Nothing was moved.", hint);
}
