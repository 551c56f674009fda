namespace LabSdk.Display;

/// <summary>Flows the names of the traces into rows above the plot; what does not fit is counted.</summary>
internal static class Legend
{
    public const double RowHeight = 19;
    public const double FontSize = 12;
    public const double KeyWidth = 26;
    private const int MaxRows = 3;
    private const double Gap = 18;

    /// <summary>Traces that have a colour of their own.</summary>
    public static IEnumerable<Trace> Series(Figure figure) => figure.Traces.Where(t => t is PointTrace or HistogramTrace);

    /// <summary>The entries, placed from the given corner; empty when names would say nothing.</summary>
    public static List<LegendEntry> Place(Figure figure, double left, double top, double width)
    {
        var series = Series(figure).ToArray();
        var entries = new List<LegendEntry>();
        if (series.Length < 2 || series.All(t => t.Label.Length == 0))
        {
            return entries;
        }

        double x = left, y = top;
        var row = 0;
        for (var i = 0; i < series.Length; i++)
        {
            var name = VisibleText.Of(series[i].Label is { Length: > 0 } label ? label : $"trace {i + 1}");
            var text = TextMetrics.Fit(name, FontSize, Math.Min(width - KeyWidth, 260));
            var size = KeyWidth + TextMetrics.Width(text, FontSize) + Gap;
            if (x > left && x + size - Gap > left + width)
            {
                x = left;
                y += RowHeight;
                row++;
            }

            var rest = series.Length - i;
            if (rest > 1 && row == MaxRows - 1 && x + size + 90 > left + width)
            {
                entries.Add(new LegendEntry(-1, null, $"and {rest} more", x, y));
                return entries;
            }

            entries.Add(new LegendEntry(i, series[i], text, x, y));
            x += size;
        }

        return entries;
    }
}
