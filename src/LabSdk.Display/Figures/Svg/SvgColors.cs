using System.Text;

namespace LabSdk.Display;

/// <summary>
/// Colours of SVG elements: an attribute with the light value, which survives where style sheets are stripped, and a class
/// whose rule follows the theme.
/// </summary>
internal static class SvgColors
{
    private static readonly string[] Names = ["fg", "bg", "muted", "grid", "axis", "nan", .. Enumerable.Range(0, Theme.Series.Length).Select(Series)];

    public static HtmlWriter Fill(this HtmlWriter writer, string name) =>
        writer.Attribute("class", "lab-f-" + name).Attribute("fill", Light(name));

    public static HtmlWriter Stroke(this HtmlWriter writer, string name, double width) =>
        writer.Attribute("class", "lab-k-" + name).Attribute("stroke", Light(name)).Attribute("stroke-width", width).Attribute("fill", "none");

    /// <summary>The name of a series colour; after the last one they start again.</summary>
    public static string Series(int index) => "s" + (char)('0' + (index % Theme.Series.Length));

    /// <summary>The rules that make the classes follow the theme.</summary>
    public static string Css()
    {
        var css = new StringBuilder();
        foreach (var name in Names)
        {
            css.Append($".lab-out .lab-f-{name}{{fill:var(--lab-{name})}}.lab-out .lab-k-{name}{{stroke:var(--lab-{name})}}");
        }

        return css.ToString();
    }

    private static string Light(string name) => name[0] == 's' && name.Length == 2 ? Theme.Series[name[1] - '0'] : Theme.Light(name);
}
