using LabSdk.Devices;

namespace LabSdk;

/// <summary>Reads a detector as its plan wants it: within its own time limit, tried again as often as allowed.</summary>
internal static class DetectorReader
{
    public static async ValueTask<Reading> ReadAsync(IReadable detector, DevicePolicy policy, DeviceRetries retries, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await ReadOnceAsync(detector, policy, retries.Clock, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception error) when (attempt <= policy.Retry.Attempts && RetryPolicy.Covers(error) && !cancellationToken.IsCancellationRequested)
            {
                await retries.BeforeAsync($"reading '{detector.Id}'", attempt, policy.Retry, error, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static async ValueTask<Reading> ReadOnceAsync(IReadable detector, DevicePolicy policy, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (policy.Timeout is not { } limit)
        {
            return await DetectorGroup.Await(detector.ReadAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        }

        using var late = new CancellationTokenSource(limit, clock);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            return await DetectorGroup.Await(detector.ReadAsync(ended.Token), ended.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException error) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw policy.TooSlow(detector.Id, error);
        }
    }
}
