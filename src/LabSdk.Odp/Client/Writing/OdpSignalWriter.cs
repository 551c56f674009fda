namespace LabSdk.Odp;

/// <summary>
/// A signal that is written to a session. Samples of a fixed rate follow each other without gaps: the time of each packet is that
/// of the last one plus its samples, never that of the clock.
/// </summary>
/// <remarks>Thread-safe; calls at the same time are written one after the other.</remarks>
public sealed class OdpSignalWriter
{
    private readonly OdpSessionWriter _session;
    private readonly Lock _gate = new();
    private readonly List<double> _pending = [];
    private ulong? _next;

    internal OdpSignalWriter(OdpSessionWriter session, OdpSignal definition, double hz, string stream, int pendingCount)
    {
        (_session, Definition, Frequency, Stream, PendingCount) = (session, definition, hz, stream, pendingCount);
        Interval = hz > 0 ? Writing.Definitions.Interval(hz) : 0;
    }

    /// <summary>The parameter, such as <c>vCar:Chassis</c>.</summary>
    public string Identifier => Definition.Identifier;

    /// <summary>What the session's configuration says about it.</summary>
    public OdpSignal Definition { get; }

    /// <summary>The rate in Hz; 0 for a signal whose samples come with their own times.</summary>
    public double Frequency { get; }

    /// <summary>Nanoseconds between samples, 1e9 / <see cref="Frequency"/> rounded; 0 for a signal whose samples come with their own times.</summary>
    public ulong Interval { get; }

    /// <summary>The stream it goes to; empty for the main stream.</summary>
    public string Stream { get; }

    /// <summary>The time of the next sample, nanoseconds since 1970-01-01 UTC; null before the first.</summary>
    public ulong? NextTime
    {
        get
        {
            lock (_gate)
            {
                return _next is { } next ? next + (Interval * (ulong)_pending.Count) : null;
            }
        }
    }

    /// <summary>How many samples that were added one by one make a packet.</summary>
    internal int PendingCount { get; }

    /// <summary>Writes samples of the fixed rate. Completes when they are on their way, which waits while too much is.</summary>
    /// <param name="values">The values; many at once make few packets. Must not change until the call is done.</param>
    /// <param name="firstTime">The time of the first one, nanoseconds since 1970-01-01 UTC. Null goes on after the last one, and begins now.</param>
    /// <param name="statuses">As many as values; all valid when not given.</param>
    /// <param name="cancellationToken">Ends waiting; what was not taken yet is not written.</param>
    /// <exception cref="InvalidOperationException">The signal has no rate.</exception>
    /// <exception cref="KafkaTransportException">Earlier records were not stored; nothing of this call is written. Or a record cannot be taken.</exception>
    public ValueTask WriteAsync(ReadOnlyMemory<double> values, ulong? firstTime = null, SampleStatuses? statuses = null, CancellationToken cancellationToken = default) =>
        _session.WriteAsync(this, SampleKind.Double, values.ToArray(), firstTime, statuses, cancellationToken);

    /// <inheritdoc cref="WriteAsync(ReadOnlyMemory{double}, ulong?, SampleStatuses?, CancellationToken)"/>
    public ValueTask WriteAsync(ReadOnlyMemory<int> values, ulong? firstTime = null, SampleStatuses? statuses = null, CancellationToken cancellationToken = default) =>
        _session.WriteAsync(this, SampleKind.Int32, values.ToArray(), firstTime, statuses, cancellationToken);

    /// <inheritdoc cref="WriteAsync(ReadOnlyMemory{double}, ulong?, SampleStatuses?, CancellationToken)"/>
    public ValueTask WriteAsync(ReadOnlyMemory<bool> values, ulong? firstTime = null, SampleStatuses? statuses = null, CancellationToken cancellationToken = default) =>
        _session.WriteAsync(this, SampleKind.Bool, values.ToArray(), firstTime, statuses, cancellationToken);

    /// <inheritdoc cref="WriteAsync(ReadOnlyMemory{double}, ulong?, SampleStatuses?, CancellationToken)"/>
    public ValueTask WriteAsync(ReadOnlyMemory<string> values, ulong? firstTime = null, SampleStatuses? statuses = null, CancellationToken cancellationToken = default) =>
        _session.WriteAsync(this, SampleKind.String, values.ToArray(), firstTime, statuses, cancellationToken);

    /// <summary>
    /// Adds one sample of the fixed rate. Samples are gathered for <see cref="OdpSessionOptions.PacketDuration"/> and go out
    /// together; a flush and the end of the session send what is there.
    /// </summary>
    /// <param name="value">The value.</param>
    /// <param name="cancellationToken">Ends waiting; the sample is kept.</param>
    /// <exception cref="InvalidOperationException">The signal has no rate.</exception>
    /// <exception cref="KafkaTransportException">Earlier records were not stored; the sample is not added.</exception>
    public ValueTask AddAsync(double value, CancellationToken cancellationToken = default) => _session.AddAsync(this, value, cancellationToken);

    /// <summary>Writes samples with a time each.</summary>
    /// <param name="values">The values.</param>
    /// <param name="times">As many, nanoseconds since 1970-01-01 UTC.</param>
    /// <param name="statuses">As many as values; all valid when not given.</param>
    /// <param name="cancellationToken">Ends waiting; what was not taken yet is not written.</param>
    /// <exception cref="ArgumentException">Not as many times as values.</exception>
    /// <exception cref="KafkaTransportException">Earlier records were not stored; nothing of this call is written. Or a record cannot be taken.</exception>
    public ValueTask WriteAsync(ReadOnlyMemory<double> values, ReadOnlyMemory<ulong> times, SampleStatuses? statuses = null, CancellationToken cancellationToken = default) =>
        _session.WriteAsync(SignalSamples.Of(Identifier, values.ToArray(), SampleTimes.Of(times.ToArray()), statuses), Stream, cancellationToken);

    /// <inheritdoc/>
    public override string ToString() => $"{Identifier} ({(Frequency > 0 ? $"{Frequency} Hz" : "own times")})";

    /// <summary>Adds a sample; true when there are enough for a packet.</summary>
    internal bool Add(double value, ulong now)
    {
        lock (_gate)
        {
            _next ??= now;
            _pending.Add(value);
            return _pending.Count >= PendingCount;
        }
    }

    /// <summary>What was added one by one, or null.</summary>
    internal SignalSamples? Gathered()
    {
        lock (_gate)
        {
            return _pending.Count == 0 ? null : SignalSamples.Of(Identifier, [.. _pending], SampleTimes.Periodic(_next!.Value, Interval, _pending.Count));
        }
    }

    /// <summary>The block of samples that follow the last ones.</summary>
    internal SignalSamples Following(SampleKind kind, Array values, ulong? first, SampleStatuses? statuses, ulong now)
    {
        lock (_gate)
        {
            var times = SampleTimes.Periodic(first ?? _next ?? now, Interval, values.Length);
            return new SignalSamples(Identifier, kind, values, times, statuses ?? SampleStatuses.All(SampleStatus.Valid, values.Length));
        }
    }

    /// <summary>Samples went out; of those that were added one by one so many.</summary>
    internal void Sent(SampleTimes times, bool wereGathered)
    {
        lock (_gate)
        {
            _next = times[times.Count - 1] + Interval;
            if (wereGathered)
            {
                _pending.RemoveRange(0, times.Count);
            }
        }
    }
}
