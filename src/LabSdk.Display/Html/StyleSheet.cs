using System.Text;

namespace LabSdk.Display;

/// <summary>The style sheets, read once from the assembly and written without their line breaks.</summary>
internal static class StyleSheet
{
    private static readonly (StyleParts Part, Lazy<string> Text)[] Sheets =
    [
        (StyleParts.Base, new(() => Theme.Css() + Load("base.css"))),
        (StyleParts.Table, new(() => Load("table.css"))),
        (StyleParts.Card, new(() => Load("card.css"))),
        (StyleParts.Figure, new(() => SvgColors.Css() + Load("figure.css"))),
        (StyleParts.Drawing, new(() => Inks.Css() + Load("drawing.css"))),
    ];

    /// <summary>The rules of the parts in use; every rule starts with the class of the root element.</summary>
    public static string For(StyleParts parts)
    {
        var css = new StringBuilder();
        foreach (var (part, text) in Sheets)
        {
            if (parts.HasFlag(part))
            {
                css.Append(text.Value);
            }
        }

        return css.ToString();
    }

    /// <summary>The rules of the report page around the outputs.</summary>
    public static string Page() => Load("report.css");

    private static string Load(string name)
    {
        using var stream = typeof(StyleSheet).Assembly.GetManifestResourceStream("LabSdk.Display.Style." + name)
            ?? throw new InvalidOperationException($"The style sheet {name} is not in the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return string.Concat(reader.ReadToEnd().Split('\n').Select(line => line.Trim()));
    }
}
