using System.Text.Json.Nodes;

namespace LabSdk.Display.Widgets;

/// <summary>A slider for a number. <c>new FloatSlider { Description = "Go to", Minimum = 0, Maximum = 100, Step = 0.5 }</c>.</summary>
public sealed class FloatSlider : NumericWidget
{
    private static readonly WidgetKind FloatKind = new("FloatSliderModel", "FloatSliderView");

    /// <summary>Raised when the user has moved it, with the new value; while a handler works, only the newest value is kept for it.</summary>
    public event Action<double>? Changed;

    /// <summary>True to raise <see cref="Changed"/> while the user still drags; false, the default, when the slider is let go.</summary>
    public bool IsContinuous { get; init; }

    internal override WidgetKind Kind => FloatKind;

    private protected override void AddValues(JsonObject values)
    {
        base.AddValues(values);
        values["orientation"] = "horizontal";
        values["_range"] = false;
        values["readout"] = true;
        values["readout_format"] = $".{Decimals}f";
        values["continuous_update"] = IsContinuous;
    }

    private protected override void OnChanged(double value) => RaiseLatest(() => Changed?.Invoke(value));
}
