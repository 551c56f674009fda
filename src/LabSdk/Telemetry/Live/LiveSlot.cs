using LabSdk.Odp;

namespace LabSdk;

/// <summary>The newest samples of one live signal. Thread-safe.</summary>
/// <param name="identifier">The signal.</param>
/// <param name="keep">Samples kept for plots; 0 for the last one only.</param>
internal sealed class LiveSlot(string identifier, int keep)
{
    private readonly Lock _gate = new();
    private readonly Queue<SignalSample> _history = new();
    private TaskCompletionSource<LiveValue> _next = New();

    public string Identifier => identifier;

    /// <summary>The newest sample; null before the first.</summary>
    public LiveValue? Last { get; private set; }

    /// <summary>Samples ever taken.</summary>
    public long Count { get; private set; }

    /// <summary>Completes with the next value that comes.</summary>
    public Task<LiveValue> Next
    {
        get
        {
            lock (_gate)
            {
                return _next.Task;
            }
        }
    }

    public void Add(SignalSamples samples, string sessionKey, long receivedAt)
    {
        if (samples.Count == 0)
        {
            return;
        }

        TaskCompletionSource<LiveValue> told;
        LiveValue newest;
        lock (_gate)
        {
            for (var i = Math.Max(0, samples.Count - keep); i < samples.Count; i++)
            {
                _history.Enqueue(new SignalSample(samples.Times[i], samples.NumberAt(i), samples.Statuses[i]));
                if (_history.Count > keep)
                {
                    _history.Dequeue();
                }
            }

            var last = samples.Count - 1;
            var text = samples.Kind == SampleKind.String ? samples.Strings[last] : null;
            newest = new LiveValue(new SignalSample(samples.Times[last], samples.NumberAt(last), samples.Statuses[last]), text, sessionKey, receivedAt);
            Last = newest;
            Count += samples.Count;
            (told, _next) = (_next, New());
        }

        told.TrySetResult(newest);
    }

    /// <summary>The kept samples of the last so many seconds before the newest one.</summary>
    public SignalSample[] History(double seconds)
    {
        lock (_gate)
        {
            var newest = _history.Count > 0 ? _history.Max(sample => sample.Time) : 0;
            var span = (ulong)(seconds * 1e9);
            var from = newest > span ? newest - span : 0;
            return [.. _history.Where(sample => sample.Time >= from).OrderBy(sample => sample.Time)];
        }
    }

    private static TaskCompletionSource<LiveValue> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>A sample as it came.</summary>
/// <param name="Sample">The sample.</param>
/// <param name="Text">The value of a signal of texts; else null.</param>
/// <param name="SessionKey">The session it belongs to.</param>
/// <param name="ReceivedAt">When it came here, a time stamp of the lab's clock.</param>
internal sealed record LiveValue(SignalSample Sample, string? Text, string SessionKey, long ReceivedAt);
