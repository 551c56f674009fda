namespace LabSdk.Display;

/// <summary>How figures appear in HTML.</summary>
public enum FigureMode
{
    /// <summary>A static SVG and nothing else.</summary>
    Static,

    /// <summary>A static SVG that becomes interactive where the page already has plotly.js. The default.</summary>
    Auto,

    /// <summary>An interactive plot everywhere: the library itself stands once in the output, see <see cref="HtmlOptions.PlotlyLibrary"/>.</summary>
    Inline,
}

/// <summary>How one HTML output is written. Thread-safe: immutable.</summary>
public sealed record HtmlOptions
{
    /// <summary>The defaults: figures in <see cref="FigureMode.Auto"/>, at most 200 KB.</summary>
    public static HtmlOptions Default { get; } = new();

    /// <summary>How figures appear. Default <see cref="FigureMode.Auto"/>.</summary>
    public FigureMode Figures { get; init; } = FigureMode.Auto;

    /// <summary>
    /// The text of a plotly.js bundle, for example <c>plotly-cartesian.min.js</c>, written into the output in mode
    /// <see cref="FigureMode.Inline"/>. It does not count for <see cref="MaxBytes"/>. Null, the default, makes that mode the
    /// same as <see cref="FigureMode.Auto"/>.
    /// </summary>
    public string? PlotlyLibrary { get; init; }

    /// <summary>Largest size of one output in bytes. Default 200,000. What does not fit is left out and counted in the output.</summary>
    public int MaxBytes { get; init; } = 200_000;
}
