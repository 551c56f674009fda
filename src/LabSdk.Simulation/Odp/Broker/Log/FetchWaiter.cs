namespace LabSdk.Simulation.Odp;

/// <summary>A reader that waits for records; woken by an append to any of its partitions.</summary>
internal sealed class FetchWaiter
{
    private TaskCompletionSource _signal = New();

    /// <summary>To be called before looking for records, so that none that comes meanwhile is missed.</summary>
    public void Arm()
    {
        if (_signal.Task.IsCompleted)
        {
            Volatile.Write(ref _signal, New());
        }
    }

    public void Signal() => Volatile.Read(ref _signal).TrySetResult();

    public Task WaitAsync() => _signal.Task;

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
