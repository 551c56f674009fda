namespace LabSdk.Display;

/// <summary>Where everything of a figure goes, in units of the drawing.</summary>
internal sealed class FigureLayout
{
    public const double TickFont = 12;
    public const double TitleFont = 13;
    public const double HeadFont = 15;
    public const double NoteFont = 11;
    private const double FullWidth = 720;
    private const double PlotHeight = 290;
    private const double MaxImageHeight = 440;

    private FigureLayout(Figure figure)
    {
        Figure = figure;
        Data = FigureData.Of(figure);
        Colors = ColorScale.Of(figure);
        IsImage = figure.Traces.Any(t => t is ImageTrace);
        Notes = FigureNotes.Of(figure, Data);
        XTitle = figure.X.Label ?? (figure.X.Scale == AxisScale.Time ? TimeTicks.Days(Data.X) : IsImage ? "column (px)" : null);
        YTitle = figure.Y.Label ?? DefaultYTitle(figure);
        PlaceVertically();
        PlaceHorizontally();
        Height = Top + Plot.Height + 24 + (XTitle is null ? 0 : 20) + (Notes.Count * 16) + 8;
        XTicks = FittingTicks();
        XMap = new Projection(Data.X, figure.X.Scale, 0, Plot.Width);
        YMap = IsImage
            ? new Projection(Data.Y, figure.Y.Scale, 0, Plot.Height)
            : new Projection(Data.Y, figure.Y.Scale, Plot.Height, 0);
    }

    public Figure Figure { get; }

    public FigureData Data { get; }

    public ColorScale? Colors { get; }

    public bool IsImage { get; }

    public double Width { get; private set; }

    public double Height { get; }

    public double Left { get; private set; }

    public double Top { get; private set; }

    public (double Width, double Height) Plot { get; private set; }

    public Ticks XTicks { get; }

    public Ticks YTicks { get; private set; } = null!;

    /// <summary>From values to places inside the plot.</summary>
    public Projection XMap { get; }

    public Projection YMap { get; }

    public string? XTitle { get; }

    public string? YTitle { get; }

    public List<LegendEntry> Legend { get; private set; } = [];

    public IReadOnlyList<string> Notes { get; }

    public static FigureLayout Of(Figure figure) => new(figure);

    private void PlaceVertically()
    {
        Top = string.IsNullOrEmpty(Figure.Title) ? 10 : 34;
        Legend = Display.Legend.Place(Figure, 12, Top, FullWidth - 24);
        if (Legend.Count > 0)
        {
            Top = Legend[^1].Y + Display.Legend.RowHeight + 4;
        }

        YTicks = Ticks.For(Data.Y, Figure.Y.Scale, (int)(PlotHeight / 50));
        if (YTicks.Multiplier is not null || Colors?.Ticks.Multiplier is not null)
        {
            Top += 16;
        }
    }

    private void PlaceHorizontally()
    {
        var labels = YTicks.Labels.Select(l => TextMetrics.Width(l, TickFont)).DefaultIfEmpty(0).Max();
        Left = 12 + (YTitle is null ? 0 : 20) + labels + 8;
        var right = 18.0;
        if (Colors is { } colors)
        {
            right = 16 + 14 + 8 + colors.Ticks.Labels.Select(l => TextMetrics.Width(l, TickFont)).DefaultIfEmpty(0).Max() + (colors.Label.Length > 0 ? 24 : 8);
        }

        var width = Math.Max(120, FullWidth - Left - right);
        Plot = (width, PlotHeight);
        if (Figure.Traces.OfType<ImageTrace>().FirstOrDefault()?.Image is { } image)
        {
            // Square pixels, unless the picture is so long and thin that nothing would be seen.
            var scale = Math.Min(width / image.Width, MaxImageHeight / image.Height);
            Plot = (Math.Max(120, image.Width * scale), Math.Max(40, image.Height * scale));
        }

        Width = Left + Plot.Width + right;
        YTicks = Ticks.For(Data.Y, Figure.Y.Scale, Math.Clamp((int)(Plot.Height / 50), 2, 10));
    }

    // As many marks as fit without touching each other.
    private Ticks FittingTicks()
    {
        for (var wanted = Math.Max(2, (int)(Plot.Width / 70)); wanted > 1; wanted--)
        {
            var ticks = Ticks.For(Data.X, Figure.X.Scale, wanted);
            var widest = ticks.Labels.Select(l => TextMetrics.Width(l, TickFont)).DefaultIfEmpty(0).Max();
            var map = new Projection(Data.X, Figure.X.Scale, 0, Plot.Width);
            var gap = ticks.Places.Zip(ticks.Places.Skip(1), (a, b) => Math.Abs(map[b] - map[a])).DefaultIfEmpty(Plot.Width).Min();
            if (widest + 12 < gap)
            {
                return ticks;
            }
        }

        return Ticks.For(Data.X, Figure.X.Scale, 1);
    }

    // One named trace, or one unit for all of them, says what the axis shows.
    private static string? DefaultYTitle(Figure figure)
    {
        if (figure.Traces.Any(t => t is ImageTrace))
        {
            return "row (px)";
        }

        var series = Display.Legend.Series(figure).ToArray();
        if (series.Any(t => t is HistogramTrace))
        {
            return "count";
        }

        var units = series.Select(t => t.Unit ?? "").Distinct().ToArray();
        return series.Length == 1 && series[0].Label.Length > 0 ? series[0].Label
            : units is [{ Length: > 0 } unit] ? unit : null;
    }
}
