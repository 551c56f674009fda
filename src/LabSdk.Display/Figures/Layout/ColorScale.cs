namespace LabSdk.Display;

/// <summary>The colours of the heat map or image of a figure, and the values at their ends.</summary>
internal sealed record ColorScale(AxisRange Range, ColorMap Colors, string Label, Ticks Ticks)
{
    /// <summary>The scale of the first trace that has one; null when the figure needs no colour bar.</summary>
    public static ColorScale? Of(Figure figure)
    {
        foreach (var trace in figure.Traces)
        {
            switch (trace)
            {
                case HeatmapTrace map:
                    var ends = new Axis { Min = map.Min, Max = map.Max };
                    return Create(AxisRange.Finish(AxisRange.Of(map.Z, AxisScale.Linear), ends, 0), map.Colors, map.Label);
                case ImageTrace { Image.IsColour: false } image:
                    var limits = image.Contrast ?? image.Image.Extremes();
                    return Create(AxisRange.Finish(new AxisRange(limits.Low, limits.High), new Axis(), 0), image.Colors, image.Label);
            }
        }

        return null;
    }

    /// <summary>Where a value lies on the scale, 0 to 1.</summary>
    public double Place(double value) => Math.Clamp(((value / Range.Span) - (Range.Low / Range.Span)), 0, 1);

    private static ColorScale Create(AxisRange range, ColorMap colors, string label) =>
        new(range, colors, label, LinearTicks.For(range, 6));
}
