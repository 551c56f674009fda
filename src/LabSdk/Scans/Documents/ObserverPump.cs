using System.Threading.Channels;

namespace LabSdk;

/// <summary>Carries documents to one observer beside the scan, so that a slow or broken observer costs the scan nothing.</summary>
internal sealed class ObserverPump
{
    /// <summary>How many points an observer may be behind.</summary>
    public const int Capacity = 1000;

    private readonly Channel<ScanDocument> _documents = Channel.CreateUnbounded<ScanDocument>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = false });
    private readonly IScanObserver _observer;
    private readonly ScanResult _scan;
    private int _waiting;

    public ObserverPump(IScanObserver observer, ScanResult scan)
    {
        _observer = observer;
        _scan = scan;
        Completion = Task.Run(PumpAsync);
    }

    /// <summary>Ends when the last document has been delivered, or the observer has thrown.</summary>
    public Task Completion { get; }

    public void Post(ScanDocument document)
    {
        if (document is ScanPoint)
        {
            if (Volatile.Read(ref _waiting) >= Capacity || Completion.IsCompleted)
            {
                _scan.CountMissedNotification();
                return;
            }

            Interlocked.Increment(ref _waiting);
        }

        _documents.Writer.TryWrite(document);
        if (document is ScanStop)
        {
            _documents.Writer.TryComplete();
        }
    }

    /// <summary>Ends it without a stop document: its observer has lost interest.</summary>
    public void Close() => _documents.Writer.TryComplete();

    private async Task PumpAsync()
    {
        try
        {
            await foreach (var document in _documents.Reader.ReadAllAsync().ConfigureAwait(false))
            {
                if (document is ScanPoint)
                {
                    Interlocked.Decrement(ref _waiting);
                }

                _observer.OnDocument(document, _scan);
            }
        }
        catch (Exception error)
        {
            // Whatever an observer throws must not touch the scan; it is kept where the user can find it.
            _scan.AddObserverError(error);
            while (_documents.Reader.TryRead(out var left))
            {
                if (left is ScanPoint)
                {
                    _scan.CountMissedNotification();
                }
            }
        }
    }
}
