namespace LabSdk.Notebooks.Engine;

/// <summary>A cell on its way, and how it is interrupted.</summary>
internal sealed class RunningCell(string name, TimeProvider time) : IDisposable
{
    /// <summary>
    /// How long a polite interrupt may take: blocking calls of LabSdk stop their device within
    /// <see cref="Blocking.InterruptGrace"/> before they give control back.
    /// </summary>
    private static readonly TimeSpan Grace = Blocking.InterruptGrace + TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan Repeat = TimeSpan.FromMilliseconds(100);

    /// <summary>After this time the user is told that the cell does not react.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _polite = new();
    private readonly TaskCompletionSource _givenUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _interrupted;
    private volatile CellThread? _thread;

    /// <summary>Its name in messages.</summary>
    public string Name => name;

    /// <summary>The ambient interrupt of everything the cell starts.</summary>
    public CancellationToken Token => _polite.Token;

    /// <summary>True once somebody has asked it to stop.</summary>
    public bool IsInterrupted => Volatile.Read(ref _interrupted) != 0;

    /// <summary>Ends when an interrupted cell has not reacted for five seconds.</summary>
    public Task GivenUp => _givenUp.Task;

    /// <summary>Asks it to stop. Returns at once; more calls change nothing.</summary>
    public void Interrupt()
    {
        if (Interlocked.Exchange(ref _interrupted, 1) == 0)
        {
            _ = Task.Run(StopAsync);
        }
    }

    /// <summary>Runs code on a thread of its own and waits for its end.</summary>
    /// <param name="start">Starts it.</param>
    /// <param name="finish">Gets the value on the same thread.</param>
    public async Task<object?> RunAsync(Func<Task<object?>> start, Action<object?> finish)
    {
        var thread = CellThread.Start(start, finish);
        _thread = thread;
        var ended = await Task.WhenAny(thread.Ended, GivenUp).ConfigureAwait(false);
        return ended == GivenUp && !thread.Ended.IsCompleted
            ? throw new CellDoesNotStopException(thread.Ended)
            : await thread.Ended.ConfigureAwait(false);
    }

    public void Dispose() => _over.TrySetResult();

    private async Task StopAsync()
    {
        var started = time.GetTimestamp();
        var told = _polite.CancelAsync();
        await Task.WhenAny(_over.Task, Task.Delay(Grace, time)).ConfigureAwait(false);
        while (!_over.Task.IsCompleted)
        {
            _thread?.Abort();
            if (time.GetElapsedTime(started) >= Patience)
            {
                _givenUp.TrySetResult();
            }

            await Task.WhenAny(_over.Task, Task.Delay(Repeat, time)).ConfigureAwait(false);
        }

        await told.ConfigureAwait(false);
    }
}
