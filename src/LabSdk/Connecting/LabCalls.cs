using LabSdk.Devices;

namespace LabSdk.Connecting;

/// <summary>
/// How one lab makes blocking calls: with its default time limit, its own interrupt, and a clear error after it was
/// closed. Every synchronous member of the facade goes through here to <see cref="Blocking"/>.
/// </summary>
internal sealed class LabCalls(TimeSpan timeout)
{
    private readonly CancellationTokenSource _closing = new();
    private CancellationTokenSource _interrupt = new();

    /// <summary>What the lab calls itself in messages.</summary>
    public string LabName { get; set; } = "The lab";

    /// <summary>Cancelled when the lab closes.</summary>
    public CancellationToken Closing => _closing.Token;

    /// <summary>Cancelled by the next <see cref="Interrupt"/>.</summary>
    public CancellationToken Interrupted => Volatile.Read(ref _interrupt).Token;

    /// <summary>Interrupts every blocking call of this lab that is under way.</summary>
    public void Interrupt() => Interlocked.Exchange(ref _interrupt, new CancellationTokenSource()).Cancel();

    /// <summary>Refuses every later call and interrupts those under way.</summary>
    public void Close()
    {
        _closing.Cancel();
        Interrupt();
    }

    /// <exception cref="LabConnectionException">The lab was closed.</exception>
    public void ThrowIfClosed()
    {
        if (_closing.IsCancellationRequested)
        {
            throw LabErrors.Closed(LabName);
        }
    }

    /// <summary>Blocks until the operation has ended; a null timeout is the lab's.</summary>
    public T Run<T>(BlockingCall call, Func<CancellationToken, Task<T>> operation, CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        using var both = Link(cancellationToken);
        return Blocking.Run(operation, Complete(call, both));
    }

    /// <inheritdoc cref="Run{T}(BlockingCall, Func{CancellationToken, Task{T}}, CancellationToken)"/>
    public void Run(BlockingCall call, Func<CancellationToken, Task> operation, CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        using var both = Link(cancellationToken);
        Blocking.Run(operation, Complete(call, both));
    }

    /// <summary>Reads a stream in a plain <c>foreach</c>; without a time limit of its own.</summary>
    public IEnumerable<T> Enumerate<T>(
        BlockingCall call, Func<CancellationToken, IAsyncEnumerable<T>> stream, CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        return Items();

        IEnumerable<T> Items()
        {
            using var both = CancellationTokenSource.CreateLinkedTokenSource(Interrupted, cancellationToken);
            foreach (var item in Blocking.Enumerate(stream, call with { CancellationToken = both.Token }))
            {
                yield return item;
            }
        }
    }

    /// <summary>Makes a move and waits for its end; an interrupt stops the device before control returns.</summary>
    public double Move(string deviceId, Func<Motion> start, CancellationToken cancellationToken = default)
    {
        Motion? motion = null;
        return Run(
            new BlockingCall($"Moving '{deviceId}'")
            {
                DeviceId = deviceId,
                Timeout = Timeout.InfiniteTimeSpan,
                Progress = () => motion?.Progress.ToString() ?? "nothing yet",
            },
            async token =>
            {
                // Started under the token of the call, so that no interrupt is lost between start and wait.
                motion = start();
                using var stop = token.Register(motion.RequestStop);
                return await motion.Completion.ConfigureAwait(false);
            },
            cancellationToken);
    }

    private CancellationTokenSource? Link(CancellationToken cancellationToken) => cancellationToken.CanBeCanceled
        ? CancellationTokenSource.CreateLinkedTokenSource(Interrupted, cancellationToken)
        : null;

    private BlockingCall Complete(BlockingCall call, CancellationTokenSource? both) => call with
    {
        Timeout = call.Timeout ?? timeout,
        CancellationToken = both?.Token ?? Interrupted,
    };
}
