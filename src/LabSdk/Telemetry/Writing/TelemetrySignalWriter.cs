using LabSdk.Odp;

namespace LabSdk;

/// <summary>
/// A signal that is written to a session. Samples of a fixed rate follow each other without gaps: the time of each packet is that of
/// the last one plus its samples, never that of the clock.
/// </summary>
/// <remarks>Thread-safe; calls at the same time are written one after the other.</remarks>
public sealed class TelemetrySignalWriter
{
    private readonly TelemetryWriter _session;

    internal TelemetrySignalWriter(TelemetryWriter session, OdpSignalWriter client) => (_session, Client) = (session, client);

    /// <summary>The asynchronous writer, with all of its calls.</summary>
    public OdpSignalWriter Client { get; }

    /// <summary>The parameter, such as <c>vCar:Chassis</c>.</summary>
    public string Identifier => Client.Identifier;

    /// <summary>The rate in Hz; 0 for a signal whose samples come with their own times.</summary>
    public double Frequency => Client.Frequency;

    /// <summary>The time of the next sample, nanoseconds since 1970-01-01 UTC; null before the first.</summary>
    public ulong? NextTime => Client.NextTime;

    /// <summary>Writes samples of the fixed rate. Blocks until they are on their way, which waits while too much is.</summary>
    /// <param name="values">The values; many at once make few packets.</param>
    /// <param name="firstTime">The time of the first one, nanoseconds since 1970-01-01 UTC. Null goes on after the last one, and begins now.</param>
    /// <param name="cancellationToken">Ends waiting; what was not taken yet is not written.</param>
    /// <exception cref="InvalidOperationException">The signal has no rate.</exception>
    /// <exception cref="KafkaTransportException">Earlier records were not stored; nothing of this call is written.</exception>
    public void Write(double[] values, ulong? firstTime = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        _session.Do($"Writing '{Identifier}' of", async token => await Client.WriteAsync(values, firstTime, null, token).ConfigureAwait(false), cancellationToken);
    }

    /// <summary>Writes whole numbers of the fixed rate. Blocks until they are on their way.</summary>
    /// <inheritdoc cref="Write(double[], ulong?, CancellationToken)"/>
    public void Write(int[] values, ulong? firstTime = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        _session.Do($"Writing '{Identifier}' of", async token => await Client.WriteAsync(values, firstTime, null, token).ConfigureAwait(false), cancellationToken);
    }

    /// <summary>Writes flags of the fixed rate. Blocks until they are on their way.</summary>
    /// <inheritdoc cref="Write(double[], ulong?, CancellationToken)"/>
    public void Write(bool[] values, ulong? firstTime = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        _session.Do($"Writing '{Identifier}' of", async token => await Client.WriteAsync(values, firstTime, null, token).ConfigureAwait(false), cancellationToken);
    }

    /// <summary>Writes texts of the fixed rate. Blocks until they are on their way.</summary>
    /// <inheritdoc cref="Write(double[], ulong?, CancellationToken)"/>
    public void Write(string[] values, ulong? firstTime = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        _session.Do($"Writing '{Identifier}' of", async token => await Client.WriteAsync(values, firstTime, null, token).ConfigureAwait(false), cancellationToken);
    }

    /// <summary>Writes samples with a time each. Blocks until they are on their way.</summary>
    /// <param name="values">The values.</param>
    /// <param name="times">As many, nanoseconds since 1970-01-01 UTC.</param>
    /// <param name="cancellationToken">Ends waiting; what was not taken yet is not written.</param>
    /// <exception cref="ArgumentException">Not as many times as values.</exception>
    /// <exception cref="KafkaTransportException">Earlier records were not stored; nothing of this call is written.</exception>
    public void Write(double[] values, ulong[] times, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(times);
        _session.Do($"Writing '{Identifier}' of", async token => await Client.WriteAsync(values, times.AsMemory(), null, token).ConfigureAwait(false), cancellationToken);
    }

    /// <summary>Adds one sample of the fixed rate; samples go out together, a second's worth at a time. Blocks only when one does.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="InvalidOperationException">The signal has no rate.</exception>
    /// <exception cref="KafkaTransportException">Earlier records were not stored; the sample is not added.</exception>
    public void Add(double value) => _session.Do($"Writing '{Identifier}' of", async token => await Client.AddAsync(value, token).ConfigureAwait(false));

    /// <inheritdoc/>
    public override string ToString() => Client.ToString();
}
