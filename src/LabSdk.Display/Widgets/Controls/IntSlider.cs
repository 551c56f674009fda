using System.Text.Json.Nodes;

namespace LabSdk.Display.Widgets;

/// <summary>A slider for a whole number.</summary>
public sealed class IntSlider : NumericWidget
{
    private static readonly WidgetKind IntKind = new("IntSliderModel", "IntSliderView");

    /// <summary>Creates a slider from 0 to 100 in steps of 1.</summary>
    public IntSlider() => Step = 1;

    /// <summary>Raised when the user has moved it, with the new value; while a handler works, only the newest value is kept for it.</summary>
    public event Action<int>? Changed;

    /// <summary>True to raise <see cref="Changed"/> while the user still drags; false, the default, when the slider is let go.</summary>
    public bool IsContinuous { get; init; }

    internal override WidgetKind Kind => IntKind;

    private protected override bool IsWhole => true;

    private protected override void AddValues(JsonObject values)
    {
        base.AddValues(values);
        values["orientation"] = "horizontal";
        values["_range"] = false;
        values["readout"] = true;
        values["readout_format"] = "d";
        values["continuous_update"] = IsContinuous;
    }

    private protected override void OnChanged(double value) => RaiseLatest(() => Changed?.Invoke((int)Math.Clamp(value, int.MinValue, int.MaxValue)));
}
