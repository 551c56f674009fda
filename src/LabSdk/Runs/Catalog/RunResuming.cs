using LabSdk.Devices;

namespace LabSdk;

/// <summary>Goes on with a run from its journal, or says why that would mix two things into one table.</summary>
internal static class RunResuming
{
    /// <exception cref="JournalException">Plan or devices differ, or there is nothing to do; nothing was moved.</exception>
    public static ScanResult Resume(RunRecord record, JournalContent journal, ScanPlan plan, CancellationToken cancellationToken)
    {
        if (journal.Columns.Count == 0)
        {
            throw Refused(record, "go on", "its journal ends before its columns", "Nothing was measured: start a new run.");
        }

        if (record.Status == "running")
        {
            throw UnderWay(record);
        }

        var next = journal.Indices.Count == 0 ? 0 : journal.Indices[^1] + (journal.HasPartialRow ? 0 : 1);
        if (record.Status == "success" || next >= record.PointsTotal)
        {
            throw Refused(record, "go on", "every point is measured", "Run the plan again for a new run.");
        }

        var differences = Differences(journal.Start, plan).Concat(Columns(journal, plan)).ToArray();
        if (differences.Length > 0)
        {
            throw Refused(record, "go on", string.Join(' ', differences).TrimEnd('.'), "Connect what was connected then and give the same plan, or start a new run.");
        }

        // Of the journal that was read: the file may have grown since.
        var done = journal.Rows.RowCount - (journal.HasPartialRow ? 1 : 0);
        var before = new ScanContinuation(journal.Start.Uid, journal.Start.Name, journal.Start.Started, journal.Rows, done, next, journal.Start.Origins)
        {
            Path = record.Path,
            End = journal.End,
            JournalRows = journal.Rows.RowCount,
            MissedPoints = journal.Start.Plan.IntervalS is null ? 0 : next - done,
        };
        return ScanPlan.Drive(new ScanEngine(WithNotes(plan, record), null, before), cancellationToken);
    }

    /// <summary>The plan of the journal, with devices.</summary>
    public static ScanPlan Rebuild(RunRecord record, JournalStart start, IReadOnlyList<IMovable> motors, IReadOnlyList<IReadable> detectors)
    {
        try
        {
            return start.Plan.ToPlan(motors, detectors);
        }
        catch (Exception error) when (error is ArgumentException or IndexOutOfRangeException)
        {
            throw Refused(record, "go on", $"the plan in its journal does not make sense: {error.Message}", "Give the plan: Resume(plan).");
        }
    }

    public static JournalException NeedsCode(RunRecord record) =>
        Refused(record, "go on", "its points come from your own code, which a journal cannot hold", "Give the plan: Resume(plan).");

    public static JournalException HasHooks(RunRecord record) =>
        Refused(record, "go on", "its plan had OnPoint callbacks or suspenders, which a journal cannot hold", "Give the plan with them: Resume(plan).");

    public static JournalException UnderWay(RunRecord record) =>
        Refused(record, "go on", FormattableString.Invariant($"it is under way in process {record.Environment.ProcessId}"), "Wait for its end, or end that process.");

    public static JournalException Refused(RunRecord record, string what, string why, string hint) =>
        new(JournalErrorIds.NotResumable, $"The run '{record.Name}' cannot {what}: {why}. Nothing was moved.", hint) { Path = record.Path };

    private static IEnumerable<string> Differences(JournalStart start, ScanPlan plan) =>
    [
        .. start.Plan.DifferencesTo(PlanDescription.Of(plan)),
        .. RunDevices.Differences("motor", start.Motors, [.. plan.Motors.Select(JournalDevice.Of)]),
        .. RunDevices.Differences("detector", start.Detectors, [.. plan.Detectors.Select(JournalDevice.Of)]),
    ];

    private static IEnumerable<string> Columns(JournalContent journal, ScanPlan plan)
    {
        var now = new ScanColumns(plan).Infos;
        if (!now.Select(info => (info.Name, info.Unit ?? "")).SequenceEqual(journal.Columns.Select(column => (column.Name, column.Unit ?? ""))))
        {
            yield return $"The columns were {Names(journal.Columns.Select(column => (column.Name, column.Unit)))} and are {Names(now.Select(info => (info.Name, info.Unit)))} now.";
        }
    }

    private static string Names(IEnumerable<(string Name, string? Unit)> columns) =>
        string.Join(", ", columns.Select(column => column.Unit is null ? column.Name : $"{column.Name} ({column.Unit})"));

    // Notes of the first start stay; those of a plan that was given now win.
    private static ScanPlan WithNotes(ScanPlan plan, RunRecord record) => plan.WithMetadata(ScanMetadata.Merge(record.Metadata, plan.Metadata));
}
