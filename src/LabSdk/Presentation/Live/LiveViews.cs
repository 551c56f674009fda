using LabSdk.Display;

namespace LabSdk.Presentation;

/// <summary>Which view a scan gets while it runs: a live plot in a notebook, a line elsewhere, none where nobody could watch.</summary>
internal static class LiveViews
{
    public static IEnumerable<IScanObserver> For(ScanResult scan)
    {
        if (scan.Plan.IsQuiet || scan.Parent is not null)
        {
            return [];
        }

        return DisplaySink.Current switch
        {
            INotebookSink notebook => [new ScanLiveView(scan, notebook)],
            TerminalSink { IsTerminal: false } => [],
            var sink => [new ScanProgressView(sink)],
        };
    }
}
