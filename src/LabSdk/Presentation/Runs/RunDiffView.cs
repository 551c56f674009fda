using LabSdk.Data;
using LabSdk.Display;

namespace LabSdk.Presentation;

/// <summary>Two runs side by side.</summary>
internal static class RunDiffView
{
    // Each row has a magnitude of its own: significant digits, not common decimals.
    private const string Digits = "G6";

    private static readonly TableColumn[] DifferenceColumns = ["Area", "What", "Reference", "Other"];

    private static readonly TableColumn[] RunColumns = ["", "Run", "Outcome", new("Points", Align: Align.Right), new("Started", Align: Align.Right), "Uid ends"];

    private static readonly TableColumn[] NumberColumns =
    [
        "Column", "Statistic", new("Reference", null, Align.Right, Digits), new("Other", null, Align.Right, Digits), new("Other − reference", null, Align.Right, Digits),
    ];

    public static Block Of(RunDiff diff) => new Card($"{diff.Reference.Name} and {diff.Other.Name}")
    {
        Subtitle = diff.Differences.Count == 0 ? "alike in all but the measured values" : null,
        Badges = DeviceCard.Badges(diff.Reference.IsSimulated || diff.Other.IsSimulated),
        Body =
        [
            new TableModel(RunColumns, [Row("reference", diff.Reference), Row("other", diff.Other)]) { ShowSize = false },
            .. diff.Differences.Count > 0 ? [new Section("Differences", new TableModel(DifferenceColumns, diff.Differences.Select(Row)) { ShowSize = false })] : Array.Empty<Block>(),
            .. diff.Statistics.RowCount > 0 ? [new Section("Numbers", [.. Numbers(diff.Statistics)])] : Array.Empty<Block>(),
            .. diff.Plots(),
        ],
    };

    private static Cell[] Row(string side, RunRecord run) =>
        [side, run.Name, Cell.Of(RunWords.StateOf(run.Outcome), RunWords.Of(run.Outcome)), ScanWords.Count(run.PointsDone, run.PointsTotal), RunWords.Time(run.Started), RunWords.UidEnd(run)];

    private static Cell[] Row(RunDifference difference) => [difference.Area, difference.What, Side(difference.Reference), Side(difference.Other)];

    private static Cell Side(string text) => text.Length == 0 ? Cell.Null : Cell.Text(text);

    private static IEnumerable<Block> Numbers(DataFrame statistics)
    {
        var columns = Enumerable.Range(0, statistics.RowCount).GroupBy(row => statistics[row, "column"].ToString()).ToArray();
        var alike = columns.Where(column => column.All(row => statistics[row, "difference"] is { IsNull: false } value && value.AsDouble() == 0)).ToArray();
        var rows = columns.Except(alike).SelectMany(column => column.Where(row => !IsEmpty(statistics, row)).Select((row, place) => Row(statistics, row, place == 0))).ToArray();
        if (rows.Length > 0)
        {
            yield return new TableModel(NumberColumns, rows) { ShowSize = false };
        }

        if (alike.Length > 0)
        {
            yield return new TextBlock($"The same in both, row by row: {string.Join(", ", alike.Select(column => column.Key))}.", TextStyle.Muted);
        }
    }

    private static bool IsEmpty(DataFrame statistics, int row) =>
        statistics[row, "reference"].IsNull && statistics[row, "other"].IsNull && statistics[row, "difference"].IsNull;

    // The name stands once for each column.
    private static Cell[] Row(DataFrame statistics, int row, bool isFirst)
    {
        var (unit, statistic) = (statistics[row + (isFirst ? 1 : 0), "unit"], statistics[row, "statistic"].ToString());
        return
        [
            isFirst ? unit.IsNull ? statistics[row, "column"].ToString() : $"{statistics[row, "column"]} ({unit})" : "",
            statistic == RunStatistics.RowByRow ? "largest difference of a row" : statistic,
            Number(statistics[row, "reference"], statistic),
            Number(statistics[row, "other"], statistic),
            Number(statistics[row, "difference"], statistic),
        ];
    }

    private static Cell Number(DataValue value, string statistic) => value.IsNull ? Cell.Null
        : statistic == RunStatistics.Values ? Cell.Integer((long)value.AsDouble())
        : Cell.Number(value.AsDouble());
}
