using LabSdk.Devices;
using LabSdk.Display;
using LabSdk.Display.Widgets;

namespace LabSdk.Presentation;

/// <summary>
/// A motor under the hand: a slider over its limits that moves it when it is let go, a stop button, and where it is now, whoever
/// moves it.
/// </summary>
internal sealed class MotorPanel : DevicePanel
{
    private static readonly TimeSpan Restless = TimeSpan.FromMilliseconds(400);
    private readonly Motor _motor;
    private readonly MotorRow _row;
    private readonly HtmlText _head;
    private double _position = double.NaN;
    private long _movedAt;
    private DeviceState? _state;

    public MotorPanel(Motor motor)
        : base(motor.Lab)
    {
        _motor = motor;
        _row = new MotorRow(motor, isNamed: false, Altered);
        _head = new HtmlText(ToCard()) { Width = "100%" };
        Content = new VBox(_head, _row.Widget) { Width = "680px" };
    }

    protected override Widget Content { get; }

    private bool IsMoving => _row.Move.Target is not null
        || (_movedAt != 0 && _motor.Lab.Options.TimeProvider.GetElapsedTime(_movedAt) < Restless);

    protected override Block ToCard()
    {
        var target = _row.Move.Target;
        var facts = new PropertyList
        {
            new Property("Position", double.IsNaN(_position) ? "not read yet" : Cell.Number(_position, _motor.Units), IsLead: true),
            { "Target", target is { } there ? Cell.Number(there, _motor.Units) : "none" },
        };
        var body = new List<Block> { facts };
        if (_motor.Limits is { Span: > 0 and < double.PositiveInfinity } limits)
        {
            body.Add(new RangeBar(_position, limits.Minimum, limits.Maximum, _motor.Units) { Mark = target });
        }

        body.AddRange(Troubles(_row.Move.Error, Trouble));
        return new Card($"Motor {_motor.Id}", body)
        {
            Subtitle = _motor.Name == _motor.Id ? null : _motor.Name,
            State = Trouble is not null || _row.Move.Error is not null || _state is { IsOnline: false } ? State.Fault : State.Ok,
            StateWord = Word(),
            Badges = DeviceCard.Badges(_motor.Description.IsSimulated),
        };
    }

    protected override void Draw()
    {
        if (_row.Move.Position is { } position)
        {
            _position = position;
        }

        _head.Content = ToCard();
        _row.Draw(_position);
    }

    protected override Task FollowAsync(CancellationToken cancellationToken) => FollowedState.RunAsync(_motor, Take, Failed, cancellationToken);

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
        { IsMoving: true } => "moving",
        { _row.Move.Error: not null } => "failed",
        { _state: null } => "connecting",
        _ => "ready",
    };
}
