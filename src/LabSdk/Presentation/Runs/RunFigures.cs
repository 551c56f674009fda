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
        var (reference, other) = (diff.ReferenceData, diff.OtherData);
        var (x1, x2) = (XOf(reference), XOf(other));
        if (reference.RowCount == 0 || other.RowCount == 0)
        {
            return [];
        }

        return RunStatistics.Common(reference, other)
            .Where(pair => pair.Reference.Role == ColumnRole.Detector)
            .Take(MostFigures)
            .Select(pair => new Figure()
                .XAxis(x1?.Source ?? x1?.Name ?? "row", x1?.Unit)
                .YAxis(pair.Reference.Name, pair.Reference.Unit)
                .Line(Values(x1, reference), pair.Reference.ToDoubles(), Named("reference", diff.Reference), UnitOf(pair.Reference, pair.Other))
                .Line(Values(x2, other), pair.Other.ToDoubles(), Named("other", diff.Other), UnitOf(pair.Other, pair.Reference)));
    }

    private static DataColumn? XOf(DataFrame data) => ScanFigures.X(data, [.. data.Columns.Where(column => column.Role == ColumnRole.Setpoint && column.IsNumeric)]);

    // The axis says the unit; only another one needs a word.
    private static string? UnitOf(DataColumn own, DataColumn other) => own.Unit == other.Unit ? null : own.Unit;

    private static string Named(string side, RunRecord run) => $"{side}: {run.Name}";

    private static double[] Values(DataColumn? x, DataFrame data) => x?.ToDoubles() ?? [.. Enumerable.Range(0, data.RowCount).Select(row => (double)row)];
}
