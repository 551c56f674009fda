using System.IO.Compression;
using System.Text;

namespace LabSdk.Display;

/// <summary>
/// The plotly.js that makes figures interactive: the cartesian bundle of the npm package
/// <c>plotly.js-cartesian-dist-min</c>, taken in when LabSdk.Display was built, used without any network.
/// </summary>
/// <remarks>Thread-safe. The text (1.5 MB) is unpacked when it is first asked for.</remarks>
public static class PlotlyLibrary
{
    /// <summary>The version that the build names in eng/plotly.</summary>
    public const string Version = "4.1.1";

    private const string Resource = "LabSdk.Display.Plotly.zip";
    private static readonly Lazy<string> LazyScript = new(() => Read("plotly-cartesian.min.js"));
    private static readonly Lazy<string> LazyLicense = new(() => Read("LICENSE"));

    /// <summary>True when the library was taken in; false when the build had no npm.</summary>
    public static bool IsAvailable => typeof(PlotlyLibrary).Assembly.GetManifestResourceInfo(Resource) is not null;

    /// <summary>The library: JavaScript that defines <c>window.Plotly</c> in a plain script element of a UTF-8 page.</summary>
    /// <exception cref="LabConfigurationException">This build of LabSdk.Display was made without it.</exception>
    public static string Script => LazyScript.Value;

    /// <summary>Its licence (MIT).</summary>
    /// <exception cref="LabConfigurationException">This build of LabSdk.Display was made without it.</exception>
    public static string License => LazyLicense.Value;

    /// <summary>
    /// Makes plots interactive in a place: in a notebook shows one output (1.5 MB) that brings the library into the page, from
    /// then on its plots are interactive, and those shown before become so; a report takes the library along once. A terminal
    /// needs nothing.
    /// </summary>
    /// <param name="sink">The place; default is the current one.</param>
    /// <exception cref="LabConfigurationException">This build of LabSdk.Display was made without it.</exception>
    public static void Use(IDisplaySink? sink = null)
    {
        switch (sink ?? DisplaySink.Current)
        {
            case TerminalSink or ReportFile:
                break;
            case HtmlReport report:
                report.Figures = FigureMode.Inline;
                break;
            case var notebook:
                notebook.Show(Output());
                break;
        }
    }

    private static MimeBundle Output()
    {
        const string Said = "Plots are interactive now: plotly.js " + Version + " is part of this output.";
        using var writer = new HtmlWriter(HtmlOptions.Default with { MaxBytes = int.MaxValue });
        writer.Start("div", HtmlOutput.RootClass).Attribute("id", writer.RootId);
        writer.Start("style").Raw(new RawHtml(StyleSheet.For(StyleParts.Base))).End();
        writer.Start("script").Raw(PlotlyScript.Library(Script)).End();
        writer.Start("script").Raw(PlotlyScript.All).End();
        writer.Element("span", "lab-muted", Said).End();
        return MimeBundle.FromText(Said).With(MimeTypes.Html, writer.ToString());
    }

    private static string Read(string name)
    {
        using var resource = typeof(PlotlyLibrary).Assembly.GetManifestResourceStream(Resource) ?? throw Missing();
        using var archive = new ZipArchive(resource, ZipArchiveMode.Read);
        using var reader = new StreamReader((archive.GetEntry(name) ?? throw Missing()).Open(), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static LabConfigurationException Missing() => new(
        ViewErrorIds.NoPlotly,
        "plotly.js is not in this build of LabSdk.Display, so plots can only be static.",
        "Build it again on a machine with Node.js, npm and access to the npm registry, or use figures in the mode Static or Auto.");
}
