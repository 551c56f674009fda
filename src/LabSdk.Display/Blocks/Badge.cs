using Spectre.Console.Rendering;

namespace LabSdk.Display;

/// <summary>A short word in a pill, for example a family or SIMULATED.</summary>
/// <param name="Text">The word.</param>
/// <param name="State">The state it stands for; null for none.</param>
public sealed record Badge(string Text, State? State = null) : Block
{
    /// <summary>Says that what is shown does not come from real hardware.</summary>
    public static Badge Simulated { get; } = new("SIMULATED", Display.State.Warn);

    internal override void WriteHtml(HtmlWriter writer)
    {
        writer.Use(StyleParts.Card);
        writer.Element("span", State switch
        {
            Display.State.Ok => "lab-badge lab-ok",
            Display.State.Warn => "lab-badge lab-warn",
            Display.State.Fault => "lab-badge lab-fault",
            Display.State.Unknown => "lab-badge lab-unknown",
            _ => "lab-badge lab-neutral",
        }, VisibleText.Shorten(Text, 60));
    }

    internal override IRenderable ToText() =>
        TextParts.Line($"[{VisibleText.Shorten(Text, 60)}]", State is { } state ? TextParts.Of(state) : TextParts.Muted);
}
