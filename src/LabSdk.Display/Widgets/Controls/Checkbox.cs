using System.Text.Json.Nodes;

namespace LabSdk.Display.Widgets;

/// <summary>A box to tick.</summary>
public sealed class Checkbox : Widget
{
    private static readonly WidgetKind CheckboxKind = new("CheckboxModel", "CheckboxView");
    private bool _value;

    /// <summary>Raised when the user has ticked or cleared it, with the new value.</summary>
    public event Action<bool>? Changed;

    /// <summary>True when it is ticked. Setting it raises no event. Default false.</summary>
    public bool Value
    {
        get => _value;
        set => Set(ref _value, value, "value", value);
    }

    internal override WidgetKind Kind => CheckboxKind;

    internal override Block ToBlock() => new PropertyList { { Description.Length > 0 ? Description : "Ticked", Value ? "yes" : "no" } };

    private protected override void AddValues(JsonObject values)
    {
        values["value"] = Value;
        values["indent"] = false;
    }

    private protected override void Take(JsonObject values)
    {
        if (!values.ContainsKey("value"))
        {
            return;
        }

        if (IsDisabled || values.Truth("value") is not { } value)
        {
            Tell(new JsonObject { ["value"] = Value });
            return;
        }

        _value = value;
        Tell([]);
        RaiseLatest(() => Changed?.Invoke(value));
    }
}
