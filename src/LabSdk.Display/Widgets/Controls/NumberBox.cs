using System.Text.Json.Nodes;

namespace LabSdk.Display.Widgets;

/// <summary>A box to type a number in, between two limits.</summary>
public sealed class NumberBox : NumericWidget
{
    // ipywidgets 6 has no model with limits in its front end; the limits are checked here in any case.
    private static readonly WidgetKind NumberKind = new("BoundedFloatTextModel", "FloatTextView", ClassicModel: "FloatTextModel");

    /// <summary>Raised when the user has typed a number within the limits, with the number.</summary>
    public event Action<double>? Changed;

    internal override WidgetKind Kind => NumberKind;

    private protected override void AddValues(JsonObject values)
    {
        base.AddValues(values);
        values["continuous_update"] = false;
    }

    private protected override void OnChanged(double value) => RaiseLatest(() => Changed?.Invoke(value));
}
