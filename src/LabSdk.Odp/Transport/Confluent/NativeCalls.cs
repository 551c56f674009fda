namespace LabSdk.Odp.Transport;

/// <summary>
/// Counts the calls that are inside a native client, also those that nobody waits for any more: destroying the client under one of
/// them would end the process. Thread-safe.
/// </summary>
internal sealed class NativeCalls
{
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _running;
    private int _isClosed;

    /// <summary>True from <see cref="CloseAsync"/> on.</summary>
    public bool IsClosed => Volatile.Read(ref _isClosed) != 0;

    /// <summary>Begins a call; every success is followed by <see cref="Exit"/>.</summary>
    /// <exception cref="ObjectDisposedException">The client is being closed.</exception>
    public void Enter()
    {
        Interlocked.Increment(ref _running);
        if (IsClosed)
        {
            Exit();
            throw new ObjectDisposedException(nameof(IKafkaTransport));
        }
    }

    /// <summary>Ends a call.</summary>
    public void Exit()
    {
        if (Interlocked.Decrement(ref _running) == 0 && IsClosed)
        {
            _idle.TrySetResult();
        }
    }

    /// <summary>Lets no more calls in. Completes when the last has ended.</summary>
    public Task CloseAsync()
    {
        Interlocked.Exchange(ref _isClosed, 1);
        if (Volatile.Read(ref _running) == 0)
        {
            _idle.TrySetResult();
        }

        return _idle.Task;
    }
}
