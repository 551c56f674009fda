using LabSdk.Display;

namespace LabSdk.Presentation;

/// <summary>The newest runs as a table.</summary>
internal static class RunCatalogView
{
    private const int Most = 50;
    private static readonly TableColumn[] Columns = ["Run", "Status", "Points", "Planned", "Started", "Id", "Judgement"];

    public static Block Of(RunCatalog runs)
    {
        var newest = runs.Take(Most).ToArray();
        return new TableModel(Columns, newest.Select(run => new[]
        {
            Cell.Text(run.Name), Cell.Of(RunRecordView.StateOf(run), run.Status), run.PointsDone, run.PointsTotal, run.Started, Cell.Code(run.Uid[^Math.Min(8, run.Uid.Length)..]), Cell.Text(run.Mark?.ToString() ?? ""),
        }))
        {
            RowNoun = newest.Length == Most ? "newest runs" : "runs",
        };
    }
}
