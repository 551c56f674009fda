using LabSdk.Display;

namespace LabSdk;

/// <summary>
/// Shows how far a scan has come where things are shown: one line of a terminal, one bar of a notebook. Short scans, scans inside
/// others and output that goes to a file stay silent.
/// </summary>
internal sealed class ScanProgressView(IDisplaySink sink) : IScanObserver
{
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(250);
    private LiveView? _view;

    public static IEnumerable<IScanObserver> For(ScanResult scan)
    {
        var sink = DisplaySink.Current;
        return scan.Plan.IsQuiet || scan.Parent is not null || sink is TerminalSink { IsTerminal: false } ? [] : [new ScanProgressView(sink)];
    }

    public void OnDocument(ScanDocument document, ScanResult scan)
    {
        var progress = scan.Progress;
        if (_view is null && document is not ScanStop && (progress.Elapsed > Silence || scan.Plan.LeastTime > Silence))
        {
            _view = new LiveView(Bar(progress), sink);
        }

        _view?.Update(() => Bar(scan.Progress));
        if (document is ScanStop)
        {
            _view?.Dispose();
        }
    }

    private static ProgressBar Bar(ScanProgress progress) =>
        new("Scanning", progress.Done, progress.Total, "pts", progress.Elapsed, progress.Remaining);
}
