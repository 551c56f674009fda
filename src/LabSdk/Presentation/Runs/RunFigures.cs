using LabSdk.Data;
using LabSdk.Display;

namespace LabSdk.Presentation;

/// <summary>Two runs in one plot.</summary>
internal static class RunFigures
{
    private const int MostFigures = 6;

    /// <summary>One figure for each detector that both have.</summary>
    public static IEnumerable<Figure> Overlay(RunDiff diff)
    {
        var (left, right) = (diff.LeftData, diff.RightData);
        var (x1, x2) = (XOf(left), XOf(right));
        if (left.RowCount == 0 || right.RowCount == 0)
        {
            return [];
        }

        return RunStatistics.Common(left, right)
            .Where(pair => pair.Left.Role == ColumnRole.Detector)
            .Take(MostFigures)
            .Select(pair => new Figure()
                .XAxis(x1?.Source ?? x1?.Name ?? "row", x1?.Unit)
                .YAxis(pair.Left.Name, pair.Left.Unit)
                .Line(Values(x1, left), pair.Left.ToDoubles(), Named("a", diff.Left), UnitOf(pair.Left, pair.Right))
                .Line(Values(x2, right), pair.Right.ToDoubles(), Named("b", diff.Right), UnitOf(pair.Right, pair.Left)));
    }

    private static DataColumn? XOf(DataFrame data) => ScanFigures.X(data, [.. data.Columns.Where(column => column.Role == ColumnRole.Setpoint && column.IsNumeric)]);

    // The axis says the unit; only another one needs a word.
    private static string? UnitOf(DataColumn own, DataColumn other) => own.Unit == other.Unit ? null : own.Unit;

    private static string Named(string side, RunRecord run) => $"{side}: {run.Name}";

    private static double[] Values(DataColumn? x, DataFrame data) => x?.ToDoubles() ?? [.. Enumerable.Range(0, data.RowCount).Select(row => (double)row)];
}
