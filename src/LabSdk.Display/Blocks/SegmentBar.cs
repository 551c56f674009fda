using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace LabSdk.Display;

/// <summary>One part of a <see cref="SegmentBar"/>.</summary>
/// <param name="Name">What it is, for example <c>volatile</c>.</param>
/// <param name="Size">How large it is, in any unit that all parts share; negative and not finite counts as 0.</param>
/// <param name="Text">The size for people, with its unit.</param>
/// <param name="Ink">Its colour; null, the default, takes the next series colour.</param>
public sealed record Segment(string Name, double Size, string Text, Ink? Ink = null);

/// <summary>The parts of a whole as one bar, with name, size and share of each below it: partitions, allocations, shares of time.</summary>
/// <param name="Items">The parts, in order; those of size 0 stand in the list only.</param>
public sealed record SegmentBar(params IReadOnlyList<Segment> Items) : Block
{
    private const int MaxItems = 40;
    private const int TextWidth = 60;
    private const string Fills = "█▓▒░";

    /// <summary>What the bar is, above it; null, the default, for nothing.</summary>
    public string? Title { get; init; }

    /// <summary>The size of the whole for people, behind the title; null, the default, for nothing.</summary>
    public string? TotalText { get; init; }

    /// <summary>False to leave the list of names and sizes out, where a table beside the bar has them. Default true.</summary>
    public bool HasList { get; init; } = true;

    internal override string? Heading => Title;

    private double Total => Items.Sum(Size);

    internal override void WriteHtml(HtmlWriter writer)
    {
        writer.Use(StyleParts.Card | StyleParts.Drawing);
        writer.Start("div", "lab-segments");
        if (Title is { } title)
        {
            writer.Start("div", "lab-caption").Text(VisibleText.Shorten(title, 200));
            if (TotalText is { } total)
            {
                writer.Text(" ").Element("span", "lab-unit", VisibleText.Shorten(total, 60));
            }

            writer.End();
        }

        var shown = Items.Take(MaxItems).ToArray();
        var sum = Total;
        writer.Start("div", "lab-segmentbar").Attribute("role", "img").Attribute("aria-label", VisibleText.Shorten(string.Join(", ", shown.Select(each => $"{each.Name} {each.Text}")), 400));
        for (var i = 0; i < shown.Length; i++)
        {
            if (sum > 0 && Size(shown[i]) > 0)
            {
                writer.Start("span", Inks.Back(InkOf(i)))
                    .Attribute("style", string.Create(CultureInfo.InvariantCulture, $"width:{Size(shown[i]) / sum * 100:0.###}%")).End();
            }
        }

        writer.End();
        if (HasList)
        {
            WriteList(writer, shown, sum);
        }

        writer.End();
    }

    internal override IRenderable ToText()
    {
        var sum = Total;
        var rows = new List<IRenderable>();
        if (Title is { } title)
        {
            rows.Add(TextParts.Line($"{VisibleText.Shorten(title, 80)}{(TotalText is { } total ? $"  {VisibleText.Shorten(total, 30)}" : "")}", TextParts.Strong));
        }

        var shown = Items.Take(MaxItems).ToArray();
        rows.Add(TextParts.Line($"├{Line(shown, sum)}┤"));
        var grid = new Grid();
        for (var i = 0; i < 4; i++)
        {
            grid.AddColumn(new GridColumn { Alignment = i < 2 ? Justify.Left : Justify.Right }.PadLeft(0).PadRight(2));
        }

        for (var i = 0; HasList && i < shown.Length; i++)
        {
            grid.AddRow(
                TextParts.Line(Size(shown[i]) > 0 ? Fill(i).ToString() : " "), TextParts.Line(VisibleText.Shorten(shown[i].Name, 50)),
                TextParts.Line(VisibleText.Shorten(shown[i].Text, 30)), TextParts.Line(Share(shown[i], sum), TextParts.Muted));
        }

        if (HasList)
        {
            rows.Add(grid);
        }

        if (HasList && Items.Count > shown.Length)
        {
            rows.Add(TextParts.Line($"{Numbers.Count(Items.Count - shown.Length)} more not shown", TextParts.Muted));
        }

        return new Rows(rows);
    }

    private void WriteList(HtmlWriter writer, Segment[] shown, double sum)
    {
        writer.Start("div", "lab-segmentlist");
        for (var i = 0; i < shown.Length; i++)
        {
            writer.Start("div", "lab-segment").Start("span", "lab-swatch " + Inks.Back(InkOf(i))).End().Text(" ");
            writer.Element("span", null, VisibleText.Shorten(shown[i].Name, 120)).Text(" ");
            writer.Element("span", "lab-right", VisibleText.Shorten(shown[i].Text, 80)).Text(" ");
            writer.Element("span", "lab-right lab-muted", Share(shown[i], sum)).End();
        }

        writer.End();
        if (Items.Count > shown.Length)
        {
            writer.Element("p", "lab-text lab-muted", $"{Numbers.Count(Items.Count - shown.Length)} more not shown");
        }
    }

    private static double Size(Segment segment) => double.IsFinite(segment.Size) && segment.Size > 0 ? segment.Size : 0;

    private static char Fill(int index) => Fills[index % Fills.Length];

    private static string Share(Segment segment, double sum) =>
        sum > 0 ? string.Create(CultureInfo.InvariantCulture, $"{Size(segment) / sum * 100:0.#} %") : "";

    // Every part keeps at least one character, so that none of them vanishes.
    private static string Line(Segment[] shown, double sum)
    {
        var text = new System.Text.StringBuilder();
        var (done, placed) = (0.0, 0);
        for (var i = 0; i < shown.Length && sum > 0; i++)
        {
            done += Size(shown[i]);
            var end = Math.Max((int)Math.Round(done / sum * TextWidth), placed + (Size(shown[i]) > 0 ? 1 : 0));
            text.Append(Fill(i), Math.Max(0, Math.Min(end, TextWidth) - placed));
            placed = Math.Min(end, TextWidth);
        }

        return text.ToString().PadRight(TextWidth, ' ');
    }

    private Ink InkOf(int index) => Items[index].Ink ?? Inks.Series(index);
}
