namespace LabSdk.Odp.Transport;

/// <summary>Records that were handed over and not reported yet. Thread-safe.</summary>
internal sealed class SendCounter
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _empty;
    private TaskCompletionSource? _room;
    private long _waiting;

    public long Waiting => Interlocked.Read(ref _waiting);

    public void Sent() => Interlocked.Increment(ref _waiting);

    /// <summary>One was reported, or not taken after all.</summary>
    public void Done()
    {
        var left = Interlocked.Decrement(ref _waiting);
        if (Volatile.Read(ref _room) is null && (left > 0 || Volatile.Read(ref _empty) is null))
        {
            return;
        }

        lock (_gate)
        {
            _room?.TrySetResult();
            _room = null;
            if (Waiting == 0 && _empty is { } empty)
            {
                _empty = null;
                empty.TrySetResult();
            }
        }
    }

    /// <summary>Completes when nothing is waiting.</summary>
    public Task EmptyAsync()
    {
        lock (_gate)
        {
            var empty = _empty ??= New();
            if (Waiting == 0)
            {
                _empty = null;
                empty.TrySetResult();
            }

            return empty.Task;
        }
    }

    /// <summary>Completes when the next one is reported.</summary>
    public Task RoomAsync()
    {
        lock (_gate)
        {
            return (_room ??= New()).Task;
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
