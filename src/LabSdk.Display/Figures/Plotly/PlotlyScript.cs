namespace LabSdk.Display;

/// <summary>The scripts of a figure in HTML. Without plotly.js in the page they leave the drawing as it is.</summary>
internal static class PlotlyScript
{
    // Runs after the element is in the page, in any host: it finds the element by its id, never by its own place, which
    // some hosts take away. The drawing goes only when the plot stands. What makes the plot hangs on the element, so that a
    // library that comes later finds it, and goes with the element.
    private const string Upgrade =
        "(function(){var e=document.getElementById(\"{0}\");if(!e)return;e.labPlot=e.labPlot||function(p){if(e.dataset.lab)return;e.dataset.lab=\"1\";"
        + "var f={1},c=getComputedStyle(e).color,d=document.createElement(\"div\");f.layout.font.color=c;e.appendChild(d);"
        + "p.newPlot(d,f.data,f.layout,f.config).then(function(){e.querySelector(\"svg\").style.display=\"none\"},function(){d.remove()})};"
        + "if(window.Plotly)e.labPlot(window.Plotly)})()";

    private const string UpgradeAll =
        "window.Plotly&&document.querySelectorAll(\".lab-figure\").forEach(function(e){e.labPlot&&e.labPlot(window.Plotly)})";

    // One request for the page, however many outputs ask; each upgrades what is there when the library comes.
    private const string Fetch =
        "(function(){if(window.Plotly)return;var s=window.labPlotly;if(!s){s=window.labPlotly=document.createElement(\"script\");"
        + "s.src=\"{0}\";s.charset=\"utf-8\";document.head.appendChild(s)}s.addEventListener(\"load\",function(){" + UpgradeAll + "})})()";

    private const string Address = "https://cdn.plot.ly/plotly-cartesian-" + Display.PlotlyLibrary.Version + ".min.js";

    /// <summary>Makes every figure of the page interactive that was there before the library.</summary>
    public static RawHtml All => new(UpgradeAll);

    /// <summary>Fetches the library over the network; only in <see cref="FigureMode.Cdn"/>.</summary>
    public static RawHtml FromNetwork => new(Fetch.Replace("{0}", Address, StringComparison.Ordinal));

    /// <summary>The script that turns the drawing with this id into an interactive plot.</summary>
    /// <param name="id">Id of the element that holds the drawing; made by this assembly.</param>
    /// <param name="json">The figure; its writer escapes everything that could end a script.</param>
    public static RawHtml For(string id, string json) =>
        new(Upgrade.Replace("{0}", id, StringComparison.Ordinal).Replace("{1}", json, StringComparison.Ordinal));

    /// <summary>The library itself, made safe to stand inside a script element.</summary>
    public static RawHtml Library(string text) =>
        new(text.Replace("</script", "<\\/script", StringComparison.OrdinalIgnoreCase).Replace("<!--", "<\\!--", StringComparison.Ordinal));

    /// <summary>The library of these options, or null when there is none.</summary>
    public static string? LibraryOf(string? own) => own ?? (PlotlyLibrary.IsAvailable ? PlotlyLibrary.Script : null);
}
