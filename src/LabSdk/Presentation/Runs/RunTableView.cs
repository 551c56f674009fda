using System.Globalization;
using LabSdk.Display;

namespace LabSdk.Presentation;

/// <summary>The newest runs of a catalog as a table.</summary>
internal static class RunTableView
{
    /// <summary>More are counted and not shown: a search finds them.</summary>
    public const int Shown = 50;

    private const int MostTrouble = 5;
    private static readonly TableColumn[] Columns = ["Run", "Outcome", new("Points", Align: Align.Right), new("Started", Align: Align.Right), new("Took", "s", Format: "0.###"), "Mark", "Uid ends"];

    public static Block Of(RunCatalog catalog)
    {
        var runs = catalog.Take(Shown + 1).ToArray();
        var about = catalog.Words.Length > 0 ? $"Runs {catalog.Words}" : "Runs";
        if (runs.Length == 0)
        {
            return new Stack([new StatusRows(new StatusRow(State.Unknown, about, Cell.Text($"none in {catalog.Place}"))), .. Trouble(catalog)]);
        }

        var table = new TableModel(Columns, runs.Take(Shown).Select(Row)) { Caption = $"{about} in {catalog.Place}", RowNoun = "runs", ShowSize = false };
        return new Stack([table, new TextBlock(Size(catalog, runs.Length), TextStyle.Muted), .. Trouble(catalog)]);
    }

    private static IEnumerable<Block> Trouble(RunCatalog catalog)
    {
        var files = catalog.Words.Length == 0 ? catalog.Unreadable.Take(MostTrouble + 1).ToArray() : [];
        return files.Length == 0
            ? []
            : [new StatusRows([.. files.Take(MostTrouble).Select(why => new StatusRow(State.Fault, "Unreadable", Cell.Text(why))), .. files.Length > MostTrouble ? [new StatusRow(State.Fault, "and more", "see Lab.Runs.Unreadable")] : Array.Empty<StatusRow>()])];
    }

    private static string Size(RunCatalog catalog, int read)
    {
        if (read <= Shown)
        {
            return read == 1 ? "1 run" : string.Create(CultureInfo.InvariantCulture, $"{read} runs");
        }

        return string.Create(CultureInfo.InvariantCulture, $"The newest {Shown} of {catalog.Count:N0} runs; narrow the list with Named, Where, Since, WithDevice or WithOutcome.");
    }

    private static Cell[] Row(RunRecord run) =>
    [
        run.IsSimulated ? $"{run.Name} (SIMULATED)" : run.Name,
        Cell.Of(RunWords.StateOf(run.Outcome), RunWords.Of(run.Outcome)),
        run.Outcome == RunOutcome.Unreadable ? Cell.Null : ScanWords.Count(run.PointsDone, run.PointsTotal),
        RunWords.Time(run.Started),
        Cell.Number(run.Duration?.TotalSeconds),
        MarkOf(run.Mark),
        RunWords.UidEnd(run),
    ];

    public static Cell MarkOf(RunMark? mark) => mark is null ? Cell.Null : Cell.Of(mark.IsGood ? State.Ok : State.Fault, mark.ToString());
}
