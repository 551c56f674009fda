using LabSdk.Display;

namespace LabSdk.Presentation;

/// <summary>
/// A scan in a notebook: one output that follows it and at the end becomes a line with the plot; when the scan itself is shown in
/// the same cell, which brings the plot again, only the line.
/// </summary>
internal sealed class ScanLiveView : IScanObserver
{
    // What is over in a moment is only shown when it has ended, and only if it has moved something: so the outputs of a notebook
    // do not depend on the speed of the computer, and a helper that only reads makes no noise.
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(250);
    private readonly Lock _lock = new();
    private readonly INotebookSink _sink;
    private readonly ScanResult _scan;
    private ScanPanel? _panel;
    private bool _isShort;

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
            var isEnd = document is ScanStop;
            if (_panel is null && (isEnd ? scan.Motors.Count > 0 : scan.Progress.Elapsed > Silence || scan.Plan.LeastTime > Silence))
            {
                _panel = new ScanPanel(scan);
                Show(_panel, isEnd);
            }

            if (isEnd)
            {
                _panel?.Dispose();
                Shorten();
            }
            else
            {
                _panel?.Advance(document);
            }
        }
    }

    /// <summary>Called when the scan is about to be shown in a place: what the live view shows there would stand twice.</summary>
    public void MakeRoom(IDisplaySink sink)
    {
        lock (_lock)
        {
            if (ReferenceEquals(sink, _sink) && !_scan.IsRunning)
            {
                _isShort = true;
                Shorten();
            }
        }
    }

    private void Shorten()
    {
        if (_isShort && _panel is { IsDisposed: true } panel)
        {
            panel.MakeShort();
        }
    }

    // A scan that has ended needs no buttons.
    private void Show(ScanPanel panel, bool hasEnded)
    {
        var place = hasEnded ? new WithoutControls(_sink) : (IDisplaySink)_sink;
        if (((ISelfShowing)panel).ShowIn(place) is { } bundle)
        {
            place.Show(bundle);
        }
    }

    private sealed class WithoutControls(INotebookSink sink) : INotebookSink
    {
        public void Show(MimeBundle bundle) => sink.Show(bundle);

        public ILiveDisplay ShowLive(MimeBundle first) => sink.ShowLive(first);

        public void Clear(bool wait) => sink.Clear(wait);

        public string ReadLine(string prompt, bool isPassword) => sink.ReadLine(prompt, isPassword);
    }
}
