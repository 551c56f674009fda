using Spectre.Console;
using Spectre.Console.Rendering;

namespace LabSdk.Display;

/// <summary>A framed panel about one thing: title, badges, body.</summary>
/// <param name="Title">What it is about, for example <c>Motor mock_stage</c>.</param>
public sealed record Card(string Title) : Block
{
    /// <summary>Creates a card with a body.</summary>
    /// <param name="title">What it is about.</param>
    /// <param name="body">The blocks in it.</param>
    public Card(string title, params IReadOnlyList<Block> body)
        : this(title) => Body = body;

    /// <summary>A quieter line beside the title, for example driver or address.</summary>
    public string? Subtitle { get; init; }

    /// <summary>Badges beside the title.</summary>
    public IReadOnlyList<Badge> Badges { get; init; } = [];

    /// <summary>The state of the thing: shown as a word in the head and in the colour of the edge. Null for none.</summary>
    public State? State { get; init; }

    /// <summary>The word shown instead of ok, warn, fault or unknown, for example <c>moving</c>.</summary>
    public string? StateWord { get; init; }

    /// <summary>The blocks in it.</summary>
    public IReadOnlyList<Block> Body { get; init; } = [];

    internal override string? Heading => Title;

    internal override void WriteHtml(HtmlWriter writer)
    {
        writer.Use(StyleParts.Card);
        writer.Start("div", "lab-fit").Start("div", State switch
        {
            Display.State.Ok => "lab-card lab-edge-ok",
            Display.State.Warn => "lab-card lab-edge-warn",
            Display.State.Fault => "lab-card lab-edge-fault",
            Display.State.Unknown => "lab-card lab-edge-unknown",
            _ => "lab-card",
        });
        writer.Start("div", "lab-cardhead").Element("span", "lab-cardtitle", VisibleText.Shorten(Title, 200));
        if (Subtitle is { Length: > 0 } subtitle)
        {
            writer.Text(" ").Element("span", "lab-cardsub", VisibleText.Shorten(subtitle, 200));
        }

        if (State is { } state)
        {
            writer.Text(" ").WriteState(state, StateWord);
        }

        foreach (var badge in Badges)
        {
            writer.Text(" ");
            badge.WriteHtml(writer);
        }

        writer.End();
        if (Body.Count > 0)
        {
            writer.Start("div", "lab-cardbody");
            Stack.Write(writer, Body);
            writer.End();
        }

        writer.End().End();
    }

    internal override IRenderable ToText()
    {
        var head = new Paragraph(VisibleText.Of(VisibleText.Shorten(Title, 100)), TextParts.Strong);
        if (State is { } state)
        {
            head.Append($"  {state.Symbol()} {VisibleText.Of(VisibleText.Shorten(StateWord ?? state.Word(), 40))}", TextParts.Of(state));
        }

        foreach (var badge in Badges)
        {
            head.Append($"  [{VisibleText.Of(VisibleText.Shorten(badge.Text, 40))}]", TextParts.Muted);
        }

        var rows = new List<IRenderable> { head };
        if (Subtitle is { Length: > 0 } subtitle)
        {
            rows.Add(TextParts.Line(VisibleText.Shorten(subtitle, 200), TextParts.Muted));
        }

        if (Body.Count > 0)
        {
            rows.Add(TextParts.Stack(Body));
        }

        return new Panel(new Rows(rows))
        {
            Border = BoxBorder.Rounded,
            BorderStyle = State is { } edge ? TextParts.Of(edge) : Style.Plain,
            Padding = new Padding(1, 0),
        };
    }
}
