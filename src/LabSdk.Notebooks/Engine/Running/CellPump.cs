using System.Runtime.ExceptionServices;

namespace LabSdk.Notebooks.Engine;

/// <summary>
/// Brings the continuations of a cell back to the cell's thread, where they can be aborted. Once the cell has ended, what
/// it left running continues on the thread pool.
/// </summary>
internal sealed class CellPump : SynchronizationContext
{
    private readonly Lock _lock = new();
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _queue = new();
    private readonly SemaphoreSlim _arrived = new(0);
    private bool _closed;

    private static readonly object Nothing = new();

    /// <summary>Throws when a break of the calling thread is pending, and takes it away.</summary>
    /// <exception cref="ThreadInterruptedException">It is.</exception>
    public static void ThrowIfInterrupted()
    {
        lock (Nothing)
        {
#pragma warning disable RS0030 // Waits for no time: only to take what is pending.
            Monitor.Wait(Nothing, 0);
#pragma warning restore RS0030
        }
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_lock)
        {
            if (!_closed)
            {
                _queue.Enqueue((d, state));
                _arrived.Release();
                return;
            }
        }

        ThreadPool.QueueUserWorkItem(RunLate, (d, state), preferLocal: false);
    }

    public override void Send(SendOrPostCallback d, object? state) => d(state);

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Runs what arrives on the calling thread until the task has ended; throws what it threw.</summary>
    /// <param name="task">The cell.</param>
    public object? RunUntilEnded(Task<object?> task)
    {
#pragma warning disable RS0030 // The cell's own thread has nothing else to do than to wait for the cell.
        if (!task.IsCompleted)
        {
            _ = task.ContinueWith(static (_, pump) => ((CellPump)pump!)._arrived.Release(), this, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        while (!task.IsCompleted)
        {
            _arrived.Wait();
            RunNext();
        }

        if (task.IsFaulted && task.Exception!.InnerExceptions is [var only])
        {
            ExceptionDispatchInfo.Throw(only);
        }

        return task.GetAwaiter().GetResult();
#pragma warning restore RS0030
    }

    /// <summary>Sends what has not run yet, and all that comes later, to the thread pool.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _closed = true;
        }

        while (_queue.TryDequeue(out var work))
        {
            Post(work.Callback, work.State);
        }
    }

    // An async void method throws here; nobody else would catch it.
    private static void RunLate((SendOrPostCallback Callback, object? State) work)
    {
        try
        {
            work.Callback(work.State);
        }
        catch (Exception exception) when (BackgroundFailures.Handle("Background work of the cell failed.", exception))
        {
        }
    }

    private void RunNext()
    {
        (SendOrPostCallback Callback, object? State) work;
        lock (_lock)
        {
            if (!_queue.TryDequeue(out work))
            {
                return;
            }
        }

        work.Callback(work.State);
    }
}
