using System.Collections.Concurrent;

namespace LabSdk.Mds.Client;

/// <summary>
/// Runs the application's event handlers on a thread of their own: a handler that blocks holds up neither the reader nor the
/// thread pool, which stopping and uploading need.
/// </summary>
internal sealed class EventThread(int capacity, Action<Delivery> raise, Action<long> overflowed)
{
    private readonly BlockingCollection<Delivery> _waiting = new(capacity);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _overflow;
    private int _isStarted;

    /// <summary>Deliveries that did not fit.</summary>
    public long Overflow => Interlocked.Read(ref _overflow);

    /// <summary>Hands a packet over without ever waiting; what does not fit is counted.</summary>
    public void Offer(in Delivery delivery)
    {
        if (_waiting.IsAddingCompleted)
        {
            return;
        }

        try
        {
            if (!_waiting.TryAdd(delivery))
            {
                overflowed(Interlocked.Increment(ref _overflow));
            }
        }
        catch (InvalidOperationException)
        {
            // Ended just now.
        }
    }

    /// <summary>Starts the thread; harmless when repeated.</summary>
    public void Start()
    {
        if (Interlocked.Exchange(ref _isStarted, 1) == 0)
        {
            new Thread(Run) { IsBackground = true, Name = "mds events" }.Start();
        }
    }

    /// <summary>Ends the thread when it has handed over what it has.</summary>
    /// <returns>Completes when it has ended; never, if a handler never returns.</returns>
    public Task EndAsync()
    {
        _waiting.CompleteAdding();
        return Volatile.Read(ref _isStarted) == 0 ? Task.CompletedTask : _ended.Task;
    }

    private void Run()
    {
        foreach (var delivery in _waiting.GetConsumingEnumerable())
        {
            raise(delivery);
        }

        _ended.SetResult();
    }
}
