namespace LabSdk.Display;

/// <summary>Values on a grid, shown as colours with a colour bar.</summary>
public sealed record HeatmapTrace : Trace
{
    /// <summary>Creates a heat map.</summary>
    /// <param name="x">Centres of the columns, ascending or descending.</param>
    /// <param name="y">Centres of the rows, ascending or descending.</param>
    /// <param name="z">Values row by row: <c>z[row * x.Count + column]</c>; NaN is an empty cell.</param>
    /// <exception cref="LabException">There are not exactly <c>x.Count * y.Count</c> values.</exception>
    public HeatmapTrace(IReadOnlyList<double> x, IReadOnlyList<double> y, IEnumerable<double> z)
    {
        X = [.. x];
        Y = [.. y];
        Z = [.. z];
        FigureErrors.RequireEqual("x times y", (long)X.Length * Y.Length, "z", Z.Length);
    }

    /// <summary>The colours. Default <see cref="ColorMap.Viridis"/>.</summary>
    public ColorMap Colors { get; init; } = ColorMap.Viridis;

    /// <summary>The value at the lower end of the colours; null takes the smallest.</summary>
    public double? Min { get; init; }

    /// <summary>The value at the upper end of the colours; null takes the largest.</summary>
    public double? Max { get; init; }

    internal double[] X { get; }

    internal double[] Y { get; }

    internal double[] Z { get; }
}
