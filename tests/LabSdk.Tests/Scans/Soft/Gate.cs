namespace LabSdk.Tests.Scans;

/// <summary>A place where code under test waits until the test lets it go; the test can wait for its arrival.</summary>
internal sealed class Gate
{
    private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the code under test has come here.</summary>
    public Task Arrived => _arrived.Task.WaitAsync(TimeSpan.FromSeconds(30));

    public Task PassAsync(CancellationToken cancellationToken)
    {
        _arrived.TrySetResult();
        return _open.Task.WaitAsync(cancellationToken);
    }

    public void Open() => _open.TrySetResult();
}
