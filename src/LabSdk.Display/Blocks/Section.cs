using Spectre.Console;
using Spectre.Console.Rendering;

namespace LabSdk.Display;

/// <summary>A heading with blocks below it.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Items">The blocks below it.</param>
public sealed record Section(string Title, params IReadOnlyList<Block> Items) : Block
{
    internal override string? Heading => Title;

    internal override void WriteHtml(HtmlWriter writer)
    {
        writer.Start("div", "lab-section").Element("div", "lab-title", VisibleText.Shorten(Title, 200));
        Stack.Write(writer, Items);
        writer.End();
    }

    internal override IRenderable ToText() =>
        new Rows(TextParts.Line(VisibleText.Shorten(Title, 200), TextParts.Strong), TextParts.Stack(Items));
}
