using LabSdk.Display;
using LabSdk.Display.Widgets;

namespace LabSdk.Presentation;

/// <summary>A running scan: progress, plot, last rows, buttons to pause and to stop. When it has ended, a line and the plot.</summary>
internal sealed class ScanPanel : Panel
{
    private const int LargestRange = 100_000;
    private readonly ScanResult _scan;
    private readonly HtmlText _view;
    private readonly Button _pause;
    private readonly (double Low, double High)? _range;
    private volatile ScanChange? _change;
    private volatile bool _isShort;

    public ScanPanel(ScanResult scan)
    {
        _scan = scan;
        _range = Range(scan.Plan);
        _view = new HtmlText(Running()) { Width = "100%" };
        var stop = new Button { Description = "Stop scan", Look = ButtonLook.Danger, Width = "110px", Tooltip = "Stops the motors; every finished point is kept" };
        stop.Clicked += _scan.RequestStop;
        _pause = new Button { Description = "Pause", Width = "110px", Tooltip = "Waits after the point under way, until you resume" };
        _pause.Clicked += PauseOrResume;
        Content = new VBox(_view, new HBox(_pause, stop)) { Width = "780px" };
    }

    protected override Widget Content { get; }

    /// <summary>A point has come, or the run does something else from now on.</summary>
    public void Advance(ScanDocument document)
    {
        _change = document as ScanChange ?? _change;
        Altered();
    }

    /// <summary>Leaves only a line, because the scan itself is shown beside.</summary>
    public void MakeShort()
    {
        _isShort = true;
        ShowFinal();
    }

    protected override Block ToCard() => _scan.IsRunning ? Running() : Final();

    protected override void Draw()
    {
        _pause.Description = IsHeldByUser ? "Resume" : "Pause";
        _view.Content = ToCard();
    }

    // The scan tells when something changes; there is nothing to ask.
    protected override Task FollowAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override void Failed(Exception error)
    {
    }

    private bool IsHeldByUser => _scan.Controls.State is ScanRunState.Pausing or ScanRunState.Paused;

    private void PauseOrResume()
    {
        if (IsHeldByUser)
        {
            _scan.Controls.Resume();
        }
        else
        {
            _scan.Controls.Pause();
        }

        Altered();
    }

    private IEnumerable<Block> Held()
    {
        var word = _scan.Controls.State switch
        {
            ScanRunState.Pausing => "pausing",
            ScanRunState.Paused => "paused",
            ScanRunState.Suspending or ScanRunState.Suspended => "suspended",
            _ => null,
        };
        if (word is not null)
        {
            yield return new StatusRows(new StatusRow(State.Warn, word, _change?.Reason ?? ""));
        }
    }

    private Stack Running()
    {
        var progress = _scan.Progress;
        var data = _scan.Data;
        var title = _scan.Name == _scan.Plan.ToString() ? "Scanning" : _scan.Name;
        return new Stack([
            new ProgressBar(title, progress.Done, progress.Total ?? 0, "pts", progress.Elapsed, progress.Remaining),
            .. Held(),
            .. ScanFigures.Of(_scan, data).Take(1).Select(figure => _range is var (low, high) ? figure with { X = figure.X with { Min = low, Max = high } } : figure),
            ScanView.LastRows(data),
        ]);
    }

    // The ends of the plot are known before the first point: it fills up instead of stretching.
    private static (double Low, double High)? Range(ScanPlan plan)
    {
        if (plan.Axes is not [{ Tracks: [{ IsRelative: false }, ..] } axis] || axis.Count is < 2 or > LargestRange)
        {
            return null;
        }

        var positions = axis.Tracks[0].Positions;
        var (low, high) = (positions.Min(), positions.Max());
        var margin = (high - low) * 0.02;
        return high > low ? (low - margin, high + margin) : null;
    }

    private Block Final() => _isShort ? ScanLine.Of(_scan) : new Stack([ScanLine.Of(_scan), .. ScanFigures.Of(_scan, _scan.Data)]);
}
