using System.Globalization;
using System.Text.Json.Nodes;

namespace LabSdk.Display.Widgets;

/// <summary>A control for a number between two limits. Values of the front end outside them are refused.</summary>
public abstract class NumericWidget : Widget
{
    private double _value;
    private double _minimum;
    private double _maximum = 100;
    private double _step = 0.1;

    private protected NumericWidget()
    {
    }

    /// <summary>The value, between the limits; a value beyond is set to the nearer limit. Setting it raises no event. Default 0.</summary>
    public double Value
    {
        get => Math.Clamp(_value, _minimum, Math.Max(_minimum, _maximum));
        set => Set(ref _value, Finite(value), "value", Shown(Math.Clamp(value, _minimum, Math.Max(_minimum, _maximum))));
    }

    /// <summary>The lower limit. Default 0.</summary>
    public double Minimum
    {
        get => _minimum;
        set => Set(ref _minimum, Finite(value), "min", Shown(value));
    }

    /// <summary>The upper limit. Default 100.</summary>
    public double Maximum
    {
        get => _maximum;
        set => Set(ref _maximum, Finite(value), "max", Shown(value));
    }

    /// <summary>The distance between two values that can be chosen; more than 0. Default 0.1.</summary>
    public double Step
    {
        get => _step;
        set => Set(ref _step, Finite(value) > 0 ? value : throw Misuse($"The step of '{Description}' must be more than 0, not {Text(value)}."), "step", Shown(value));
    }

    private protected virtual bool IsWhole => false;

    /// <summary>Decimals that a step can change, 0 to 6.</summary>
    private protected int Decimals => Math.Clamp((int)Math.Ceiling(-Math.Log10(_step) - 1e-9), 0, 6);

    internal override Block ToBlock() => new Stack(
        new PropertyList { { Description.Length > 0 ? Description : "Value", Cell.Number(Value, Unit) } },
        _maximum > _minimum ? new RangeBar(Value, _minimum, _maximum, Unit) : new TextBlock("no range", TextStyle.Muted));

    private protected override void AddValues(JsonObject values)
    {
        if (_minimum > _maximum)
        {
            throw Misuse($"The lower limit {Text(_minimum)} of '{Description}' is above its upper limit {Text(_maximum)}.");
        }

        values["value"] = Shown(Value);
        values["min"] = Shown(_minimum);
        values["max"] = Shown(_maximum);
        values["step"] = Shown(_step);
    }

    private protected override void Take(JsonObject values)
    {
        if (!values.ContainsKey("value"))
        {
            return;
        }

        // Sliders of the front end land on min + n x step, computed there: allow for its rounding.
        var slack = Math.Abs(_maximum - _minimum) * 1e-9;
        if (IsDisabled || values.Number("value") is not { } value || value < _minimum - slack || value > _maximum + slack || (IsWhole && value != Math.Truncate(value)))
        {
            Tell(new JsonObject { ["value"] = Shown(Value) });
            return;
        }

        _value = Math.Clamp(value, _minimum, _maximum);
        Tell([]);
        OnChanged(_value);
    }

    private protected abstract void OnChanged(double value);

    private JsonValue Shown(double value) => IsWhole ? JsonValue.Create((long)value) : JsonValue.Create(value);

    private double Finite(double value) =>
        double.IsFinite(value) ? value : throw Misuse($"A number of '{Description}' must be finite, not {Text(value)}.");

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static LabConfigurationException Misuse(string problem) => new(ViewErrorIds.WidgetMisuse, problem, "Set Minimum, Maximum and Step so that they fit together.");
}
