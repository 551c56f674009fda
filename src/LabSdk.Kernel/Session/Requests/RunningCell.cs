namespace LabSdk.Kernel.Session.Requests;

/// <summary>The cell that runs now.</summary>
internal sealed class RunningCell : IDisposable
{
    private readonly CancellationTokenSource _interrupt = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Cancelled by the first interrupt.</summary>
    public CancellationToken Interrupted => _interrupt.Token;

    /// <summary>Completed when the cell has ended.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Interrupts the cell.</summary>
    /// <returns>False when it has been interrupted before.</returns>
    public bool Interrupt()
    {
        var isFirst = !_interrupt.IsCancellationRequested;
        _interrupt.Cancel();
        return isFirst;
    }

    /// <summary>The cell has ended.</summary>
    public void Dispose() => _ended.TrySetResult();
}
