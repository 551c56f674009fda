using System.Runtime;
using System.Runtime.CompilerServices;

namespace LabSdk.Notebooks.Engine;

/// <summary>
/// Runs one piece of a cell on a thread of its own, which can be interrupted whatever it does: first politely through the
/// ambient interrupt token, then by breaking waits and loops, and last by aborting managed code.
/// </summary>
internal sealed class CellThread
{
    /// <summary>Deep recursion is common in exploratory code: 10,000 levels fit well.</summary>
    private const int StackBytes = 16 * 1024 * 1024;

    [ThreadStatic]
    private static CellThread? t_current;
    private static volatile int s_broken;

    private readonly Lock _lock = new();
    private readonly TaskCompletionSource<object?> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _abort = new();
    private readonly CellPump _pump = new();
    private readonly Func<Task<object?>> _start;
    private readonly Thread _thread;
    private volatile StrongBox<int>? _calls;
    private bool _isBroken;
    private bool _isFinal;
    private bool _isOver;

    private CellThread(Func<Task<object?>> start, Action<object?> finish)
    {
        _start = start;
        Finish = finish;
        _thread = new Thread(Run, StackBytes) { IsBackground = true, Name = "cell" };
    }

    /// <summary>True while some cell has been told to break and has not noticed yet.</summary>
    public static bool IsAnyBroken => s_broken != 0;

    /// <summary>Ends when the cell has ended, with its value or its exception.</summary>
    public Task<object?> Ended => _ended.Task;

    /// <summary>
    /// True while it is in a blocking call of LabSdk. Such a call ends by itself soon after a polite interrupt, and stops its
    /// device meanwhile: aborting it would leave the device moving.
    /// </summary>
    public bool IsInBlockingCall => _calls is { } calls && Volatile.Read(ref calls.Value) > 0;

    private Action<object?> Finish { get; }

    /// <summary>Starts running; the execution context of the caller flows in.</summary>
    /// <param name="start">Starts the code.</param>
    /// <param name="finish">Gets the value; runs on the same thread, so that it can be interrupted, too.</param>
    public static CellThread Start(Func<Task<object?>> start, Action<object?> finish)
    {
        var cell = new CellThread(start, finish);
        cell._thread.Start();
        return cell;
    }

    /// <summary>Throws when the calling thread is that of a cell whose break no wait has taken yet.</summary>
    /// <exception cref="ThreadInterruptedException">It is.</exception>
    public static void Observe()
    {
        if (t_current is not { } cell)
        {
            return;
        }

        if (cell.IsFinal)
        {
            throw new ThreadInterruptedException("The cell was interrupted.");
        }

        if (cell.Mend())
        {
            CellPump.ThrowIfInterrupted();
        }
    }

    /// <summary>Breaks the wait or the loop that the cell is in, or its next one. Returns at once. Does nothing when the cell has ended.</summary>
    /// <param name="isFinal">True to end every loop from now on, also those that go on after an exception.</param>
    public void Break(bool isFinal)
    {
        lock (_lock)
        {
            if (_isOver)
            {
                return;
            }

            _isFinal |= isFinal;
            if (!_isBroken)
            {
                _isBroken = true;
                Interlocked.Increment(ref s_broken);
            }

            _thread.Interrupt();
        }
    }

    /// <summary>Aborts managed code, once. Returns at once. Does nothing when the cell has ended.</summary>
    /// <remarks>
    /// An abort that meets the runtime while it compiles a method for this thread can end the process (dotnet/runtime 107785):
    /// <see cref="Break"/> first, so that code that waits or loops is never aborted, and only when the user insists.
    /// </remarks>
    public void Abort()
    {
        // Cancelling returns only when the abort has happened, which can be long in a finally block: on a thread of its own.
        if (!_abort.IsCancellationRequested)
        {
            ThreadPool.QueueUserWorkItem(static source => source.Cancel(), _abort, preferLocal: false);
        }
    }

    private bool IsFinal
    {
        get
        {
            lock (_lock)
            {
                return _isFinal;
            }
        }
    }

    private void Run()
    {
        object? value = null;
        Exception? error = null;
        _calls = Interrupts.CallsOfThread;
        t_current = this;
        try
        {
            SynchronizationContext.SetSynchronizationContext(_pump);
#pragma warning disable SYSLIB0046 // The one supported way to abort code that never waits; see docs/how-to/notebook-cells.md.
            ControlledExecution.Run(
                () =>
                {
                    try
                    {
                        value = _pump.RunUntilEnded(_start());
                        Finish(value);
                    }
                    catch (Exception caught)
                    {
                        error = caught;
                    }
                },
                _abort.Token);
#pragma warning restore SYSLIB0046
        }
        catch (Exception caught)
        {
            error ??= caught;
        }

        MarkOver();
        Mend();
        _pump.Close();
        if (error is null)
        {
            _ended.SetResult(value);
        }
        else
        {
            _ended.SetException(error);
        }
    }

    private bool Mend()
    {
        lock (_lock)
        {
            if (!_isBroken)
            {
                return false;
            }

            _isBroken = false;
            Interlocked.Decrement(ref s_broken);
            return true;
        }
    }

    private void MarkOver()
    {
        while (true)
        {
            try
            {
                lock (_lock)
                {
                    _isOver = true;
                }

                // A wait of no time takes a pending interrupt away.
                Thread.Yield();
                return;
            }
            catch (ThreadInterruptedException)
            {
                // Came between the cell's end and here.
            }
        }
    }
}
