using System.Collections;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace LabSdk.Display;

/// <summary>Names and values below each other. Can be written as a collection: <c>new PropertyList { { "Driver", "mock" } }</c>.</summary>
/// <remarks>Thread-safe once built; <see cref="Add(string, Cell)"/> is for building.</remarks>
public sealed record PropertyList : Block, IEnumerable<Property>
{
    private const int MaxItems = 200;
    private readonly List<Property> _items = [];

    /// <summary>Creates an empty list.</summary>
    public PropertyList()
    {
    }

    /// <summary>Creates a list.</summary>
    /// <param name="items">The lines.</param>
    public PropertyList(IEnumerable<Property> items) => _items.AddRange(items);

    /// <summary>Adds a line.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="value">Its value.</param>
    public void Add(string name, Cell value) => _items.Add(new Property(name, value));

    /// <summary>Adds a line.</summary>
    /// <param name="item">The line.</param>
    public void Add(Property item) => _items.Add(item);

    /// <summary>Adds a line only when there is a value.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="value">Its value; a missing value or empty text adds nothing.</param>
    public void AddKnown(string name, Cell value)
    {
        if (value.Kind != CellKind.Null && value.Content is not "")
        {
            Add(name, value);
        }
    }

    /// <summary>The lines in order.</summary>
    public IEnumerator<Property> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal override void WriteHtml(HtmlWriter writer)
    {
        writer.Use(StyleParts.Card);
        writer.Start("dl", "lab-props");
        var shown = 0;
        foreach (var item in _items.Take(MaxItems).TakeWhile(_ => writer.Remaining > 10_000))
        {
            writer.Element("dt", null, VisibleText.Shorten(item.Name, 120));
            writer.Start("dd", item.IsLead ? "lab-lead" : null);
            writer.WriteCell(item.Value);
            writer.End();
            shown++;
        }

        if (shown < _items.Count)
        {
            writer.Element("dt", "lab-muted", "…").Element("dd", "lab-muted", $"{Numbers.Count(_items.Count - shown)} more not shown");
        }

        writer.End();
    }

    internal override IRenderable ToText()
    {
        var grid = new Grid().AddColumn(new GridColumn().PadLeft(0).PadRight(3)).AddColumn(new GridColumn().PadLeft(0).PadRight(0));
        foreach (var item in _items.Take(MaxItems))
        {
            grid.AddRow(TextParts.Line(VisibleText.Shorten(item.Name, 60), TextParts.Muted), CellText.Of(item.Value));
        }

        if (_items.Count > MaxItems)
        {
            grid.AddRow(TextParts.Line("…"), TextParts.Line($"{Numbers.Count(_items.Count - MaxItems)} more not shown"));
        }

        return grid;
    }
}
