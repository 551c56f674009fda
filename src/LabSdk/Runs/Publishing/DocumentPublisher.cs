using System.Collections.Concurrent;

namespace LabSdk;

/// <summary>
/// Publishes the documents of runs while they run, beside them. Points are taken from the table, so that none is missing however far it
/// falls behind; what a broker does not store is counted.
/// </summary>
internal sealed class DocumentPublisher(Telemetry telemetry, string topic) : IScanObserver
{
    /// <summary>How long the broker may take to be reached, and how long one document may wait for room on its way.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, DocumentStream> _runs = new(StringComparer.Ordinal);

    public void OnDocument(ScanDocument document, ScanResult scan)
    {
        var stream = _runs.GetOrAdd(scan.Uid, static (_, at) => new DocumentStream(at.telemetry, at.topic, at.scan), (telemetry, topic, scan));
        switch (document)
        {
            case ScanStart start:
                Do(token => stream.SendAsync(DocumentJson.Start(start, scan), token), stream);
                break;
            case ScanDescriptor descriptor:
                Do(token => stream.SendAsync(DocumentJson.Descriptor(descriptor), token), stream);
                break;
            case ScanPoint:
                SendRows(stream);
                break;
            case ScanChange change:
                Do(token => stream.SendChangeAsync(change, token), stream);
                break;
            case ScanStop stop:
                _runs.TryRemove(scan.Uid, out _);
                SendRows(stream);
                Do(token => stream.SendAsync(DocumentJson.Stop(stop, scan), token), stream);
                Do(stream.FlushAsync, stream);
                stream.Judge();
                break;
        }
    }

    private static void SendRows(DocumentStream stream)
    {
        while (stream.HasRows)
        {
            Do(stream.SendRowsAsync, stream);
        }
    }

    // On the observer's own thread, beside the scan: it may wait, but not for ever, and not again for a broker that is gone.
    private static void Do(Func<CancellationToken, Task> operation, DocumentStream stream)
    {
        try
        {
            Blocking.Run(operation, new BlockingCall("Publishing documents") { IsBackground = true, IsInterruptible = false, Timeout = Patience });
        }
        catch (Exception error) when (error is LabException or ObjectDisposedException)
        {
            stream.GiveUp(error);
        }
    }
}
