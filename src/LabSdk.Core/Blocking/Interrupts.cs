using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LabSdk;

/// <summary>
/// Where the user's wish to stop comes in: Ctrl+C in a script, the interrupt of a notebook cell, or
/// <see cref="Raise"/>. Blocking calls observe it.
/// </summary>
/// <remarks>Thread-safe.</remarks>
public static class Interrupts
{
    private static readonly AsyncLocal<IInterruptScope?> Scoped = new();
    private static readonly Lock Gate = new();
    private static CancellationTokenSource _processWide = new();
    private static PosixSignalRegistration? _controlC;
    private static int _callsInFlight;

    [ThreadStatic]
    private static StrongBox<int>? _callsOfThread;

    /// <summary>The token of the current cell, or of the process outside cells.</summary>
    public static CancellationToken Current => Scoped.Value?.Token ?? Volatile.Read(ref _processWide).Token;

    /// <summary>Interrupts every blocking call of the process that is under way outside a scope. Later calls are not affected.</summary>
    public static void Raise() => Interlocked.Exchange(ref _processWide, new CancellationTokenSource()).Cancel();

    /// <summary>Makes a token the interrupt of everything that this flow of control starts, for example of one cell.</summary>
    /// <param name="token">Cancelled when the cell is interrupted.</param>
    /// <returns>Dispose it to leave the scope.</returns>
    public static IDisposable Enter(CancellationToken token) => Enter(new FixedToken(token));

    /// <summary>Makes a host's scope the interrupt of everything that this flow of control starts.</summary>
    internal static IDisposable Enter(IInterruptScope scope)
    {
        var outer = Scoped.Value;
        Scoped.Value = scope;
        return new Scope(outer);
    }

    /// <summary>Tells the host that a blocking call has reported the interrupt to the code that called it.</summary>
    internal static void Reported() => Scoped.Value?.Reported();

    /// <summary>True once the user has interrupted the current cell a second time; always false outside cells.</summary>
    internal static bool IsRepeated => Scoped.Value?.IsRepeated ?? false;

    /// <summary>
    /// How many blocking calls the current thread is in. A host that aborts threads reads it from another thread and lets
    /// a call that stops its device finish.
    /// </summary>
    internal static StrongBox<int> CallsOfThread => _callsOfThread ??= new StrongBox<int>();

    /// <summary>Blocking calls of the user that are under way.</summary>
    internal static int CallsInFlight => Volatile.Read(ref _callsInFlight);

    /// <summary>Counts a blocking call, so that Ctrl+C interrupts it instead of ending the process.</summary>
    internal static void CallStarted()
    {
        Interlocked.Increment(ref _callsInFlight);
        CallsOfThread.Value++;
        if (_controlC is not null || OperatingSystem.IsBrowser())
        {
            return;
        }

        lock (Gate)
        {
            _controlC ??= PosixSignalRegistration.Create(PosixSignal.SIGINT, OnControlC);
        }
    }

    internal static void CallEnded()
    {
        CallsOfThread.Value--;
        Interlocked.Decrement(ref _callsInFlight);
    }

    private static void OnControlC(PosixSignalContext context)
    {
        // With nothing to interrupt, Ctrl+C ends the process as everywhere else.
        if (Volatile.Read(ref _callsInFlight) > 0)
        {
            context.Cancel = true;
            Raise();
        }
    }

    private sealed class Scope(IInterruptScope? outer) : IDisposable
    {
        public void Dispose() => Scoped.Value = outer;
    }

    private sealed class FixedToken(CancellationToken token) : IInterruptScope
    {
        public CancellationToken Token => token;

        public bool IsRepeated => false;

        public void Reported()
        {
        }
    }
}
