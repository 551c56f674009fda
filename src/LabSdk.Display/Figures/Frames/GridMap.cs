using LabSdk.Data;

namespace LabSdk.Display;

/// <summary>Turns the rows of a two-dimensional scan into a heat map.</summary>
internal static class GridMap
{
    private const int MaxCells = 4_000_000;

    /// <summary>The heat map, or null when the points do not lie on a grid. Points not yet measured stay empty.</summary>
    public static HeatmapTrace? Of(DataColumn x, DataColumn y, DataColumn value)
    {
        if (!value.IsNumeric || !x.IsNumeric || !y.IsNumeric || x.Count < 2)
        {
            return null;
        }

        double[] xs = x.ToDoubles(), ys = y.ToDoubles(), zs = value.ToDoubles();
        double[] columns = Distinct(xs), rows = Distinct(ys);

        // A path through the plane (a spiral, a diagonal) has about as many different places as points.
        if (columns.Length < 2 || rows.Length < 2 || (long)columns.Length * rows.Length > Math.Min(4L * xs.Length, MaxCells))
        {
            return null;
        }

        var z = new double[columns.Length * rows.Length];
        Array.Fill(z, double.NaN);
        for (var i = 0; i < xs.Length; i++)
        {
            var column = Array.BinarySearch(columns, xs[i]);
            var row = Array.BinarySearch(rows, ys[i]);
            if (column >= 0 && row >= 0)
            {
                z[(row * columns.Length) + column] = zs[i];
            }
        }

        return new HeatmapTrace(columns, rows, z) { Name = value.Name, Unit = value.Unit };
    }

    private static double[] Distinct(double[] values) => [.. values.Where(double.IsFinite).Distinct().Order()];
}
