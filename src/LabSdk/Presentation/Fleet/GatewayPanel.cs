using LabSdk.Display;
using LabSdk.Display.Widgets;
using LabSdk.Families.Fleet;
using LabSdk.Fleet;

namespace LabSdk.Presentation;

/// <summary>A device at a gateway that lives: status and command, the last exchanges, health, and what to send.</summary>
internal sealed class GatewayPanel : DevicePanel
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);
    private readonly GatewayDevice _device;
    private readonly HtmlText _view;
    private readonly TextBox _text;

    public GatewayPanel(GatewayDevice device)
        : base(device.Lab)
    {
        _device = device;
        _view = new HtmlText(ToCard()) { Width = "100%" };
        _text = new TextBox { Description = "Status", Width = "460px", Placeholder = "{\"field\": 1}", Value = device.LastStatus?.Text ?? "" };
        var send = new Button { Description = "Send", Width = "90px", Look = ButtonLook.Primary, Tooltip = "Sends the text as a status" };
        send.Clicked += () => _ = SendAsync(_text.Value);
        Content = device.Identity.Module == FleetModule.Example
            ? new VBox(_view, new HBox(Sender("Press", ExampleStatus.Pressed), Sender("Release", ExampleStatus.Released))) { Width = "900px" }
            : new VBox(_view, new HBox(_text, send)) { Width = "900px" };
    }

    protected override Widget Content { get; }

    protected override Block ToCard()
    {
        var facts = new PropertyList();
        FleetFacts.Add(facts, _device);
        var history = _device.History;
        var body = new List<Block>();
        body.AddRange(Troubles(Trouble));
        body.AddRange(FleetFacts.Panels(_device));
        body.Add(facts);
        if (history.Count > 0)
        {
            body.Add(ExchangeTableView.Last(history));
        }

        if (ExchangeTableView.HasTrack(history))
        {
            body.Add(history.Track());
        }

        body.Add(HealthView.Of(FleetHealthFacts.Read(_device.Client)));
        return new Card($"{FleetModule.NameOf(_device.Identity.Module)} {_device.Id}", body)
        {
            Subtitle = $"{_device.Name} at {_device.Client.Endpoint}",
            State = Trouble is not null || _device.Client.State == FleetState.Destroyed ? State.Fault : _device.IsConnected ? State.Ok : State.Warn,
            StateWord = IsDisposed ? "closed" : _device.Client.State.ToString().ToLowerInvariant(),
            Badges = DeviceCard.Badges(_device.Description.IsSimulated),
        };
    }

    protected override void Draw() => _view.Content = ToCard();

    protected override async Task FollowAsync(CancellationToken cancellationToken)
    {
        // Ages and counters change without an event; answers may come a thousand times a second.
        using var clock = new PeriodicTimer(Look, _device.Lab.Options.TimeProvider);
        do
        {
            Altered();
        }
        while (await clock.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false));
    }

    private Button Sender(string name, ReadOnlyMemory<byte> status)
    {
        var button = new Button { Description = name, Width = "110px" };
        button.Clicked += () => _ = SendAsync(status);
        return button;
    }

    private async Task SendAsync(object status)
    {
        try
        {
            await _device.SendAsync(status).ConfigureAwait(false);
            Trouble = null;
        }
        catch (Exception error) when (error is LabException or OperationCanceledException or ArgumentException)
        {
            Trouble = error;
        }

        Altered();
    }
}
