using LabSdk.Data;
using LabSdk.Display;

namespace LabSdk.Presentation;

/// <summary>The plots of a scan: lines over one axis, heat maps over two. One plot for each unit of the readings.</summary>
internal static class ScanFigures
{
    private const int MostFigures = 6;

    public static IEnumerable<Figure> Of(ScanResult scan, DataFrame data) =>
        Of(scan.Plan.Axes is { Count: 2 } axes && axes.All(axis => axis.Tracks.Count == 1), data);

    /// <summary>The plots of points.</summary>
    /// <param name="isMap">True for a grid of two motors.</param>
    /// <param name="data">The points.</param>
    public static IEnumerable<Figure> Of(bool isMap, DataFrame data)
    {
        var detectors = data.Columns.Where(column => column.Role == ColumnRole.Detector && column.IsNumeric).ToArray();
        if (data.RowCount < 2 || detectors.Length == 0)
        {
            return [];
        }

        var setpoints = data.Columns.Where(column => column.Role == ColumnRole.Setpoint && column.IsNumeric).ToArray();
        return (isMap && setpoints.Length >= 2
            ? detectors.Select(detector => Map(setpoints[1], setpoints[0], detector))
            : Lines(X(data, setpoints), detectors)).Take(MostFigures);
    }

    /// <summary>What lies on the horizontal axis; null for the number of the row.</summary>
    public static DataColumn? X(DataFrame data, DataColumn[] setpoints) =>
        setpoints.FirstOrDefault() ?? data.Columns.FirstOrDefault(column => column is { IsNumeric: true, Role: ColumnRole.Time or ColumnRole.Index });

    private static IEnumerable<Figure> Lines(DataColumn? x, DataColumn[] detectors)
    {
        foreach (var group in detectors.GroupBy(detector => detector.Unit ?? ""))
        {
            var columns = group.ToArray();
            var values = x?.ToDoubles() ?? [.. Enumerable.Range(0, columns[0].Count).Select(row => (double)row)];
            var figure = new Figure()
                .XAxis(x?.Source ?? x?.Name ?? "row", x?.Unit)
                .YAxis(columns.Length == 1 ? columns[0].Name : "reading", columns[0].Unit);
            yield return columns.Aggregate(figure, (all, column) => all.Line(values, column.ToDoubles(), columns.Length == 1 ? null : column.Name));
        }
    }

    // The points of a grid come in any order (snake) and may stop anywhere: each goes to its cell, the rest stays empty.
    private static Figure Map(DataColumn fast, DataColumn slow, DataColumn detector)
    {
        var (x, y, z) = (fast.ToDoubles(), slow.ToDoubles(), detector.ToDoubles());
        var columns = x.Where(double.IsFinite).Distinct().Order().ToArray();
        var rows = y.Where(double.IsFinite).Distinct().Order().ToArray();
        var cells = new double[columns.Length * rows.Length];
        Array.Fill(cells, double.NaN);
        for (var i = 0; i < z.Length; i++)
        {
            var (column, row) = (Array.BinarySearch(columns, x[i]), Array.BinarySearch(rows, y[i]));
            if (column >= 0 && row >= 0)
            {
                cells[(row * columns.Length) + column] = z[i];
            }
        }

        return new Figure()
            .XAxis(fast.Source ?? fast.Name, fast.Unit)
            .YAxis(slow.Source ?? slow.Name, slow.Unit)
            .Heatmap(columns, rows, cells, detector.Name, detector.Unit);
    }
}
