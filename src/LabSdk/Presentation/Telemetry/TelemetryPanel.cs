using LabSdk.Display;
using LabSdk.Display.Widgets;
using LabSdk.Families.Odp;
using LabSdk.Odp;

namespace LabSdk.Presentation;

/// <summary>A broker that lives: its sessions, what has just happened to them, streams with their lag, and health.</summary>
internal sealed class TelemetryPanel : DevicePanel
{
    private const int MostNotices = 8;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);
    private readonly Telemetry _telemetry;
    private readonly HtmlText _view;
    private readonly Lock _gate = new();
    private readonly Queue<(DateTimeOffset At, string What, string Name)> _notices = new();

    public TelemetryPanel(Telemetry telemetry)
        : base(telemetry.Lab)
    {
        _telemetry = telemetry;
        _view = new HtmlText(ToCard()) { Width = "100%" };
        Content = new VBox(_view) { Width = "900px" };
    }

    protected override Widget Content { get; }

    protected override Block ToCard()
    {
        var facts = new PropertyList();
        TelemetryFacts.Add(facts, _telemetry);
        var body = new List<Block>();
        body.AddRange(Troubles(Trouble));
        body.Add(facts);
        body.AddRange(TelemetryFacts.Panels(_telemetry));
        if (Notices() is { } notices)
        {
            body.Add(notices);
        }

        body.Add(HealthView.Of(OdpHealthFacts.Read(_telemetry.Source)));
        return new Card("Telemetry", body)
        {
            Subtitle = _telemetry.Description.Endpoint,
            State = Trouble is null && _telemetry.Connected is not { IsConnected: false } ? State.Ok : State.Fault,
            StateWord = IsDisposed ? "closed" : _telemetry.Connected is { IsConnected: false } ? "no broker" : "live",
            Badges = DeviceCard.Badges(_telemetry.Description.IsSimulated),
        };
    }

    protected override void Draw() => _view.Content = ToCard();

    protected override async Task FollowAsync(CancellationToken cancellationToken)
    {
        var sessions = (await _telemetry.ConnectAsync(cancellationToken).ConfigureAwait(false)).Sessions;
        Action<OdpSessionInfo> started = session => Tell("session started", session);
        Action<OdpSessionInfo> changed = session => Tell("details changed", session);
        Action<OdpSessionInfo> ended = session => Tell("session ended", session);
        Action<OdpAssociation> associated = association => Tell("session associated", association.Main);
        sessions.SessionStarted += started;
        sessions.SessionChanged += changed;
        sessions.SessionEnded += ended;
        sessions.AssociationDetected += associated;
        try
        {
            using var clock = new PeriodicTimer(Look, _telemetry.Lab.Options.TimeProvider);
            do
            {
                Altered();
            }
            while (await clock.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false));
        }
        finally
        {
            sessions.SessionStarted -= started;
            sessions.SessionChanged -= changed;
            sessions.SessionEnded -= ended;
            sessions.AssociationDetected -= associated;
        }
    }

    private void Tell(string what, OdpSessionInfo session)
    {
        lock (_gate)
        {
            _notices.Enqueue((_telemetry.Lab.Options.TimeProvider.GetUtcNow(), what, session.Identifier.Length > 0 ? session.Identifier : session.SessionKey));
            if (_notices.Count > MostNotices)
            {
                _notices.Dequeue();
            }
        }

        Altered();
    }

    private TableModel? Notices()
    {
        lock (_gate)
        {
            return _notices.Count == 0 ? null : new TableModel(
                ["Time (UTC)", "What", "Session"],
                _notices.Reverse().Select(notice => new Cell[] { notice.At.ToString("HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture), notice.What, notice.Name }))
            { ShowSize = false };
        }
    }
}
