namespace LabSdk.Simulation.Mds;

/// <summary>The reports that wait for the host, as the kernel keeps them for one open handle. Thread-safe.</summary>
internal sealed class HostQueue(int capacity)
{
    private readonly Lock _lock = new();
    private readonly Queue<byte[]> _reports = new();
    private TaskCompletionSource _changed = New();

    /// <summary>Reports that were dropped because the host did not read.</summary>
    public long Dropped { get; private set; }

    /// <summary>False while no host reads, so that the device cannot get rid of a report.</summary>
    public bool IsOpen { get; set; } = true;

    /// <summary>Adds a report; false when the queue is full and the report was dropped.</summary>
    public bool TryAdd(byte[] report)
    {
        lock (_lock)
        {
            if (_reports.Count >= capacity)
            {
                Dropped++;
                return false;
            }

            _reports.Enqueue(report);
            Pulse();
            return true;
        }
    }

    /// <summary>Waits until there is room for another report.</summary>
    public Task WaitForRoomAsync(int room, CancellationToken cancellationToken) => WaitUntilAsync(() => _reports.Count + room <= capacity, cancellationToken);

    /// <summary>Takes the next report; null when none came in time.</summary>
    public async Task<byte[]?> TakeAsync(TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        using var limit = timeout == Timeout.InfiniteTimeSpan ? new CancellationTokenSource() : new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (_reports.TryDequeue(out var report))
                {
                    Pulse();
                    return report;
                }

                changed = _changed.Task;
            }

            if (timeout == TimeSpan.Zero)
            {
                return null;
            }

            await changed.WaitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (either.IsCancellationRequested)
            {
                return null;
            }
        }
    }

    /// <summary>Wakes whoever waits, because something outside has changed; and forgets what waits when asked to.</summary>
    public void Wake(bool clear)
    {
        lock (_lock)
        {
            if (clear)
            {
                Dropped += _reports.Count;
                _reports.Clear();
            }

            Pulse();
        }
    }

    private async Task WaitUntilAsync(Func<bool> condition, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (condition())
                {
                    return;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private void Pulse()
    {
        _changed.TrySetResult();
        _changed = New();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
