using System.Text.Json.Nodes;

namespace LabSdk.Display.Widgets;

/// <summary>A box to type a line in.</summary>
public sealed class TextBox : Widget
{
    private static readonly WidgetKind TextKind = new("TextModel", "TextView");
    private string _value = "";

    /// <summary>Raised when the user has changed the text, with the new text; while a handler works, only the newest is kept for it.</summary>
    public event Action<string>? Changed;

    /// <summary>The text. Setting it raises no event. Default empty.</summary>
    public string Value
    {
        get => _value;
        set => Set(ref _value, value ?? throw new ArgumentNullException(nameof(value)), "value", value);
    }

    /// <summary>A grey hint shown while it is empty. Default none.</summary>
    public string Placeholder { get; init; } = "";

    internal override WidgetKind Kind => TextKind;

    internal override Block ToBlock() => new PropertyList { { Description.Length > 0 ? Description : "Text", Value } };

    private protected override void AddValues(JsonObject values)
    {
        values["value"] = Value;
        values["continuous_update"] = false;

        // An empty placeholder would move the base line; ipywidgets has this character as its default for that reason.
        values["placeholder"] = Placeholder.Length > 0 ? Placeholder : "\u200b";
    }

    private protected override void Take(JsonObject values)
    {
        if (!values.ContainsKey("value"))
        {
            return;
        }

        if (IsDisabled || values.Text("value") is not { } value)
        {
            Tell(new JsonObject { ["value"] = Value });
            return;
        }

        _value = value;
        Tell([]);
        RaiseLatest(() => Changed?.Invoke(value));
    }
}
