using LabSdk.Devices;
using LabSdk.Display;
using LabSdk.Display.Widgets;

namespace LabSdk.Presentation;

/// <summary>
/// A motor under the hand: a slider over its limits that moves it when it is let go, a box to type a target, a stop button, and
/// where it is now, whoever moves it.
/// </summary>
internal sealed class MotorPanel : DevicePanel
{
    // Without limits a slider would have no ends; the box takes any number of a size that motors have.
    private const double Unlimited = 1e6;
    private static readonly TimeSpan Restless = TimeSpan.FromMilliseconds(400);
    private readonly Motor _motor;
    private readonly LatestMove _move;
    private readonly HtmlText _head;
    private readonly FloatSlider? _slider;
    private readonly NumberBox _box;
    private double _position = double.NaN;
    private long _movedAt;
    private DeviceState? _state;

    public MotorPanel(Motor motor)
        : base(motor.Lab)
    {
        _motor = motor;
        _move = new LatestMove(motor, Altered);
        var (limits, isLimited) = (motor.Limits, motor.Limits is { Span: > 0 and < double.PositiveInfinity });
        var (low, high) = isLimited ? (limits.Minimum, limits.Maximum) : (-Unlimited, Unlimited);
        var step = isLimited ? NiceStep.Of(limits.Span) : 0.01;
        _head = new HtmlText(ToCard()) { Width = "100%" };
        _box = new NumberBox { Minimum = low, Maximum = high, Step = step, Width = "150px", Description = isLimited ? "" : "Go to", Unit = isLimited ? "" : motor.Units };
        _box.Changed += _move.GoTo;
        var stop = new Button { Description = "Stop", Look = ButtonLook.Danger, Width = "90px", Tooltip = "Stops the motor where it is" };
        stop.Clicked += _move.Stop;
        if (isLimited)
        {
            _slider = new FloatSlider { Description = "Go to", Unit = motor.Units, Minimum = low, Maximum = high, Step = step, Width = "430px" };
            _slider.Changed += _move.GoTo;
            Content = new VBox(_head, new HBox(_slider, stop)) { Width = "580px" };
        }
        else
        {
            Content = new VBox(_head, new HBox(_box, stop)) { Width = "580px" };
        }
    }

    protected override Widget Content { get; }

    private bool IsMoving => _move.Target is not null || (_movedAt != 0 && _motor.Lab.Options.TimeProvider.GetElapsedTime(_movedAt) < Restless);

    protected override Block ToCard()
    {
        var target = _move?.Target;
        var facts = new PropertyList { new Property("Position", double.IsNaN(_position) ? "not read yet" : Cell.Number(_position, _motor.Units), IsLead: true) };
        facts.Add("Target", target is { } there ? Cell.Number(there, _motor.Units) : "none");
        var body = new List<Block> { facts };
        if (_motor.Limits is { Span: > 0 and < double.PositiveInfinity } limits)
        {
            body.Add(new RangeBar(_position, limits.Minimum, limits.Maximum, _motor.Units) { Mark = target });
        }

        body.AddRange(Troubles(_move?.Error, Trouble));
        return new Card($"Motor {_motor.Id}", body)
        {
            Subtitle = _motor.Name == _motor.Id ? null : _motor.Name,
            State = Trouble is not null || _move?.Error is not null || _state is { IsOnline: false } ? State.Fault : State.Ok,
            StateWord = Word(),
            Badges = DeviceCard.Badges(_motor.Description.IsSimulated),
        };
    }

    protected override void Draw()
    {
        if (_move.Position is { } position)
        {
            _position = position;
        }

        _head.Content = ToCard();
        var place = _move.Target ?? _position;
        if (double.IsFinite(place))
        {
            _slider?.Value = place;
            _box.Value = place;
        }
    }

    protected override async Task FollowAsync(CancellationToken cancellationToken)
    {
        Trouble = null;
        await FollowedState.RunAsync(_motor, Take, Failed, cancellationToken).ConfigureAwait(false);
    }

    private void Take(DeviceState state)
    {
        Trouble = null;
        _state = state;
        if (state.Position is { } position)
        {
            if (!double.IsNaN(_position) && position != _position)
            {
                _movedAt = _motor.Lab.Options.TimeProvider.GetTimestamp();
                _ = SettleAsync();
            }

            _position = position;
        }

        Altered();
    }

    // The stream is silent when nothing changes: look once more when it should have come to rest.
    private async Task SettleAsync()
    {
        await Task.Delay(Restless + TimeSpan.FromMilliseconds(50), _motor.Lab.Options.TimeProvider).ConfigureAwait(false);
        Altered();
    }

    private string Word() => this switch
    {
        { IsDisposed: true } => "closed",
        { Trouble: not null } => "no answer",
        { _state.IsOnline: false } => "offline",
        { _move.Error: not null } => "failed",
        { _move: not null, IsMoving: true } => "moving",
        { _state: null } => "connecting",
        _ => "ready",
    };
}
