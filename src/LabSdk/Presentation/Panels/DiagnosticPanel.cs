using LabSdk.Display;
using LabSdk.Display.Widgets;
using LabSdk.Mds;

namespace LabSdk.Presentation;

/// <summary>A diagnostic device that lives: health, the last chunks and messages, heartbeats over time, and a switch for streaming.</summary>
internal sealed class DiagnosticPanel : DevicePanel
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private readonly DiagnosticDevice _device;
    private readonly RecentDiagnostics _recent;
    private readonly HtmlText _view;
    private readonly Checkbox _streaming;

    public DiagnosticPanel(DiagnosticDevice device)
        : base(device.Lab)
    {
        _device = device;
        _recent = new RecentDiagnostics(device);
        _view = new HtmlText(ToCard()) { Width = "100%" };
        _streaming = new Checkbox { Description = "Streaming", Value = device.IsStreaming };
        _streaming.Changed += on => _ = SwitchAsync(on);
        var clear = new Button { Description = "Clear", Width = "90px", Tooltip = "Begins tables and plots anew; counters go on" };
        clear.Clicked += () =>
        {
            _recent.Clear();
            Altered();
        };
        Content = new VBox(_view, new HBox(_streaming, clear)) { Width = "900px" };
    }

    protected override Widget Content { get; }

    protected override Block ToCard() => new Card($"Diagnostics of {_device.Id}", [.. Troubles(Trouble), .. _recent.Blocks()])
    {
        Subtitle = _device.Link.Name,
        State = Trouble is null && _device.Client.State is not (MdsState.Lost or MdsState.Closed) ? State.Ok : State.Fault,
        StateWord = IsDisposed ? "closed" : _device.Client.State.ToString().ToLowerInvariant(),
        Badges = DeviceCard.Badges(_device.Description.IsSimulated),
    };

    protected override void Draw()
    {
        _streaming.Value = _device.IsStreaming;
        _view.Content = ToCard();
    }

    protected override async Task FollowAsync(CancellationToken cancellationToken)
    {
        Action<StreamPacket> packets = packet =>
        {
            _recent.Add(packet);
            Altered();
        };
        Action<ReceivedMessage> messages = message =>
        {
            _recent.Add(message);
            Altered();
        };
        Action<MdsState> states = _ => Altered();
        _device.ChunkReceived += packets;
        _device.MessageReceived += messages;
        _device.StateChanged += states;
        try
        {
            // Rates and the countdown of an upload change without an event.
            using var clock = new PeriodicTimer(Look, _device.Lab.Options.TimeProvider);
            do
            {
                Altered();
            }
            while (await clock.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false));
        }
        finally
        {
            _device.ChunkReceived -= packets;
            _device.MessageReceived -= messages;
            _device.StateChanged -= states;
        }
    }

    private async Task SwitchAsync(bool on)
    {
        try
        {
            await (on ? _device.Client.EnableStreamingAsync() : _device.Client.DisableStreamingAsync()).ConfigureAwait(false);
            Trouble = null;
        }
        catch (Exception error) when (error is LabException or OperationCanceledException or ObjectDisposedException)
        {
            Trouble = error;
        }

        Altered();
    }
}
