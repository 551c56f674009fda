using LabSdk.Display;
using LabSdk.Display.Widgets;

namespace LabSdk.Presentation;

/// <summary>A reading that lives: the newest value large, lowest, highest and mean, and the plot of the last readings.</summary>
internal sealed class DetectorPanel : DevicePanel
{
    private const int MostShown = 300;
    private readonly Detector _detector;
    private readonly TimeSpan _interval;
    private readonly ReadingHistory _history = new(MostShown);
    private readonly HtmlText _view;
    private volatile bool _isPaused;

    public DetectorPanel(Detector detector, double rateHz)
        : base(detector.Lab)
    {
        _detector = detector;
        _interval = TimeSpan.FromSeconds(1 / rateHz);
        _view = new HtmlText(ToCard()) { Width = "100%" };
        var pause = new Checkbox { Description = "Pause" };
        pause.Changed += paused =>
        {
            _isPaused = paused;
            Altered();
        };
        var clear = new Button { Description = "Clear", Width = "90px", Tooltip = "Begins the plot anew" };
        clear.Clicked += () =>
        {
            _history.Clear();
            Altered();
        };
        Content = new VBox(_view, new HBox(clear, pause)) { Width = "580px" };
    }

    protected override Widget Content { get; }

    protected override Block ToCard()
    {
        var (seconds, values) = _history.Series();
        var facts = new PropertyList
        {
            new Property("Reading", _history.Last is { } last ? Cell.Number(last.Value, _detector.Units) : "not read yet", IsLead: true),
        };
        var finite = values.Where(double.IsFinite).ToArray();
        if (finite.Length > 1)
        {
            facts.Add("Range", $"{Cell.Number(finite.Min(), "")} to {Cell.Number(finite.Max(), _detector.Units)}");
            facts.Add("Mean", Cell.Number(finite.Average(), _detector.Units));
        }

        var body = new List<Block> { facts };
        body.AddRange(Troubles(Trouble));
        if (values.Length > 1)
        {
            body.Add(new Figure().XAxis("time", "s").YAxis(_detector.Id, _detector.Units).Line(seconds, values));
        }

        return new Card($"Detector {_detector.Id}", body)
        {
            Subtitle = _detector.Name == _detector.Id ? null : _detector.Name,
            State = Trouble is null ? State.Ok : State.Fault,
            StateWord = IsDisposed ? "closed" : Trouble is not null ? "no answer" : _isPaused ? "paused" : _history.Last is null ? "connecting" : "live",
            Badges = DeviceCard.Badges(_detector.Description.IsSimulated),
        };
    }

    protected override void Draw() => _view.Content = ToCard();

    protected override async Task FollowAsync(CancellationToken cancellationToken)
    {
        // One reading at a time: a detector slower than the rate sets the pace.
        using var clock = new PeriodicTimer(_interval, _detector.Lab.Options.TimeProvider);
        do
        {
            if (!_isPaused)
            {
                await ReadAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        while (await clock.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false));
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            _history.Add(await _detector.ReadAsync(cancellationToken).ConfigureAwait(false));
            Trouble = null;
        }
        catch (LabException error)
        {
            Trouble = error;
        }

        Altered();
    }
}
