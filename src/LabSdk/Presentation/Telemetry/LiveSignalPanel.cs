using LabSdk.Display;
using LabSdk.Display.Widgets;

namespace LabSdk.Presentation;

/// <summary>Live signals that are plotted as they come: drawn at most ten times a second, whatever their rate.</summary>
internal sealed class LiveSignalPanel : DevicePanel
{
    private const int Kept = 30_000;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);
    private static readonly (string Name, double Seconds)[] Spans = [("10 s", 10), ("30 s", 30), ("2 min", 120), ("10 min", 600)];
    private readonly Telemetry _telemetry;
    private readonly LiveFeedKey _key;
    private readonly string[] _signals;
    private readonly HtmlText _view;
    private LiveWatch _watch;
    private volatile bool _isPaused;
    private double _seconds = 30;

    public LiveSignalPanel(Telemetry telemetry, LiveFeedKey key, string[] signals)
        : base(telemetry.Lab)
    {
        (_telemetry, _key, _signals) = (telemetry, key, signals);

        // Nobody looks yet: nothing is read before somebody does.
        _watch = new LiveWatch(telemetry.Feeds[key], signals, Kept);
        _view = new HtmlText(ToCard()) { Width = "100%" };
        var span = new Dropdown([.. Spans.Select(each => each.Name)]) { Description = "Window", Value = Spans[1].Name };
        span.Changed += name =>
        {
            _seconds = Array.Find(Spans, each => each.Name == name).Seconds;
            Altered();
        };
        var pause = new Checkbox { Description = "Pause" };
        pause.Changed += paused =>
        {
            _isPaused = paused;
            Altered();
        };
        Content = new VBox(_view, new HBox(span, pause)) { Width = "780px" };
    }

    protected override Widget Content { get; }

    protected override Block ToCard()
    {
        var session = _key.SessionKey is { } key ? _telemetry.Connected?.Sessions.Find(key)?.Identifier : null;
        return LiveSignalCard.Of(
            _telemetry,
            _watch,
            _signals.Length == 1 ? $"Live {_signals[0]}" : $"Live {string.Join(", ", _signals)}",
            session is { Length: > 0 } ? $"{session}, {_key.DataSource}" : _key.DataSource,
            _seconds,
            IsDisposed ? LiveSignalCard.Closed : _isPaused ? "paused" : "live");
    }

    protected override void Draw()
    {
        if (!_isPaused)
        {
            _view.Content = ToCard();
        }
    }

    protected override async Task FollowAsync(CancellationToken cancellationToken)
    {
        using var watch = _telemetry.Feeds[_key].Watch(_signals, Kept);
        _watch = watch;
        watch.Changed += Altered;
        try
        {
            // The age goes on when nothing comes.
            using var clock = new PeriodicTimer(Look, _telemetry.Lab.Options.TimeProvider);
            while (await clock.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
            {
                Altered();
            }
        }
        finally
        {
            watch.Changed -= Altered;
        }
    }
}
