using LabSdk.Display;

namespace LabSdk;

/// <summary>
/// Shows how far a scan has come in one line, where only a line can change: a terminal, a report. Short scans stay silent.
/// </summary>
internal sealed class ScanProgressView(IDisplaySink sink) : IScanObserver
{
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(250);
    private LiveView? _view;

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
        new("Scanning", progress.Done, progress.Total ?? 0, "pts", progress.Elapsed, progress.Remaining);
}
