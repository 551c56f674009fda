using System.Text.Json.Nodes;

namespace LabSdk.Display.Widgets;

/// <summary>A bar that shows how far something is, between two limits.</summary>
public sealed class Gauge : NumericWidget
{
    private static readonly WidgetKind GaugeKind = new("FloatProgressModel", "ProgressView", ClassicModel: "ProgressModel");

    /// <summary>The state it stands for, in its colour; null, the default, for none.</summary>
    public State? State
    {
        get;
        set => Set(ref field, value, "bar_style", Style(value));
    }

    internal override WidgetKind Kind => GaugeKind;

    private protected override void AddValues(JsonObject values)
    {
        base.AddValues(values);
        values["orientation"] = "horizontal";
        values["bar_style"] = Style(State);
    }

    // Nobody can change it.
    private protected override void Take(JsonObject values)
    {
    }

    private protected override void OnChanged(double value)
    {
    }

    private static string Style(State? state) => state switch
    {
        Display.State.Ok => "success",
        Display.State.Warn => "warning",
        Display.State.Fault => "danger",
        _ => "",
    };
}
