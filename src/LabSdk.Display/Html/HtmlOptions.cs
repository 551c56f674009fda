namespace LabSdk.Display;

/// <summary>How figures appear in HTML.</summary>
public enum FigureMode
{
    /// <summary>A static SVG and nothing else.</summary>
    Static,

    /// <summary>A static SVG that becomes interactive where the page already has plotly.js. The default.</summary>
    Auto,
}

/// <summary>How one HTML output is written. Thread-safe: immutable.</summary>
public sealed record HtmlOptions
{
    /// <summary>The defaults: figures in <see cref="FigureMode.Auto"/>, at most 200 KB.</summary>
    public static HtmlOptions Default { get; } = new();

    /// <summary>How figures appear. Default <see cref="FigureMode.Auto"/>.</summary>
    public FigureMode Figures { get; init; } = FigureMode.Auto;

    /// <summary>Largest size of one output in bytes. Default 200,000. What does not fit is left out and counted in the output.</summary>
    public int MaxBytes { get; init; } = 200_000;
}
