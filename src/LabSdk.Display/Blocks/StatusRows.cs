using Spectre.Console;
using Spectre.Console.Rendering;

namespace LabSdk.Display;

using Text = Spectre.Console.Text;

/// <summary>A health panel: one line per fact with the word ok, warn, fault or unknown.</summary>
/// <param name="Items">The lines.</param>
public sealed record StatusRows(params IReadOnlyList<StatusRow> Items) : Block
{
    private const int MaxItems = 200;

    /// <summary>The worst state of all lines: fault before warn before unknown before ok; unknown when there is none.</summary>
    public State Worst
    {
        get
        {
            var states = Items.Select(i => i.State).ToHashSet();
            State[] order = [State.Fault, State.Warn, State.Unknown, State.Ok];
            return order.FirstOrDefault(states.Contains, State.Unknown);
        }
    }

    internal override void WriteHtml(HtmlWriter writer)
    {
        writer.Use(StyleParts.Card);
        writer.Start("div", "lab-statusrows");
        var shown = 0;
        foreach (var item in Items.Take(MaxItems).TakeWhile(_ => writer.Remaining > 10_000))
        {
            writer.Start("div", "lab-statusrow").WriteState(item.State);
            writer.Text(" ").Element("span", null, VisibleText.Shorten(item.Name, 200)).Text(" ").Start("span");
            if (item.Value.Kind != CellKind.Null)
            {
                writer.WriteCell(item.Value);
            }

            writer.End().End();
            shown++;
        }

        writer.End();
        if (shown < Items.Count)
        {
            writer.Element("p", "lab-text lab-muted", $"{Numbers.Count(Items.Count - shown)} more not shown");
        }
    }

    internal override IRenderable ToText()
    {
        var grid = new Grid();
        for (var i = 0; i < 3; i++)
        {
            grid.AddColumn(new GridColumn().PadLeft(0).PadRight(i == 2 ? 0 : 2));
        }

        foreach (var item in Items.Take(MaxItems))
        {
            grid.AddRow(
                TextParts.Line($"{item.State.Symbol()} {item.State.Word()}", TextParts.Of(item.State)),
                TextParts.Line(VisibleText.Shorten(item.Name, 60)),
                item.Value.Kind == CellKind.Null ? Text.Empty : CellText.Of(item.Value));
        }

        return Items.Count <= MaxItems
            ? grid
            : new Rows(grid, TextParts.Line($"{Numbers.Count(Items.Count - MaxItems)} more not shown", TextParts.Muted));
    }
}
