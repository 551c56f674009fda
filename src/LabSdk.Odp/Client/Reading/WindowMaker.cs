using LabSdk.Odp.Buffering;

namespace LabSdk.Odp.Client;

/// <summary>Makes windows of the data of several sessions, each by itself. For one caller.</summary>
internal sealed class WindowMaker(BufferingOptions options, SignalSubscriptions subscriptions, TimeProvider time)
{
    // What is subscribed is decided before the buffer, because it can change.
    private readonly BufferingOptions _options = options with { SubscribedParameters = null };
    private readonly Dictionary<string, Buffer> _buffers = new(StringComparer.Ordinal);

    /// <summary>When held data is to be released for want of newer; null when nothing is held.</summary>
    public TimeSpan? Patience
    {
        get
        {
            TimeSpan? least = null;
            foreach (var buffer in _buffers.Values.Where(buffer => buffer.Samples.Held > 0))
            {
                var left = _options.WindowLength - time.GetElapsedTime(buffer.LastAdded);
                left = left < TimeSpan.Zero ? TimeSpan.Zero : left;
                least = least is null || left < least ? left : least;
            }

            return least;
        }
    }

    public long Late => _buffers.Values.Sum(buffer => buffer.Samples.Statistics.Late);

    public BufferingStatistics Statistics => _buffers.Values.Select(buffer => buffer.Samples.Statistics).Aggregate(
        new BufferingStatistics(0, 0, 0, 0, 0, 0),
        (sum, each) => new BufferingStatistics(
            sum.Received + each.Received, sum.Delivered + each.Delivered, sum.Held + each.Held, sum.Late + each.Late, sum.Replaced + each.Replaced, sum.NotSubscribed + each.NotSubscribed));

    public IEnumerable<SampleWindow> Add(OdpData data)
    {
        var value = data.Value is SampleBlock block ? subscriptions.Of(block) : data.Value;
        if (value is not (SampleBlock or OdpMarker or OdpEvent or OdpErrorRecord or OdpCanMessage))
        {
            yield break;
        }

        if (!_buffers.TryGetValue(data.SessionKey, out var buffer))
        {
            _buffers[data.SessionKey] = buffer = new Buffer(new SampleBuffer(_options));
            yield return Mark(SampleWindowKind.Start, 0, data.SessionKey);
        }

        buffer.LastAdded = time.GetTimestamp();
        if (buffer.Samples.Add(value) is { } window)
        {
            yield return Keep(buffer, window, data.SessionKey);
        }
    }

    /// <summary>Releases what was held for a window length of silence.</summary>
    public IEnumerable<SampleWindow> ReleaseIdle()
    {
        foreach (var (key, buffer) in _buffers)
        {
            if (buffer.Samples.Held > 0 && time.GetElapsedTime(buffer.LastAdded) >= _options.WindowLength && buffer.Samples.ReleaseIdle() is { } window)
            {
                yield return Keep(buffer, window, key);
            }
        }
    }

    /// <summary>Releases everything of a session, and marks its end.</summary>
    public IEnumerable<SampleWindow> End(string sessionKey)
    {
        if (!_buffers.Remove(sessionKey, out var buffer))
        {
            yield return Mark(SampleWindowKind.Start, 0, sessionKey);
            yield return Mark(SampleWindowKind.End, 0, sessionKey);
            yield break;
        }

        if (buffer.Samples.Flush() is { } rest)
        {
            yield return Keep(buffer, rest, sessionKey);
        }

        yield return Mark(SampleWindowKind.End, buffer.LastEnd, sessionKey);
    }

    private static SampleWindow Keep(Buffer buffer, SampleWindow window, string sessionKey)
    {
        buffer.LastEnd = window.To;
        return window with { SessionKey = sessionKey };
    }

    private static SampleWindow Mark(SampleWindowKind kind, ulong at, string sessionKey) => new(kind, at, at, []) { SessionKey = sessionKey };

    private sealed class Buffer(SampleBuffer samples)
    {
        public SampleBuffer Samples => samples;

        public long LastAdded { get; set; }

        public ulong LastEnd { get; set; }
    }
}
