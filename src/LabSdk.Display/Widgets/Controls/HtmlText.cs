using System.Text.Json.Nodes;

namespace LabSdk.Display.Widgets;

/// <summary>A text, or any block, among controls. Text is shown as it is: markup in it has no meaning.</summary>
public sealed class HtmlText : Widget
{
    private static readonly WidgetKind HtmlKind = new("HTMLModel", "HTMLView");
    private Block _content = new TextBlock("");
    private int _length;

    /// <summary>Creates an empty one.</summary>
    public HtmlText()
    {
    }

    /// <summary>Creates one with a text.</summary>
    /// <param name="text">Any text.</param>
    public HtmlText(string text) => Text = text;

    /// <summary>Creates one with a card, table or figure.</summary>
    /// <param name="content">What to show.</param>
    public HtmlText(Block content) => Content = content;

    /// <summary>The text. Reading it gives the text form of what is shown.</summary>
    public string Text
    {
        get => Content is TextBlock text ? text.Content : Content.ToString();
        set => Content = new TextBlock(value ?? throw new ArgumentNullException(nameof(value)));
    }

    /// <summary>What is shown.</summary>
    public Block Content
    {
        get => Volatile.Read(ref _content);
        set => Set(ref _content, value ?? throw new ArgumentNullException(nameof(value)), "value", IsOpen ? Html(value) : null);
    }

    internal override WidgetKind Kind => HtmlKind;

    internal override int Length => Volatile.Read(ref _length);

    internal override Block ToBlock() => Content;

    private protected override void AddValues(JsonObject values)
    {
        values["value"] = Html(Content);
        values["placeholder"] = "\u200b";
    }

    private string Html(Block content)
    {
        var html = content.ToHtml(WidgetStyle.Inside);
        Volatile.Write(ref _length, html.Length);
        return html;
    }
}
