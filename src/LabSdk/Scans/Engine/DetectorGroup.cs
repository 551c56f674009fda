using LabSdk.Devices;

namespace LabSdk;

/// <summary>The detectors of a plan: reads them together or in turn and keeps every reading that came.</summary>
internal sealed class DetectorGroup(IReadOnlyList<IReadable> detectors, bool inParallel)
{
    private static readonly Action<Task> Observe = static task => _ = task.Exception;
    private readonly ValueTask<Reading>[] _pending = new ValueTask<Reading>[detectors.Count];

    /// <summary>The detector that failed, or null.</summary>
    public IReadable? Failed { get; private set; }

    /// <summary>Reads all. When one fails the others are still waited for, and then the first failure is thrown.</summary>
    public ValueTask ReadAsync(PointBuffer point, CancellationToken cancellationToken) =>
        inParallel ? ReadTogetherAsync(point, cancellationToken) : ReadInTurnAsync(point, cancellationToken);

    private async ValueTask ReadInTurnAsync(PointBuffer point, CancellationToken cancellationToken)
    {
        for (var i = 0; i < detectors.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Failed = detectors[i];
            point.Readings[i] = await Await(detectors[i].ReadAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
            point.IsRead[i] = true;
        }

        Failed = null;
    }

    private async ValueTask ReadTogetherAsync(PointBuffer point, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
#pragma warning disable CA2012 // All are started before the first is awaited; each is awaited exactly once, below.
        for (var i = 0; i < detectors.Count; i++)
        {
            try
            {
                _pending[i] = detectors[i].ReadAsync(cancellationToken);
            }
            catch (Exception error)
            {
                _pending[i] = ValueTask.FromException<Reading>(error);
            }
        }

#pragma warning restore CA2012
        Exception? first = null;
        for (var i = 0; i < detectors.Count; i++)
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
                    (first, Failed) = (error, detectors[i]);
                }
            }
        }

        if (first is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(first);
        }
    }

    // A device that does not heed its token must not hold the scan: the wait ends, the reading is left to itself.
    private static ValueTask<Reading> Await(ValueTask<Reading> reading, CancellationToken cancellationToken)
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
