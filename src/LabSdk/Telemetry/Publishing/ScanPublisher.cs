using System.Collections.Concurrent;

namespace LabSdk;

/// <summary>
/// Publishes runs of a plan while they run. It takes the points from the run's table, so that none is missing however far it falls
/// behind, and whatever goes wrong stands in the run's observer errors and touches nothing else.
/// </summary>
internal sealed class ScanPublisher(Telemetry telemetry, string? identifier, string? dataSource) : IScanObserver
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    private readonly ConcurrentDictionary<string, Run> _runs = new(StringComparer.Ordinal);

    public void OnDocument(ScanDocument document, ScanResult scan)
    {
        switch (document)
        {
            case ScanDescriptor:
                Do(async token => _runs[scan.Uid] = new Run(await PublishedScan.StartAsync(telemetry, SessionSubject.Of(scan), identifier, dataSource, token).ConfigureAwait(false)));
                break;
            case ScanPoint point when _runs.TryGetValue(scan.Uid, out var run) && point.Elapsed >= run.Next:
                run.Next = scan.Duration + Interval;
                Do(run.Scan.WriteNewAsync);
                break;
            case ScanStop when _runs.TryRemove(scan.Uid, out var run):
                Do(token => EndAsync(run.Scan, token));
                break;
        }
    }

    private static async Task EndAsync(PublishedScan scan, CancellationToken cancellationToken)
    {
        await using var ending = scan.ConfigureAwait(false);
        await scan.WriteNewAsync(cancellationToken).ConfigureAwait(false);
        await scan.EndAsync(cancellationToken).ConfigureAwait(false);
    }

    // On the observer's own thread, beside the scan: it may wait.
    private static void Do(Func<CancellationToken, Task> operation) =>
        Blocking.Run(operation, new BlockingCall("Publishing the scan") { IsBackground = true, IsInterruptible = false, Timeout = TimeSpan.FromMinutes(1) });

    private sealed class Run(PublishedScan scan)
    {
        public PublishedScan Scan => scan;

        public TimeSpan Next { get; set; }
    }
}
