using Spectre.Console.Rendering;

namespace LabSdk.Display;

/// <summary>A picture made of boxes, lines and texts, in the colours of the theme; in a terminal a block says the same in words.</summary>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="Shapes">The parts; later ones lie above earlier ones.</param>
/// <param name="InWords">What a terminal shows.</param>
public sealed record Drawing(double Width, double Height, IReadOnlyList<Shape> Shapes, Block InWords) : Block
{
    private const string Font = "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";

    // A shape with its texts needs at most this much; beyond it the rest would not fit the output.
    private const int Reserve = 8_000;

    /// <summary>What it is, for those who cannot see it.</summary>
    public string? Title { get; init; }

    internal override string? Heading => Title;

    internal override void WriteHtml(HtmlWriter writer)
    {
        writer.Use(StyleParts.Figure | StyleParts.Drawing);
        writer.Start("div", "lab-drawing").Start("svg", "lab-svg").Attribute("width", Width).Attribute("height", Height);
        writer.StartAttribute("viewBox");
        foreach (var part in (ReadOnlySpan<double>)[0, 0, Width])
        {
            writer.Coordinate(part);
            writer.Literal(' ');
        }

        writer.Coordinate(Height);
        writer.EndAttribute();
        writer.Attribute("style", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"width:{Width:0}px"));
        writer.Attribute("role", "img").Attribute("aria-label", VisibleText.Shorten(Title ?? "Drawing", 200)).Attribute("font-family", Font);
        foreach (var shape in Shapes.TakeWhile(_ => writer.Remaining > Reserve))
        {
            shape.Write(writer);
        }

        writer.End().End();
    }

    internal override IRenderable ToText() => InWords.ToText();
}
