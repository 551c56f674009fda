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
        var head = VisibleText.Of(VisibleText.Shorten(Title, 60));
        var state = State is { } s ? $"  {s.Symbol()} {VisibleText.Of(StateWord ?? s.Word())}" : "";
        var badges = string.Concat(Badges.Select(b => $"  [{VisibleText.Of(b.Text)}]"));
        var body = TextParts.Stack(Body);
        if (Subtitle is { Length: > 0 } subtitle)
        {
            body = new Rows(TextParts.Line(VisibleText.Shorten(subtitle, 200), TextParts.Muted), body);
        }

        return new Panel(body)
        {
            Header = new PanelHeader(Markup.Escape($" {head}{state}{badges} ")),
            Border = BoxBorder.Rounded,
            BorderStyle = State is { } edge ? TextParts.Of(edge) : Style.Plain,
            Padding = new Padding(1, 0),
        };
    }
}
