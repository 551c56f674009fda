using LabSdk.Tests.Runs.Catalog;
using LabSdk.Tests.Scans;
using static LabSdk.Plans;

namespace LabSdk.Tests.EndToEnd;

/// <summary>How the members of the run catalog are called.</summary>
internal static partial class FacadeMembers
{
    private static Dictionary<string, Action<Lab>> RunCalls => new()
    {
        ["RunCatalog.Count"] = lab => WithRuns(runs => Assert.Equal(1, runs.Count)),
        ["RunCatalog.Folders"] = lab => WithRuns(runs => _ = runs.Folders),
        ["RunCatalog.GetEnumerator()"] = lab => WithRuns(runs => _ = runs.ToArray()),
        ["RunCatalog.In(String)"] = lab => WithRuns(runs => _ = runs.In(runs.Folders[0]).Last),
        ["RunCatalog.Item[String]"] = lab => WithRuns(runs => _ = runs["first"]),
        ["RunCatalog.Last"] = lab => WithRuns(runs => _ = runs.Last),
        ["RunCatalog.MarkedBad()"] = lab => WithRuns(runs => Assert.Empty(runs.MarkedBad())),
        ["RunCatalog.MarkedGood()"] = lab => WithRuns(runs => Assert.Empty(runs.MarkedGood())),
        ["RunCatalog.Named(String)"] = lab => WithRuns(runs => Assert.Single(runs.Named("fir*"))),
        ["RunCatalog.Open(String)"] = lab => WithRuns(runs => runs.Open(runs.Last.Path)),
        ["RunCatalog.Since(DateTimeOffset)"] = lab => WithRuns(runs => Assert.Single(runs.Since(DateTimeOffset.UnixEpoch))),
        ["RunCatalog.ToFrame()"] = lab => WithRuns(runs => runs.ToFrame()),
        ["RunCatalog.ToHtml()"] = lab => WithRuns(runs => runs.ToHtml()),
        ["RunCatalog.ToMimeBundle()"] = lab => WithRuns(runs => _ = runs.ToMimeBundle().PlainText),
        ["RunCatalog.ToString()"] = lab => WithRuns(runs => runs.ToString()),
        ["RunCatalog.Unreadable"] = lab => WithRuns(runs => Assert.Empty(runs.Unreadable)),
        ["RunCatalog.Until(DateTimeOffset)"] = lab => WithRuns(runs => Assert.Empty(runs.Until(DateTimeOffset.UnixEpoch))),
        ["RunCatalog.Where(String, Object)"] = lab => WithRuns(runs => Assert.Single(runs.Where("sample", "A7"))),
        ["RunCatalog.WithDevice(String)"] = lab => WithRuns(runs => Assert.Single(runs.WithDevice("power"))),
        ["RunCatalog.WithNote(String)"] = lab => WithRuns(runs => Assert.Single(runs.WithNote("sample"))),
        ["RunCatalog.WithOutcome(RunOutcome)"] = lab => WithRuns(runs => Assert.Empty(runs.WithOutcome(RunOutcome.Lost))),
        ["RunRecord.DamagedRecords"] = lab => WithRecord(run => _ = run.DamagedRecords),
        ["RunRecord.Data"] = lab => WithRecord(run => _ = run.Data),
        ["RunRecord.Delete(String)"] = lab => WithRecord(run => run.Delete("first")),
        ["RunRecord.Devices"] = lab => WithRecord(run => _ = run.Devices),
        ["RunRecord.Diff(RunRecord)"] = lab => WithRecord(run => run.Diff(run)),
        ["RunRecord.Duration"] = lab => WithRecord(run => _ = run.Duration),
        ["RunRecord.Environment"] = lab => WithRecord(run => _ = run.Environment),
        ["RunRecord.Engine"] = lab => WithRecord(run => _ = run.Engine),
        ["RunRecord.Events"] = lab => WithRecord(run => _ = run.Events),
        ["RunRecord.ExitStatus"] = lab => WithRecord(run => _ = run.ExitStatus),
        ["RunRecord.Export(String)"] = lab => WithRecord(run => run.Export(run.Path + ".csv")),
        ["RunRecord.IsSimulated"] = lab => WithRecord(run => _ = run.IsSimulated),
        ["RunRecord.Mark"] = lab => WithRecord(run => _ = run.Mark),
        ["RunRecord.MarkBad(String)"] = lab => WithRecord(run => run.MarkBad("no")),
        ["RunRecord.MarkGood(String)"] = lab => WithRecord(run => run.MarkGood()),
        ["RunRecord.Metadata"] = lab => WithRecord(run => _ = run.Metadata),
        ["RunRecord.Name"] = lab => WithRecord(run => _ = run.Name),
        ["RunRecord.Outcome"] = lab => WithRecord(run => _ = run.Outcome),
        ["RunRecord.Path"] = lab => WithRecord(run => _ = run.Path),
        ["RunRecord.Peers"] = lab => WithRecord(run => _ = run.Peers),
        ["RunRecord.Plan"] = lab => WithRecord(run => _ = run.Plan),
        ["RunRecord.PointsDone"] = lab => WithRecord(run => _ = run.PointsDone),
        ["RunRecord.PointsTotal"] = lab => WithRecord(run => _ = run.PointsTotal),
        ["RunRecord.PublishTo(Telemetry, String, String)"] = lab => WithRecord(run => run.PublishTo(lab.Telemetry, dataSource: "Rig")),
        ["RunRecord.Reason"] = lab => WithRecord(run => _ = run.Reason),
        ["RunRecord.Resume(CancellationToken)"] = lab => WithRecord(run => Assert.Throws<JournalException>(() => run.Resume())),
        ["RunRecord.Resume(ScanPlan, CancellationToken)"] = lab => WithRecord(run => Assert.Throws<JournalException>(() => run.Resume(Count(2)))),
        ["RunRecord.SaveCsv(String)"] = lab => WithRecord(run => run.SaveCsv(run.Path + ".csv")),
        ["RunRecord.SaveJsonLines(String)"] = lab => WithRecord(run => run.SaveJsonLines(run.Path + ".jsonl")),
        ["RunRecord.SaveNpz(String)"] = lab => WithRecord(run => run.SaveNpz(run.Path + ".npz")),
        ["RunRecord.Started"] = lab => WithRecord(run => _ = run.Started),
        ["RunRecord.Status"] = lab => WithRecord(run => _ = run.Status),
        ["RunRecord.Stopped"] = lab => WithRecord(run => _ = run.Stopped),
        ["RunRecord.SupersededRows"] = lab => WithRecord(run => _ = run.SupersededRows),
        ["RunRecord.ToHtml()"] = lab => WithRecord(run => run.ToHtml()),
        ["RunRecord.ToMimeBundle()"] = lab => WithRecord(run => _ = run.ToMimeBundle().PlainText),
        ["RunRecord.ToString()"] = lab => WithRecord(run => run.ToString()),
        ["RunRecord.TornBytes"] = lab => WithRecord(run => _ = run.TornBytes),
        ["RunRecord.Uid"] = lab => WithRecord(run => _ = run.Uid),
        ["RunDiff.Differences"] = lab => WithDiff(diff => _ = diff.Differences),
        ["RunDiff.Other"] = lab => WithDiff(diff => _ = diff.Other),
        ["RunDiff.Plots()"] = lab => WithDiff(diff => diff.Plots()),
        ["RunDiff.Reference"] = lab => WithDiff(diff => _ = diff.Reference),
        ["RunDiff.Statistics"] = lab => WithDiff(diff => _ = diff.Statistics),
        ["RunDiff.ToHtml()"] = lab => WithDiff(diff => diff.ToHtml()),
        ["RunDiff.ToMimeBundle()"] = lab => WithDiff(diff => _ = diff.ToMimeBundle().PlainText),
        ["RunDiff.ToString()"] = lab => WithDiff(diff => diff.ToString()),
    };

    private static void WithRuns(Action<RunCatalog> use)
    {
        using var folder = new RunsFolder();
        Count(2).Read(new SoftDetector("power")).WithMetadata("sample", "A7").Journal(folder.Path).Run("first");
        use(folder.Runs);
    }

    private static void WithRecord(Action<RunRecord> use) => WithRuns(runs => use(runs.Last));

    private static void WithDiff(Action<RunDiff> use) => WithRecord(run => use(run.Diff(run)));
}
