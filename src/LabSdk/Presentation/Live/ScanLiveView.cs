using LabSdk.Display;

namespace LabSdk.Presentation;

/// <summary>
/// A running scan in a notebook: one output with progress, plot and last rows that changes in place. At the end it becomes a
/// line with the plot; when the scan itself is shown in the same cell, which brings the plot again, only the line.
/// </summary>
internal sealed class ScanLiveView : IScanObserver
{
    // Scans that move nothing and are over in a moment would only be noise. What moves is always shown, so that the outputs of
    // a notebook do not depend on the speed of the computer.
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(250);
    private readonly Lock _lock = new();
    private readonly INotebookSink _sink;
    private readonly ScanResult _scan;
    private LiveView? _view;
    private ILiveDisplay? _last;
    private bool _madeRoom;

    public ScanLiveView(ScanResult scan, INotebookSink sink)
    {
        _sink = sink;
        _scan = scan;
        scan.LiveView = this;
    }

    public void OnDocument(ScanDocument document, ScanResult scan)
    {
        lock (_lock)
        {
            if (document is ScanStop)
            {
                End();
            }
            else if (_view is not null)
            {
                _view.Update(Running);
            }
            else if (!_madeRoom && (scan.Motors.Count > 0 || scan.Progress.Elapsed > Silence || scan.Plan.LeastTime > Silence))
            {
                _view = new LiveView(Running(), new Lasting(this));
            }
        }
    }

    /// <summary>Called when the scan is about to be shown in a place: what the live view shows there would stand twice.</summary>
    public void MakeRoom(IDisplaySink sink)
    {
        lock (_lock)
        {
            if (ReferenceEquals(sink, _sink) && !_madeRoom)
            {
                _madeRoom = true;
                if (_view is null)
                {
                    _last?.Update(ScanLine.Of(_scan).ToMimeBundle());
                }
            }
        }
    }

    private void End()
    {
        if (_view is { } view)
        {
            _view = null;
            view.Dispose(() => _madeRoom ? ScanLine.Of(_scan) : Ended());
        }
    }

    private MimeBundle Running()
    {
        var progress = _scan.Progress;
        var data = _scan.Data;
        var bar = new ProgressBar(_scan.Name == _scan.Plan.ToString() ? "Scanning" : _scan.Name, progress.Done, progress.Total, "pts", progress.Elapsed, progress.Remaining);
        return new Stack([bar, .. ScanFigures.Of(_scan, data).Take(1), ScanView.LastRows(data)]).ToMimeBundle(ScanLine.Plain);
    }

    private Stack Ended() => new([ScanLine.Of(_scan), .. ScanFigures.Of(_scan, _scan.Data)]);

    // Keeps the display for the time after the live view, when the scan may still be shown in the same cell.
    private sealed class Lasting(ScanLiveView owner) : IDisplaySink
    {
        public void Show(MimeBundle bundle) => owner._sink.Show(bundle);

        public ILiveDisplay ShowLive(MimeBundle first) => owner._last = owner._sink.ShowLive(first);
    }
}
