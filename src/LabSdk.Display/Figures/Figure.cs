using Spectre.Console.Rendering;

namespace LabSdk.Display;

/// <summary>
/// A plot: traces with two axes. Immutable; each method returns a new figure:
/// <c>new Figure("Power").XAxis("position", "mm").YAxis("power", "W").Line(x, y)</c>. Shows as interactive plot, static
/// SVG or text plot, whatever the place can draw. At most 5000 points of a trace are drawn, data are never changed.
/// </summary>
/// <param name="Title">The heading; null for none.</param>
public sealed record Figure(string? Title = null) : Block
{
    /// <summary>The horizontal axis.</summary>
    public Axis X { get; init; } = new();

    /// <summary>The vertical axis.</summary>
    public Axis Y { get; init; } = new();

    /// <summary>The data sets, drawn in this order.</summary>
    public IReadOnlyList<Trace> Traces { get; init; } = [];

    /// <summary>Places on the horizontal axis where something begins, for example laps; at most 200 are drawn.</summary>
    public IReadOnlyList<AxisMark> Marks { get; init; } = [];

    /// <summary>A line of small print below the plot, or null.</summary>
    public string? Note { get; init; }

    /// <summary>Names the horizontal axis.</summary>
    /// <param name="title">What it shows.</param>
    /// <param name="unit">Its unit.</param>
    /// <param name="scale">How it runs. Default linear.</param>
    public Figure XAxis(string? title, string? unit = null, AxisScale scale = AxisScale.Linear) =>
        this with { X = new Axis(title, unit, scale) };

    /// <summary>Names the vertical axis.</summary>
    /// <param name="title">What it shows.</param>
    /// <param name="unit">Its unit.</param>
    /// <param name="scale">How it runs. Default linear.</param>
    public Figure YAxis(string? title, string? unit = null, AxisScale scale = AxisScale.Linear) =>
        this with { Y = new Axis(title, unit, scale) };

    /// <summary>Adds any trace.</summary>
    /// <param name="trace">The trace.</param>
    public Figure Add(Trace trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        return this with { Traces = [.. Traces, trace] };
    }

    /// <summary>Marks a place on the horizontal axis with a dashed line.</summary>
    /// <param name="at">Where, in the values of the axis; one outside of it is not drawn.</param>
    /// <param name="label">The text at its top; null for none.</param>
    public Figure Mark(double at, string? label = null) => this with { Marks = [.. Marks, new AxisMark(at, label)] };

    /// <summary>Adds a line; few points are marked too.</summary>
    /// <param name="x">Horizontal values.</param>
    /// <param name="y">Vertical values, as many; NaN leaves a gap.</param>
    /// <param name="name">Name in the legend.</param>
    /// <param name="unit">Unit, said in the legend.</param>
    public Figure Line(IEnumerable<double> x, IEnumerable<double> y, string? name = null, string? unit = null) =>
        Add(new PointTrace(x, y) { Name = name, Unit = unit });

    /// <summary>Adds a line over time and makes the horizontal axis a time axis.</summary>
    /// <param name="x">Points in time.</param>
    /// <param name="y">Vertical values, as many; NaN leaves a gap.</param>
    /// <param name="name">Name in the legend.</param>
    /// <param name="unit">Unit, said in the legend.</param>
    public Figure Line(IEnumerable<DateTimeOffset> x, IEnumerable<double> y, string? name = null, string? unit = null) =>
        (this with { X = X with { Scale = AxisScale.Time } }).Line(x.Select(TimeAxis.Seconds), y, name, unit);

    /// <summary>Adds points, with error bars if errors are given.</summary>
    /// <param name="x">Horizontal values.</param>
    /// <param name="y">Vertical values, as many.</param>
    /// <param name="name">Name in the legend.</param>
    /// <param name="unit">Unit, said in the legend.</param>
    /// <param name="yError">Half length of the vertical error bars, one per point.</param>
    /// <param name="xError">Half length of the horizontal error bars, one per point.</param>
    public Figure Scatter(
        IEnumerable<double> x,
        IEnumerable<double> y,
        string? name = null,
        string? unit = null,
        IReadOnlyList<double>? yError = null,
        IReadOnlyList<double>? xError = null) =>
        Add(new PointTrace(x, y) { Name = name, Unit = unit, HasLine = false, HasMarkers = true, YError = yError, XError = xError });

    /// <summary>Adds a heat map.</summary>
    /// <param name="x">Centres of the columns.</param>
    /// <param name="y">Centres of the rows.</param>
    /// <param name="z">Values row by row.</param>
    /// <param name="name">Name at the colour bar.</param>
    /// <param name="unit">Unit at the colour bar.</param>
    public Figure Heatmap(IReadOnlyList<double> x, IReadOnlyList<double> y, IEnumerable<double> z, string? name = null, string? unit = null) =>
        Add(new HeatmapTrace(x, y, z) { Name = name, Unit = unit });

    /// <summary>Adds a histogram.</summary>
    /// <param name="values">The values.</param>
    /// <param name="bins">Number of bins; null chooses.</param>
    /// <param name="name">Name in the legend.</param>
    public Figure Histogram(IEnumerable<double> values, int? bins = null, string? name = null) =>
        Add(new HistogramTrace(values, bins) { Name = name });

    /// <summary>Adds a picture.</summary>
    /// <param name="image">The pixels.</param>
    /// <param name="contrast">Which grey values are darkest and brightest; null takes the smallest and largest pixel.</param>
    public Figure Image(PixelImage image, ContrastLimits? contrast = null) =>
        Add(new ImageTrace(image) { Contrast = contrast });

    /// <summary>Returns the figure as a stand-alone SVG document.</summary>
    public string ToSvg() => SvgFigure.Document(this);

    /// <summary>Returns the figure as a plotly.js object with <c>data</c>, <c>layout</c> and <c>config</c>, valid in versions 2 to 4.</summary>
    public string ToPlotlyJson() => PlotlyFigure.Json(this);

    /// <summary>Returns the figure in all its forms.</summary>
    public override MimeBundle ToMimeBundle()
    {
        var bundle = base.ToMimeBundle().With(MimeTypes.Svg, ToSvg).With(MimeTypes.Plotly, ToPlotlyJson);
        return Traces is [ImageTrace image] ? bundle.WithPng(() => image.Image.ToPng(image.Contrast, image.Colors)) : bundle;
    }

    internal override string? Heading => Title;

    internal override void WriteHtml(HtmlWriter writer) => FigureHtml.Write(writer, this);

    internal override IRenderable ToText() => TextParts.Lines(TextFigure.Draw(this));
}
