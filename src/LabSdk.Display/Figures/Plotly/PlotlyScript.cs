namespace LabSdk.Display;

/// <summary>The scripts of a figure in HTML. Without plotly.js in the page they do nothing at all.</summary>
internal static class PlotlyScript
{
    // Runs after the element is in the page, in any host: it finds the element by its id, never by its own place, which
    // some hosts take away. The drawing goes only when the plot stands.
    private const string Upgrade =
        "(function(){var p=window.Plotly,e=document.getElementById(\"{0}\");if(!p||!e||e.dataset.lab)return;e.dataset.lab=\"1\";"
        + "var f={1},c=getComputedStyle(e).color,d=document.createElement(\"div\");f.layout.font.color=c;e.appendChild(d);"
        + "p.newPlot(d,f.data,f.layout,f.config).then(function(){e.querySelector(\"svg\").style.display=\"none\"},function(){d.remove()})})()";

    /// <summary>The script that turns the drawing with this id into an interactive plot.</summary>
    /// <param name="id">Id of the element that holds the drawing; made by this assembly.</param>
    /// <param name="json">The figure; its writer escapes everything that could end a script.</param>
    public static RawHtml For(string id, string json) =>
        new(Upgrade.Replace("{0}", id, StringComparison.Ordinal).Replace("{1}", json, StringComparison.Ordinal));

    /// <summary>The library itself, made safe to stand inside a script element.</summary>
    public static RawHtml Library(string text) =>
        new(text.Replace("</script", "<\\/script", StringComparison.OrdinalIgnoreCase).Replace("<!--", "<\\!--", StringComparison.Ordinal));
}
