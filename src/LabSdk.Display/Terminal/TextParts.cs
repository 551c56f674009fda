using Spectre.Console;
using Spectre.Console.Rendering;

namespace LabSdk.Display;

using Text = Spectre.Console.Text;

/// <summary>Small pieces of terminal text. Texts are passed as text, never as markup.</summary>
internal static class TextParts
{
    public static readonly Style Muted = new(Color.Grey);

    public static readonly Style Strong = new(decoration: Decoration.Bold);

    /// <summary>One line of foreign text.</summary>
    public static Text Line(string text, Style? style = null) => new(VisibleText.Of(text), style);

    /// <summary>Foreign text that may have several lines.</summary>
    public static Text Lines(string text, Style? style = null) => new(VisibleText.Of(text, keepLines: true).Replace("\t", "    ", StringComparison.Ordinal), style);

    /// <summary>The colour of a state.</summary>
    public static Style Of(State state) => new(state switch
    {
        State.Ok => Color.Green,
        State.Warn => Color.Yellow,
        State.Fault => Color.Red,
        _ => Color.Grey,
    });

    /// <summary>Blocks below each other with a blank line between.</summary>
    public static IRenderable Stack(IEnumerable<Block> blocks, bool spaced = true)
    {
        var rows = new List<IRenderable>();
        foreach (var block in blocks)
        {
            if (spaced && rows.Count > 0)
            {
                rows.Add(Text.Empty);
            }

            rows.Add(block.ToText());
        }

        return rows.Count == 0 ? Text.Empty : new Rows(rows);
    }
}
