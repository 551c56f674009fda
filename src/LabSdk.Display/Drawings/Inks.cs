using System.Text;

namespace LabSdk.Display;

/// <summary>
/// Inks as SVG attributes and as classes. An element carries the light value as an attribute, which survives where style sheets
/// are stripped, and a class that follows the theme.
/// </summary>
public static class Inks
{
    private const int SeriesCount = Ink.Series7 - Ink.Series0 + 1;
    private static readonly string[] Names = ["fg", "bg", "soft", "line", "muted", "accent", "ok", "warn", "fault", "unknown", "s0", "s1", "s2", "s3", "s4", "s5", "s6", "s7"];

    /// <summary>One of the eight colours that tell things apart; after the last they start again.</summary>
    /// <param name="index">From 0.</param>
    public static Ink Series(int index) => Ink.Series0 + (((index % SeriesCount) + SeriesCount) % SeriesCount);

    /// <summary>The ink of a state.</summary>
    /// <param name="state">The state.</param>
    public static Ink Of(State state) => state switch
    {
        State.Ok => Ink.Ok,
        State.Warn => Ink.Warn,
        State.Fault => Ink.Fault,
        _ => Ink.Unknown,
    };

    internal static HtmlWriter Fill(this HtmlWriter writer, Ink ink) =>
        writer.Attribute("class", "lab-f-" + Name(ink)).Attribute("fill", Light(ink));

    internal static HtmlWriter FillAndStroke(this HtmlWriter writer, Ink? fill, Ink? stroke, double width)
    {
        writer.Attribute("class", string.Join(' ', new[] { fill is { } inner ? "lab-f-" + Name(inner) : null, stroke is { } outer ? "lab-k-" + Name(outer) : null }.OfType<string>()));
        writer.Attribute("fill", fill is { } ground ? Light(ground) : "none");
        return stroke is { } line ? writer.Attribute("stroke", Light(line)).Attribute("stroke-width", width) : writer;
    }

    /// <summary>The class of a background in this ink.</summary>
    internal static string Back(Ink ink) => "lab-b-" + Name(ink);

    /// <summary>The rules that make the classes follow the theme.</summary>
    internal static string Css()
    {
        var css = new StringBuilder();
        foreach (var name in Names)
        {
            css.Append($".lab-out .lab-f-{name}{{fill:var(--lab-{name})}}.lab-out .lab-k-{name}{{stroke:var(--lab-{name})}}.lab-out .lab-b-{name}{{background:var(--lab-{name})}}");
        }

        return css.ToString();
    }

    private static string Name(Ink ink) => Names[(int)ink >= 0 && (int)ink < Names.Length ? (int)ink : 0];

    private static string Light(Ink ink) => Name(ink) is { Length: 2 } series && series[0] == 's' ? Theme.Series[series[1] - '0'] : Theme.Light(Name(ink));
}
