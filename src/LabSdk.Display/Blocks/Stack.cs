using Spectre.Console.Rendering;

namespace LabSdk.Display;

/// <summary>Blocks below each other.</summary>
/// <param name="Items">The blocks.</param>
public sealed record Stack(params IReadOnlyList<Block> Items) : Block
{
    // What a block may need at least; below it the rest is counted instead.
    private const int Reserve = 6_000;

    internal static void Write(HtmlWriter writer, IReadOnlyList<Block> items)
    {
        if (items.Count == 1)
        {
            items[0].WriteHtml(writer);
            return;
        }

        writer.Start("div", "lab-stack");
        WriteItems(writer, items);
        writer.End();
    }

    internal static void WriteItems(HtmlWriter writer, IReadOnlyList<Block> items)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (writer.Remaining < Reserve)
            {
                var rest = items.Count - i;
                writer.Element("p", "lab-text lab-muted", $"{Numbers.Count(rest)} more {(rest == 1 ? "part does" : "parts do")} not fit the size limit of this output.");
                return;
            }

            items[i].WriteHtml(writer);
        }
    }

    internal override void WriteHtml(HtmlWriter writer) => Write(writer, Items);

    internal override IRenderable ToText() => TextParts.Stack(Items);
}
