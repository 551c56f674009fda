using LabSdk.Cxl;
using LabSdk.Display;

namespace LabSdk.Presentation;

/// <summary>How far something is that takes a component long, where it is watched: a bar while it runs. Short ones stay silent.</summary>
internal sealed class CxlProgressView : IProgress<CxlProgress>, IDisposable
{
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    private readonly Lock _lock = new();
    private readonly string _title;
    private readonly string _deviceId;
    private readonly TimeProvider _time;
    private readonly IDisplaySink _sink;
    private readonly long _started;
    private readonly ITimer _timer;
    private CxlProgress _now;
    private LiveView? _view;
    private bool _isOver;

    private CxlProgressView(CxlDevice device, string title, IDisplaySink sink)
    {
        (_title, _deviceId, _time, _sink) = (title, device.Id, device.Lab.Options.TimeProvider, sink);
        _now = new CxlProgress(null, TimeSpan.Zero, title);
        _started = _time.GetTimestamp();
        _timer = _time.CreateTimer(static view => ((CxlProgressView)view!).Tick(), this, Silence, Interval);
    }

    /// <summary>Starts when somebody could watch; null otherwise.</summary>
    public static CxlProgressView? Start(CxlDevice device, string title) =>
        DisplaySink.Current is var sink && sink is not TerminalSink { IsTerminal: false } ? new CxlProgressView(device, title, sink) : null;

    /// <summary>An operation as it is now.</summary>
    public static Block Of(CxlDevice device, CxlOperation operation)
    {
        var progress = operation.Client.LatestProgress;
        var word = operation.Client.Completion switch
        {
            { IsFaulted: true } failed => Cell.Of(State.Fault, (failed.Exception!.InnerException as LabException)?.Problem ?? failed.Exception.InnerException?.Message ?? "failed"),
            { IsCompleted: true } => Cell.Of(State.Ok, "ended"),
            _ => Cell.Of(State.Unknown, "running"),
        };
        return new Stack(
            Bar($"{operation.Client.Command.Title} on {device.Id}", progress, progress.Elapsed),
            new PropertyList { { "State", word } });
    }

    public void Report(CxlProgress value)
    {
        lock (_lock)
        {
            _now = value;
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        LiveView? view;
        lock (_lock)
        {
            (_isOver, view) = (true, _view);
            view?.Update(Running);
        }

        // Outside the lock: ending waits for an update that is being shown.
        view?.Dispose();
    }

    private static ProgressBar Bar(string title, CxlProgress progress, TimeSpan elapsed) =>
        progress.Percent is { } percent ? new ProgressBar(title, percent, 100, "%", Elapsed: elapsed) : new ProgressBar(title, elapsed.TotalSeconds, 0, "s");

    private void Tick()
    {
        lock (_lock)
        {
            if (_isOver)
            {
                return;
            }

            if (_view is null)
            {
                _view = new LiveView(Running(), _sink);
            }
            else
            {
                _view.Update(Running);
            }
        }
    }

    private Stack Running()
    {
        CxlProgress now;
        lock (_lock)
        {
            now = _now;
        }

        return new Stack(
            Bar($"{_title} on {_deviceId}", now, _time.GetElapsedTime(_started)),
            new TextBlock(now.Stage == _title ? "" : now.Stage, TextStyle.Muted));
    }
}
