namespace LabSdk.Display;

/// <summary>The mime types that LabSdk produces.</summary>
public static class MimeTypes
{
    /// <summary>Text readable in a terminal of 120 columns; part of every bundle.</summary>
    public const string PlainText = "text/plain";

    /// <summary>Self-contained HTML without references to anything outside.</summary>
    public const string Html = "text/html";

    /// <summary>A stand-alone SVG document.</summary>
    public const string Svg = "image/svg+xml";

    /// <summary>A PNG image; the only one whose value is binary.</summary>
    public const string Png = "image/png";

    /// <summary>A plotly.js figure: a JSON object with <c>data</c>, <c>layout</c> and <c>config</c>.</summary>
    public const string Plotly = "application/vnd.plotly.v1+json";
}
