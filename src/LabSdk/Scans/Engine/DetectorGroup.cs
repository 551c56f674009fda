using LabSdk.Devices;

namespace LabSdk;

/// <summary>The detectors of a plan: reads them together or in turn and keeps every reading that came.</summary>
internal sealed class DetectorGroup(ScanPlan plan, DeviceRetries retries)
{
    private static readonly Action<Task> Observe = static task => _ = task.Exception;
    private readonly IReadOnlyList<IReadable> _detectors = plan.Detectors;
    private readonly DevicePolicy[] _policies = [.. plan.Detectors.Select(plan.PolicyOf)];
    private readonly ValueTask<Reading>[] _pending = new ValueTask<Reading>[plan.Detectors.Count];

    /// <summary>The detector that failed, or null.</summary>
    public IReadable? Failed { get; private set; }

    /// <summary>Reads all. When one fails the others are still waited for, and then the first failure is thrown.</summary>
    public ValueTask ReadAsync(PointBuffer point, CancellationToken cancellationToken) =>
        plan.ReadsInParallel ? ReadTogetherAsync(point, cancellationToken) : ReadInTurnAsync(point, cancellationToken);

    private async ValueTask ReadInTurnAsync(PointBuffer point, CancellationToken cancellationToken)
    {
        for (var i = 0; i < _detectors.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Failed = _detectors[i];
            point.Readings[i] = await Await(Begin(i, cancellationToken), cancellationToken).ConfigureAwait(false);
            point.IsRead[i] = true;
        }

        Failed = null;
    }

    private async ValueTask ReadTogetherAsync(PointBuffer point, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
#pragma warning disable CA2012 // All are started before the first is awaited; each is awaited exactly once, below.
        for (var i = 0; i < _detectors.Count; i++)
        {
            try
            {
                _pending[i] = Begin(i, cancellationToken);
            }
            catch (Exception error)
            {
                _pending[i] = ValueTask.FromException<Reading>(error);
            }
        }

#pragma warning restore CA2012
        Exception? first = null;
        for (var i = 0; i < _detectors.Count; i++)
        {
            try
            {
                point.Readings[i] = await Await(_pending[i], cancellationToken).ConfigureAwait(false);
                point.IsRead[i] = true;
            }
            catch (Exception error)
            {
                if (first is null)
                {
                    (first, Failed) = (error, _detectors[i]);
                }
            }
        }

        if (first is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(first);
        }
    }

    private ValueTask<Reading> Begin(int i, CancellationToken cancellationToken) => _policies[i].IsNone
        ? _detectors[i].ReadAsync(cancellationToken)
        : DetectorReader.ReadAsync(_detectors[i], _policies[i], retries, cancellationToken);

    // A device that does not heed its token must not hold the scan: the wait ends, the reading is left to itself.
    internal static ValueTask<Reading> Await(ValueTask<Reading> reading, CancellationToken cancellationToken)
    {
        if (reading.IsCompleted)
        {
            return reading;
        }

        var task = reading.AsTask();
        _ = task.ContinueWith(Observe, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return new ValueTask<Reading>(task.WaitAsync(cancellationToken));
    }
}
