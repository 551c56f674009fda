using System.Text.Json.Nodes;

namespace LabSdk.Display.Widgets;

/// <summary>How a button looks.</summary>
public enum ButtonLook
{
    /// <summary>Plain. The default.</summary>
    Plain,

    /// <summary>The main thing to do.</summary>
    Primary,

    /// <summary>Something to be careful with, or to stop.</summary>
    Danger,
}

/// <summary>A button. <c>new Button { Description = "Home" }</c>.</summary>
public sealed class Button : Widget
{
    private static readonly WidgetKind ButtonKind = new("ButtonModel", "ButtonView");

    /// <summary>
    /// Raised when it was clicked. A handler may block; clicks made meanwhile wait for it, at most 16.
    /// </summary>
    public event Action? Clicked;

    /// <summary>How it looks. Default plain.</summary>
    public ButtonLook Look { get; init; }

    /// <summary>What is said when the pointer rests on it. Default nothing.</summary>
    public string Tooltip { get; init; } = "";

    internal override WidgetKind Kind => ButtonKind;

    internal override Block ToBlock() => new Badge(Description);

    private protected override void AddValues(JsonObject values)
    {
        values["tooltip"] = Tooltip;
        values["icon"] = "";
        values["button_style"] = Look switch { ButtonLook.Primary => "primary", ButtonLook.Danger => "danger", _ => "" };
    }

    private protected override void TakeEvent(string name)
    {
        if (name == "click" && !IsDisabled)
        {
            Raise(() => Clicked?.Invoke());
        }
    }
}
