using System.Globalization;
using LabSdk.Devices;
using LabSdk.Display;
using LabSdk.Display.Widgets;

namespace LabSdk.Presentation;

/// <summary>One parameter and the control for its type. A value set by hand goes to the device; what was set is read back.</summary>
internal sealed class ParameterControl
{
    private readonly Action _altered;
    private volatile object? _value;

    public ParameterControl(Parameter parameter, Action altered)
    {
        Parameter = parameter;
        _altered = altered;
        Widget = Make(parameter.Info);
    }

    public Parameter Parameter { get; }

    public Widget Widget { get; }

    /// <summary>Why it could not be read or set the last time; null when it could.</summary>
    public Exception? Error { get; private set; }

    /// <summary>The value as it is shown in a card.</summary>
    public Cell Value => _value is double or long
        ? Cell.Number(Convert.ToDouble(_value, CultureInfo.InvariantCulture), Parameter.Unit)
        : Cell.From(_value);

    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        if (Parameter.Info.IsReadable)
        {
            _value = (await Parameter.GetAsync(cancellationToken).ConfigureAwait(false)).Value;
        }
    }

    public void Take(ParameterChange change) => _value = change.NewValue;

    /// <summary>Sets the control to what the device has.</summary>
    public void Draw()
    {
        switch (Widget)
        {
            case Checkbox box when _value is bool ticked:
                box.Value = ticked;
                break;
            case Dropdown list when _value is string chosen && list.Options.Contains(chosen):
                list.Value = chosen;
                break;
            case NumberBox box when _value is double or long:
                box.Value = Convert.ToDouble(_value, CultureInfo.InvariantCulture);
                break;
            case TextBox box when _value is not null:
                box.Value = Convert.ToString(_value, CultureInfo.InvariantCulture) ?? "";
                break;
            case HtmlText text:
                text.Content = new PropertyList { { Parameter.Name, Value } };
                break;
        }
    }

    private Widget Make(ParameterDescription info)
    {
        var (name, unit) = (info.Name, info.Unit);
        if (!info.IsWritable)
        {
            return new HtmlText { Width = "100%" };
        }

        switch (info.Kind)
        {
            case ParameterKind.Boolean:
                var tick = new Checkbox { Description = name };
                tick.Changed += value => Set(value);
                return tick;
            case ParameterKind.Choice when info.Choices.Count > 0:
                var list = new Dropdown(info.Choices.Distinct()) { Description = name, Width = "420px" };
                list.Changed += Set;
                return list;
            case ParameterKind.Float or ParameterKind.Integer:
                var (low, high) = (Math.Max(info.Limits.Minimum, -1e12), Math.Min(info.Limits.Maximum, 1e12));
                var number = new NumberBox { Description = name, Unit = unit, Minimum = low, Maximum = Math.Max(low, high), Step = info.Kind == ParameterKind.Integer ? 1 : 1e-6, Width = "420px" };
                number.Changed += value => Set(value);
                return number;
            default:
                var text = new TextBox { Description = name, Unit = unit, Width = "420px" };
                text.Changed += Set;
                return text;
        }
    }

    private void Set(object value) => _ = SetAsync(value);

    private async Task SetAsync(object value)
    {
        try
        {
            _value = (await Parameter.SetAsync(value).ConfigureAwait(false)).Value;
            Error = null;
        }
        catch (Exception error) when (error is LabException or OperationCanceledException)
        {
            Error = error;
        }

        _altered();
    }
}
