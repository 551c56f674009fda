namespace LabSdk;

/// <summary>Turns documents into progress, at most ten times a second, and always at the start and at the end.</summary>
internal sealed class ProgressObserver(Action<ScanProgress> report) : IScanObserver
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private TimeSpan _next;

    public void OnDocument(ScanDocument document, ScanResult scan)
    {
        var progress = scan.Progress;
        if (document is ScanPoint && progress.Elapsed < _next)
        {
            return;
        }

        if (document is ScanStart or ScanPoint or ScanStop)
        {
            _next = progress.Elapsed + Pause;
            report(progress);
        }
    }
}
