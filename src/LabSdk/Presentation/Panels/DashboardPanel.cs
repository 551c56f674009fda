using System.Collections.Concurrent;
using LabSdk.Devices;
using LabSdk.Display;
using LabSdk.Display.Widgets;

namespace LabSdk.Presentation;

/// <summary>The whole bench: a table of all devices that follows them, a slider for each motor, and one button that stops them all.</summary>
internal sealed class DashboardPanel : DevicePanel
{
    private static readonly TableColumn[] Columns = ["Device", "Name", "Kind", "Status", "Value"];
    private readonly Lab _lab;
    private readonly Device[] _devices;
    private readonly MotorRow[] _motors;
    private readonly ConcurrentDictionary<string, DeviceState> _states = new(StringComparer.Ordinal);
    private readonly HtmlText _table;

    public DashboardPanel(Lab lab)
        : base(lab)
    {
        _lab = lab;
        _devices = [.. lab.Devices];
        _motors = [.. _devices.OfType<Motor>().Select(motor => new MotorRow(motor, isNamed: true, Altered))];
        _table = new HtmlText(ToCard()) { Width = "100%" };
        var stop = new Button { Description = "Stop all motors", Look = ButtonLook.Danger, Width = "150px" };
        stop.Clicked += () => Array.ForEach(_motors, row => row.Move.Stop());
        Content = _motors.Length == 0
            ? _table
            : new VBox([_table, .. _motors.Select(row => row.Widget), stop]) { Width = "760px" };
    }

    protected override Widget Content { get; }

    protected override Block ToCard()
    {
        var rows = _devices.Select(device => Row(device, _states.GetValueOrDefault(device.Id)));
        var body = new List<Block> { new TableModel(Columns, rows) { RowNoun = "devices" } };
        body.AddRange(Troubles((_motors ?? []).Select(row => row.Move.Error).Append(Trouble)));
        return new Card("Dashboard", body)
        {
            Subtitle = string.Join(", ", _lab.Endpoints),
            State = Trouble is null ? State.Ok : State.Fault,
            StateWord = IsDisposed ? "closed" : Trouble is null ? _states.IsEmpty ? "connecting" : "live" : "no answer",
            Badges = DeviceCard.Badges(_lab.IsSimulated),
        };
    }

    protected override void Draw()
    {
        foreach (var row in _motors)
        {
            row.Draw(_states.GetValueOrDefault(row.Motor.Id)?.Position);
        }

        _table.Content = ToCard();
    }

    protected override async Task FollowAsync(CancellationToken cancellationToken)
    {
        while (!_lab.IsClosed)
        {
            try
            {
                await foreach (var state in _lab.StatesAsync(maxRateHz: 5, cancellationToken: cancellationToken).ConfigureAwait(false))
                {
                    Trouble = null;
                    _states[state.DeviceId] = state;
                    Altered();
                }
            }
            catch (LabException error)
            {
                Failed(error);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // The lab closes.
            }

            await Task.Delay(TimeSpan.FromSeconds(1), _lab.Options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    private static Cell[] Row(Device device, DeviceState? state)
    {
        var live = new LiveState(state, null);
        return
        [
            Cell.Code(device.Id),
            device.Name,
            device.Description.Category,
            Cell.Of(live.State, live.Word),
            Cell.Text(DeviceCard.MainValue(device, state)),
        ];
    }
}
