using LabSdk.Data;
using LabSdk.Display;

namespace LabSdk.Presentation;

/// <summary>Two runs side by side.</summary>
internal static class RunDiffView
{
    private static readonly TableColumn[] DifferenceColumns = ["Area", "What", "a", "b"];

    private static readonly TableColumn[] RunColumns = ["", "Run", "Outcome", "Points", "Started", "Uid"];

    private static readonly TableColumn[] NumberColumns =
        ["Column", "Unit", "Values a", "Values b", "Mean a", "Mean b", "Std a", "Std b", "Min a", "Min b", "Max a", "Max b", "Mean b − a", "Largest |b − a|"];

    public static Block Of(RunDiff diff) => new Card($"{diff.Left.Name} and {diff.Right.Name}")
    {
        Subtitle = diff.Differences.Count == 0 ? "alike in all but the measured values" : null,
        Badges = DeviceCard.Badges(diff.Left.IsSimulated || diff.Right.IsSimulated),
        Body =
        [
            new TableModel(RunColumns, [Row("a", diff.Left), Row("b", diff.Right)]) { ShowSize = false },
            .. diff.Differences.Count > 0 ? [new Section("Differences", new TableModel(DifferenceColumns, diff.Differences.Select(Row)) { ShowSize = false })] : Array.Empty<Block>(),
            .. diff.Statistics.RowCount > 0 ? [new Section("Numbers", Numbers(diff.Statistics))] : Array.Empty<Block>(),
            .. diff.Plots(),
        ],
    };

    private static Cell[] Row(string side, RunRecord run) =>
        [side, run.Name, Cell.Of(RunWords.StateOf(run.Outcome), RunWords.Of(run.Outcome)), $"{run.PointsDone} of {run.PointsTotal}", run.Started, Cell.Code(run.Uid)];

    private static Cell[] Row(RunDifference difference) => [difference.Area, difference.What, Side(difference.Left), Side(difference.Right)];

    private static Cell Side(string text) => text.Length == 0 ? Cell.Null : Cell.Text(text);

    private static TableModel Numbers(DataFrame statistics) => new(
        NumberColumns,
        statistics.RowCount,
        (row, column) => statistics.Columns[column] switch
        {
            { } cells when cells.IsNull(row) => Cell.Null,
            DataColumn<double> numbers when column is 2 or 3 => Cell.Integer((long)numbers.Values[row]),
            DataColumn<double> numbers => Cell.Number(numbers.Values[row]),
            var texts => Cell.Text(texts[row].ToString()),
        })
    {
        ShowSize = false,
    };
}
