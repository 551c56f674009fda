namespace LabSdk.Display;

/// <summary>The stretch of values an axis shows. Never empty, never infinite.</summary>
internal readonly record struct AxisRange(double Low, double High)
{
    // Beyond this the difference of two values is no longer a number.
    private const double Huge = 1e300;

    // Below this the steps between marks have no digits left.
    private const double Tiny = 1e-290;

    public double Span => High - Low;

    /// <summary>Smallest and largest of what can be drawn, or null when nothing can.</summary>
    public static AxisRange? Of(IEnumerable<double> values, AxisScale scale)
    {
        double low = double.MaxValue, high = double.MinValue;
        foreach (var value in values)
        {
            if (double.IsFinite(value) && (scale != AxisScale.Logarithmic || value > 0))
            {
                low = Math.Min(low, value);
                high = Math.Max(high, value);
            }
        }

        return low <= high ? new AxisRange(Math.Clamp(low, -Huge, Huge), Math.Clamp(high, -Huge, Huge)) : null;
    }

    public static AxisRange? Union(AxisRange? first, AxisRange? second) => (first, second) switch
    {
        ({ } a, { } b) => new AxisRange(Math.Min(a.Low, b.Low), Math.Max(a.High, b.High)),
        _ => first ?? second,
    };

    /// <summary>Gives a single value a width, adds room at the ends, and applies what the user fixed.</summary>
    public static AxisRange Finish(AxisRange? data, Axis axis, double padding, bool fromZero = false)
    {
        var range = data ?? (axis.Scale == AxisScale.Logarithmic ? new AxisRange(1, 10) : new AxisRange(0, 1));
        if (fromZero)
        {
            range = new AxisRange(Math.Min(0, range.Low), Math.Max(0, range.High));
        }

        range = axis.Scale == AxisScale.Logarithmic ? range.WidenLog(padding) : range.Widen(axis.Scale, padding, fromZero);
        var low = axis.Min is { } min && double.IsFinite(min) ? Math.Clamp(min, -Huge, Huge) : range.Low;
        var high = axis.Max is { } max && double.IsFinite(max) ? Math.Clamp(max, -Huge, Huge) : range.High;
        var usable = low < high && (axis.Scale != AxisScale.Logarithmic || low > 0);
        return usable ? new AxisRange(low, high) : range;
    }

    private AxisRange Widen(AxisScale scale, double padding, bool fromZero)
    {
        if (Span <= Math.Max(Math.Abs(Low), Math.Abs(High)) * 1e-14 || Span < Tiny)
        {
            var half = scale == AxisScale.Time ? Math.Max(30, Math.Abs(Low) * 1e-8) : Math.Abs(Low) < Tiny ? 1 : Math.Abs(Low) * 0.1;
            return new AxisRange(Low - half, High + half);
        }

        var room = Span * padding;
        return new AxisRange(fromZero && Low == 0 ? 0 : Low - room, fromZero && High == 0 ? 0 : High + room);
    }

    private AxisRange WidenLog(double padding)
    {
        // In powers of ten: the ratio of two ordinary numbers can be too large for a number.
        double low = Math.Log10(Math.Max(Low, 1 / Huge)), high = Math.Log10(Math.Max(High, 1 / Huge));
        var room = high - low < 1e-7 ? 0.5 : (high - low) * padding;
        return new AxisRange(Math.Pow(10, Math.Max(low - room, -300)), Math.Pow(10, Math.Min(high + room, 300)));
    }
}
