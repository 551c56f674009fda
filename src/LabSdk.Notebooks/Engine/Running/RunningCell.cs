namespace LabSdk.Notebooks.Engine;

/// <summary>
/// A cell on its way, and how it is interrupted: politely, then by breaking its waits and loops; what computes without end
/// inside a library is aborted when the user asks a second time.
/// </summary>
/// <remarks>
/// An abort can meet the runtime in the middle of its own work and end the process with all that the user has in it
/// (dotnet/runtime 107785). So it is never done for a first interrupt: what the cell does may end by itself.
/// </remarks>
internal sealed class RunningCell(string name, TimeProvider time) : IInterruptScope, IDisposable
{
    /// <summary>
    /// How long the polite interrupt has: blocking calls of LabSdk stop their device within
    /// <see cref="Blocking.InterruptGrace"/> before they give control back.
    /// </summary>
    private static readonly TimeSpan Grace = Blocking.InterruptGrace + TimeSpan.FromMilliseconds(200);

    /// <summary>How long code that has been told to break has before it may be aborted: the time of one round of a slow loop.</summary>
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(300);

    /// <summary>Until when finally and catch blocks may still call devices: to switch off, to drive home.</summary>
    private static readonly TimeSpan CleanUp = TimeSpan.FromSeconds(1);

    /// <summary>Until when finally blocks may wait and loop: a second after the first break. Then every wait and loop ends.</summary>
    private static readonly TimeSpan LastCall = Grace + CleanUp;

    /// <summary>Until when a blocking call is not aborted although it should have ended.</summary>
    private static readonly TimeSpan Protection = TimeSpan.FromSeconds(3);

    /// <summary>After this time the user is told that the cell does not react.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Repeat = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(10);

    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _givenUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenSource _polite = new();
    private bool _isInterrupted;
    private bool _mayCleanUp = true;
    private volatile bool _isForced;
    private volatile bool _isBroken;
    private volatile CellThread? _thread;

    /// <summary>Its name in messages.</summary>
    public string Name => name;

    /// <summary>The ambient interrupt of everything the cell starts.</summary>
    public CancellationToken Token
    {
        get
        {
            lock (_lock)
            {
                return _polite.Token;
            }
        }
    }

    /// <summary>True once somebody has asked it to stop.</summary>
    public bool IsInterrupted
    {
        get
        {
            lock (_lock)
            {
                return _isInterrupted;
            }
        }
    }

    /// <inheritdoc/>
    public bool IsRepeated => _isForced;

    /// <summary>Ends when an interrupted cell has not reacted for five seconds.</summary>
    public Task GivenUp => _givenUp.Task;

    /// <summary>Asks it to stop. Returns at once; more calls change nothing.</summary>
    public void Interrupt()
    {
        lock (_lock)
        {
            if (_isInterrupted)
            {
                return;
            }

            _isInterrupted = true;
        }

        _ = Task.Run(StopAsync);
    }

    /// <summary>The user asks: at the second time, what the first left running is ended by force, and clean-up is over. Returns at once.</summary>
    public void InterruptByUser()
    {
        if (!IsInterrupted)
        {
            Interrupt();
            return;
        }

        _isForced = true;
        EndCleanUp();
    }

    /// <inheritdoc/>
    public void Reported()
    {
        lock (_lock)
        {
            if (_mayCleanUp && _polite.IsCancellationRequested)
            {
                _polite = new CancellationTokenSource();
            }
        }
    }

    /// <summary>Throws when the cell was asked to stop: between its pieces.</summary>
    public void ThrowIfInterrupted()
    {
        if (IsInterrupted)
        {
            throw new OperationCanceledException("The cell was interrupted.");
        }
    }

    /// <summary>Runs code on a thread of its own and waits for its end.</summary>
    /// <param name="start">Starts it.</param>
    /// <param name="finish">Gets the value on the same thread.</param>
    public async Task<object?> RunAsync(Func<Task<object?>> start, Action<object?> finish)
    {
        ThrowIfInterrupted();
        var thread = CellThread.Start(start, finish);
        _thread = thread;
        await WatchAsync(thread.Ended).ConfigureAwait(false);
        var value = await thread.Ended.ConfigureAwait(false);
        if (_isBroken)
        {
            // It caught what the break threw. It has not done what it was written for all the same.
            ThrowIfInterrupted();
        }

        return value;
    }

    /// <summary>Waits for work of the cell, but not for ever once the cell was interrupted.</summary>
    /// <param name="work">The work.</param>
    /// <exception cref="CellDoesNotStopException">It does not react to the interrupt.</exception>
    public async Task WatchAsync(Task work)
    {
        await Task.WhenAny(work, GivenUp).ConfigureAwait(false);
        if (!work.IsCompleted)
        {
            throw new CellDoesNotStopException(work);
        }

        await work.ConfigureAwait(false);
    }

    public void Dispose() => _over.TrySetResult();

    private async Task StopAsync()
    {
        var started = time.GetTimestamp();
        Cancel();
        await WaitAsync(Grace).ConfigureAwait(false);
        TimeSpan? broken = null;
        while (!_over.Task.IsCompleted)
        {
            var elapsed = time.GetElapsedTime(started);
            if (elapsed >= CleanUp)
            {
                EndCleanUp();
            }

            var spare = elapsed < Protection && _thread is { IsInBlockingCall: true };
            if (!spare)
            {
                // Finally blocks run during an abort, too.
                Reported();
                broken ??= elapsed;
                if (elapsed == broken || elapsed >= LastCall)
                {
                    // Once, and then not before finally blocks had their time: they wait and loop, too.
                    _isBroken = true;
                    _thread?.Break(isFinal: elapsed >= LastCall);
                }

                if (_isForced && elapsed - broken >= Round)
                {
                    _thread?.Abort();
                }
            }

            if (elapsed >= Patience)
            {
                _givenUp.TrySetResult();
            }

            await WaitAsync(spare ? Glance : Repeat).ConfigureAwait(false);
        }
    }

    private void EndCleanUp()
    {
        lock (_lock)
        {
            _mayCleanUp = false;
        }

        Cancel();
    }

    // What waits for the token may do much when it is cancelled: not on this flow.
    private void Cancel()
    {
        lock (_lock)
        {
            _ = _polite.CancelAsync();
        }
    }

    private async Task WaitAsync(TimeSpan most) => await Task.WhenAny(_over.Task, Task.Delay(most, time)).ConfigureAwait(false);
}
