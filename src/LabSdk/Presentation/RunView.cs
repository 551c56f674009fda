using LabSdk.Display;

namespace LabSdk.Presentation;

/// <summary>A run as a card: when, where, notes, and its scans.</summary>
internal static class RunView
{
    private static readonly TableColumn[] Columns = ["Scan", "Status", "Points", "Planned", "Started"];

    public static Block Of(LabRun run)
    {
        var facts = new PropertyList { { "Folder", Cell.Code(run.Folder) }, { "Started", run.Started } };
        facts.AddKnown("Stopped", Cell.Time(run.Stopped));
        facts.AddKnown("Failure", run.Failure);
        foreach (var (key, value) in run.Metadata)
        {
            facts.Add(key, Cell.From(value));
        }

        var scans = run.Scans;
        return new Card($"Run {run.Name}")
        {
            State = run.Failure is not null ? State.Fault : State.Ok,
            StateWord = run.Status,
            Body = scans.Count == 0
                ? [facts]
                : [facts, new TableModel(Columns, scans.Select(scan => new[] { scan.Name, ScanView.StateCell(scan), scan.PointsDone, scan.PointsTotal is { } total ? total : Cell.Null, scan.Started })) { RowNoun = "scans" }],
        };
    }
}
