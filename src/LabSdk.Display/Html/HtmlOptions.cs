namespace LabSdk.Display;

/// <summary>How figures appear in HTML.</summary>
public enum FigureMode
{
    /// <summary>A static SVG and nothing else.</summary>
    Static,

    /// <summary>A static SVG that becomes interactive where the page already has plotly.js. The default.</summary>
    Auto,

    /// <summary>An interactive plot everywhere, also offline: the library itself (1.5 MB) stands once in the output.</summary>
    Inline,

    /// <summary>
    /// An interactive plot where there is internet: the page fetches the library from the public network of its makers. The
    /// only mode in which an output refers to anything outside; never chosen by itself. Offline the static SVG stays.
    /// </summary>
    Cdn,
}

/// <summary>How one HTML output is written. Thread-safe: immutable.</summary>
public sealed record HtmlOptions
{
    private static HtmlOptions _default = new();

    /// <summary>
    /// What outputs without options of their own use, in the whole process. At the start: figures in
    /// <see cref="FigureMode.Auto"/>, at most 200 KB.
    /// </summary>
    public static HtmlOptions Default
    {
        get => Volatile.Read(ref _default);
        set => Volatile.Write(ref _default, value ?? throw new ArgumentNullException(nameof(value)));
    }

    /// <summary>How figures appear. Default <see cref="FigureMode.Auto"/>.</summary>
    public FigureMode Figures { get; init; } = FigureMode.Auto;

    /// <summary>
    /// The text of a plotly.js bundle to use in mode <see cref="FigureMode.Inline"/> in place of
    /// <see cref="Display.PlotlyLibrary"/>. Does not count for <see cref="MaxBytes"/>. Default null. Without any library that
    /// mode is the same as <see cref="FigureMode.Auto"/>.
    /// </summary>
    public string? PlotlyLibrary { get; init; }

    /// <summary>Largest size of one output in bytes. Default 200,000. What does not fit is left out and counted in the output.</summary>
    public int MaxBytes { get; init; } = 200_000;

    /// <summary>False where the page has the style sheet already. Default true.</summary>
    internal bool HasStyles { get; init; } = true;

    /// <summary>A further class of the root element, or null.</summary>
    internal string? RootClass { get; init; }
}
