using Spectre.Console.Rendering;

namespace LabSdk.Display;

/// <summary>One part of <see cref="Tabs"/>.</summary>
/// <param name="Title">The line that is always visible.</param>
/// <param name="Content">What unfolds.</param>
/// <param name="IsOpen">True to start unfolded. Default false.</param>
public sealed record Tab(string Title, Block Content, bool IsOpen = false);

/// <summary>Parts that unfold without script; in a terminal all are open.</summary>
/// <param name="Items">The parts.</param>
public sealed record Tabs(params IReadOnlyList<Tab> Items) : Block
{
    internal override void WriteHtml(HtmlWriter writer)
    {
        writer.Start("div", "lab-tabs");
        foreach (var item in Items)
        {
            writer.Start("details", "lab-tab");
            if (item.IsOpen)
            {
                writer.Attribute("open", "open");
            }

            writer.Element("summary", null, VisibleText.Shorten(item.Title, 200));
            Stack.WriteItems(writer, [item.Content]);
            writer.End();
        }

        writer.End();
    }

    internal override IRenderable ToText() => TextParts.Stack([.. Items.Select(item => new Section(item.Title, item.Content))]);
}
