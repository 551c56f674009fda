namespace LabSdk.Kernel.Doctor;

/// <summary>How results look in each host.</summary>
internal static class Renders
{
    public const string VsCodeJupyter = "Tables as HTML, interactive plots (Jupyter Renderers), live views.";
    public const string Polyglot = "Tables and plots as HTML and SVG, live views; no controls.";
    public const string Verso = "Tables and plots as HTML and SVG; scripts in outputs do not run.";
    public const string Terminal = "Tables and plots as text; a page with --lab-html FILE.";
    public const string Page = "Exported pages and reports, offline, with interactive plots.";

    /// <summary>JupyterLab, by the extensions it has.</summary>
    public static string JupyterLab(bool hasPlotly, bool hasWidgets) =>
        $"Tables as HTML, {(hasPlotly ? "interactive plots" : "plots as SVG")}, live views{Controls(hasWidgets)}.";

    /// <summary>Classic Notebook, by the extensions it has.</summary>
    public static string ClassicNotebook(bool hasWidgets) =>
        $"Tables as HTML, plots as SVG (interactive after Lab.Notebook.UseInlinePlots()), live views{Controls(hasWidgets)}.";

    private static string Controls(bool hasWidgets) => hasWidgets ? ", sliders and buttons" : "; no controls";
}
