using System.Collections.Concurrent;

namespace LabSdk;

/// <summary>What was tried again with single devices at a point; readings run beside each other, and the flow of the scan tells it afterwards.</summary>
internal sealed class DeviceRetries(TimeProvider clock)
{
    private readonly ConcurrentQueue<string> _told = new();

    public TimeProvider Clock => clock;

    /// <summary>The next sentence that was not told yet.</summary>
    public bool TryTake(out string told) => _told.TryDequeue(out told!);

    /// <summary>Waits before something is tried again.</summary>
    public Task BeforeAsync(string doing, int attempt, RetryPolicy policy, Exception error, CancellationToken cancellationToken)
    {
        _told.Enqueue(FormattableString.Invariant($"{doing} is tried again ({attempt} of {policy.Attempts}): {(error as LabException)?.Problem ?? error.Message}"));
        return Task.Delay(policy.WaitBefore(attempt), clock, cancellationToken);
    }
}
