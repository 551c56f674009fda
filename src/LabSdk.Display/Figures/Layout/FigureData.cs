namespace LabSdk.Display;

/// <summary>What a figure contains that can be drawn: the range of each axis and the count of what cannot.</summary>
internal sealed class FigureData
{
    private FigureData(AxisRange x, AxisRange y, bool isEmpty, long notDrawn)
    {
        X = x;
        Y = y;
        IsEmpty = isEmpty;
        NotDrawn = notDrawn;
    }

    public AxisRange X { get; }

    public AxisRange Y { get; }

    /// <summary>True when there is nothing to draw.</summary>
    public bool IsEmpty { get; }

    /// <summary>Points without a place: NaN, infinite, or not positive on a logarithmic axis.</summary>
    public long NotDrawn { get; }

    public static FigureData Of(Figure figure)
    {
        AxisRange? x = null, y = null;
        long notDrawn = 0;
        bool tight = false, bars = false;
        foreach (var trace in figure.Traces)
        {
            switch (trace)
            {
                case PointTrace points:
                    x = AxisRange.Union(x, AxisRange.Of(Spread(points, points.X, points.Y, points.XErrors, figure.Y.Scale), figure.X.Scale));
                    y = AxisRange.Union(y, AxisRange.Of(Spread(points, points.Y, points.X, points.YErrors, figure.X.Scale), figure.Y.Scale));
                    notDrawn += Lost(points, figure);
                    break;
                case HistogramTrace { Bins: { Counts.Length: > 0 } bins } histogram:
                    x = AxisRange.Union(x, new AxisRange(bins.Start, bins.Start + (bins.Width * bins.Counts.Length)));
                    y = AxisRange.Union(y, new AxisRange(0, bins.Counts.Max()));
                    notDrawn += histogram.Values.LongLength - bins.Counts.Sum(c => (long)c);
                    bars = true;
                    break;
                case HistogramTrace histogram:
                    notDrawn += histogram.Values.LongLength;
                    break;
                case HeatmapTrace { X.Length: > 0, Y.Length: > 0 } map when GridEdges.Of(map.X, figure.X.Scale) is { } columns && GridEdges.Of(map.Y, figure.Y.Scale) is { } rows:
                    x = AxisRange.Union(x, columns.Range);
                    y = AxisRange.Union(y, rows.Range);
                    tight = true;
                    break;
                case HeatmapTrace map:
                    notDrawn += map.Z.LongLength;
                    break;
                case ImageTrace image:
                    x = AxisRange.Union(x, new AxisRange(0, image.Image.Width));
                    y = AxisRange.Union(y, new AxisRange(0, image.Image.Height));
                    tight = true;
                    break;
            }
        }

        return new FigureData(
            AxisRange.Finish(x, figure.X, tight ? 0 : 0.03),
            AxisRange.Finish(y, figure.Y, tight ? 0 : 0.06, fromZero: bars && figure.Y.Scale == AxisScale.Linear),
            x is null || y is null,
            notDrawn);
    }

    // A point counts for one axis only if it has a place on the other; its error bar belongs to it.
    private static IEnumerable<double> Spread(PointTrace points, double[] values, double[] others, double[]? errors, AxisScale otherScale)
    {
        for (var i = 0; i < points.Count; i++)
        {
            if (!HasPlace(others[i], otherScale))
            {
                continue;
            }

            yield return values[i];
            if (errors is not null && double.IsFinite(errors[i]) && double.IsFinite(values[i]))
            {
                yield return values[i] - Math.Abs(errors[i]);
                yield return values[i] + Math.Abs(errors[i]);
            }
        }
    }

    private static long Lost(PointTrace points, Figure figure)
    {
        long lost = 0;
        for (var i = 0; i < points.Count; i++)
        {
            lost += HasPlace(points.X[i], figure.X.Scale) && HasPlace(points.Y[i], figure.Y.Scale) ? 0 : 1;
        }

        return lost;
    }

    internal static bool HasPlace(double value, AxisScale scale) =>
        double.IsFinite(value) && (scale != AxisScale.Logarithmic || value > 0);
}
