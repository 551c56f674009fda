using Spectre.Console.Rendering;

namespace LabSdk.Display;

/// <summary>Blocks beside each other, wrapping to the next line when there is no room; below each other in a terminal.</summary>
/// <param name="Items">The blocks.</param>
public sealed record Row(params IReadOnlyList<Block> Items) : Block
{
    internal override void WriteHtml(HtmlWriter writer)
    {
        writer.Start("div", "lab-row");
        Stack.WriteItems(writer, Items);
        writer.End();
    }

    internal override IRenderable ToText() => TextParts.Stack(Items);
}
