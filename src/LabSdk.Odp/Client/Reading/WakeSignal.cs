namespace LabSdk.Odp.Client;

/// <summary>Wakes one waiter; set and reset from any thread.</summary>
internal sealed class WakeSignal
{
    private volatile TaskCompletionSource _source = New();

    public Task Task => _source.Task;

    public void Set() => _source.TrySetResult();

    /// <summary>Call before looking at what the signal stands for, so that nothing that comes later is missed.</summary>
    public void Reset()
    {
        if (_source.Task.IsCompleted)
        {
            _source = New();
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
