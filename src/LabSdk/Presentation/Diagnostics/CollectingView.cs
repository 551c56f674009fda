using LabSdk.Display;
using LabSdk.Mds;

namespace LabSdk.Presentation;

/// <summary>How far a collection has come, where it is watched: a bar while it runs, one line when it is over. Short ones stay silent.</summary>
internal sealed class CollectingView : IDisposable
{
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private readonly Lock _lock = new();
    private readonly DiagnosticDevice _device;
    private readonly IDisplaySink _sink;
    private readonly double _total;
    private readonly string _unit;
    private readonly MdsStatistics _before;
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly ITimer _timer;
    private LiveView? _view;
    private bool _isOver;

    private CollectingView(DiagnosticDevice device, IDisplaySink sink, double total, string unit)
    {
        (_device, _sink, _total, _unit, _before, _time) = (device, sink, total, unit, device.Statistics, device.Lab.Options.TimeProvider);
        _started = _time.GetTimestamp();
        _timer = _time.CreateTimer(static view => ((CollectingView)view!).Tick(), this, Silence, Interval);
    }

    /// <summary>Starts when somebody could watch; null otherwise.</summary>
    public static CollectingView? Start(DiagnosticDevice device, double total, string unit) =>
        DisplaySink.Current is var sink && sink is not TerminalSink { IsTerminal: false } ? new CollectingView(device, sink, total, unit) : null;

    /// <summary>Shows how it ended.</summary>
    public void End(ChunkTable table)
    {
        lock (_lock)
        {
            _isOver = true;
            _view?.Update(() => new StatusRows(ChunkTableView.Line(table)));
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        LiveView? view;
        lock (_lock)
        {
            (_isOver, view) = (true, _view);
        }

        // Outside the lock: ending waits for an update that is being shown.
        view?.Dispose();
    }

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
        var (now, elapsed) = (_device.Statistics, _time.GetElapsedTime(_started));
        var packets = now.Packets - _before.Packets;
        var done = _unit == "s" ? Math.Min(elapsed.TotalSeconds, _total) : packets;
        return new Stack(
            new ProgressBar("Collecting", done, _total, _unit, elapsed),
            new StatusRows(new StatusRow(
                now.Missed > _before.Missed ? State.Warn : State.Ok, _device.Id, $"{packets} packets, {now.Messages - _before.Messages} messages, {now.Missed - _before.Missed} missed")));
    }
}
