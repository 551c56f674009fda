using LabSdk.Devices;
using LabSdk.Display.Widgets;

namespace LabSdk.Presentation;

/// <summary>One motor in a line: its slider, or a box when it has no limits, and a stop button.</summary>
internal sealed class MotorRow
{
    // Without limits a slider would have no ends; the box takes any number of a size that motors have.
    private const double Unlimited = 1e6;
    private const string SliderWidth = "460px";
    private readonly NumericWidget _target;

    /// <param name="motor">The motor.</param>
    /// <param name="isNamed">True to put its id in front, among others.</param>
    /// <param name="altered">Called when its move has come on.</param>
    public MotorRow(Motor motor, bool isNamed, Action altered)
    {
        Motor = motor;
        Move = new LatestMove(motor, altered);
        if (motor.Limits is { Span: > 0 and < double.PositiveInfinity } limits)
        {
            var slider = new FloatSlider { Description = isNamed ? "" : "Go to", Unit = motor.Units, Minimum = limits.Minimum, Maximum = limits.Maximum, Step = NiceStep.Of(limits.Span), Width = SliderWidth };
            slider.Changed += Move.GoTo;
            _target = slider;
        }
        else
        {
            var box = new NumberBox { Description = isNamed ? "" : "Go to", Unit = motor.Units, Minimum = -Unlimited, Maximum = Unlimited, Step = 0.01, Width = SliderWidth };
            box.Changed += Move.GoTo;
            _target = box;
        }

        var stop = new Button { Description = "Stop", Look = ButtonLook.Danger, Width = "90px", Tooltip = $"Stops {motor.Id} where it is" };
        stop.Clicked += Move.Stop;
        Widget = isNamed ? new HBox(new HtmlText(motor.Id) { Width = "190px" }, _target, stop) : new HBox(_target, stop);
    }

    public Motor Motor { get; }

    public LatestMove Move { get; }

    public Widget Widget { get; }

    /// <summary>Sets the slider to where the motor goes, or else is.</summary>
    public void Draw(double? position)
    {
        if ((Move.Target ?? Move.Position ?? position) is { } place && double.IsFinite(place))
        {
            _target.Value = place;
        }
    }
}
