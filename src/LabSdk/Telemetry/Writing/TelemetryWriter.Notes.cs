using LabSdk.Odp;

namespace LabSdk;

public sealed partial class TelemetryWriter
{
    private long _lap = 1;

    /// <summary>Writes a comment or another marker to all streams. Blocks until it is on its way.</summary>
    /// <param name="label">The text.</param>
    /// <param name="time">When, nanoseconds since 1970-01-01 UTC. Null for the time that the samples have come to.</param>
    /// <param name="endTime">Its end in the same unit; 0, the default, for a point in time.</param>
    /// <param name="description">A longer text. Default empty.</param>
    /// <param name="type">The type of marker; default <c>Comment</c>.</param>
    /// <param name="value">A number. Default 0.</param>
    /// <exception cref="KafkaTransportException">Earlier records were not stored.</exception>
    public void Marker(string label, ulong? time = null, ulong endTime = 0, string description = "", string type = "Comment", long value = 0)
    {
        ArgumentNullException.ThrowIfNull(label);
        Marker(new OdpMarker(time ?? Reached, endTime, label, type, description, "0", value));
    }

    /// <summary>Writes a marker to all streams. Blocks until it is on its way.</summary>
    /// <param name="marker">The marker.</param>
    /// <exception cref="KafkaTransportException">Earlier records were not stored.</exception>
    public void Marker(OdpMarker marker) => Do("Marking", async token => await Client.MarkerAsync(marker, token).ConfigureAwait(false));

    /// <summary>Begins a lap. The first of a session, the out lap, comes by itself with the first sample. Blocks until it is on its way.</summary>
    /// <param name="number">Its number; null for the next one, from 2.</param>
    /// <param name="label">Its name; null for <c>Lap</c> and the number.</param>
    /// <param name="time">When, nanoseconds since 1970-01-01 UTC. Null for the time that the samples have come to.</param>
    /// <param name="isPitLane">True when it was triggered in the pit lane: the lap before was an in lap.</param>
    /// <exception cref="KafkaTransportException">Earlier records were not stored.</exception>
    public void Lap(long? number = null, string? label = null, ulong? time = null, bool isPitLane = false)
    {
        var at = time ?? Reached;
        var next = number ?? (Interlocked.Read(ref _lap) + 1);
        Do("Marking a lap of", async token => await Client.LapAsync(at, next, label, isPitLane, token).ConfigureAwait(false));
        Interlocked.Exchange(ref _lap, next);
    }

    /// <summary>Writes an event. One that is not defined gets a definition without a description. Blocks until it is on its way.</summary>
    /// <param name="identifier"><c>Name:Application</c>, such as <c>GearChange:Chassis</c>.</param>
    /// <param name="values">Its values.</param>
    /// <exception cref="KafkaTransportException">Earlier records were not stored.</exception>
    public void Event(string identifier, params double[] values) => Event(new OdpEvent(identifier, Reached, values));

    /// <summary>Writes an event. Blocks until it is on its way.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="stream">The stream. Default the main stream.</param>
    /// <exception cref="KafkaTransportException">Earlier records were not stored.</exception>
    public void Event(OdpEvent happened, string stream = "") =>
        Do("Writing an event to", async token => await Client.EventAsync(happened, stream, token).ConfigureAwait(false));

    /// <summary>Adds a text to the session's details, or changes it. Blocks until it is stored.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">The text.</param>
    /// <exception cref="KafkaTransportException">It is not stored, or earlier records were not.</exception>
    public void Detail(string name, string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Details(new Dictionary<string, string> { [name] = value });
    }

    /// <summary>Adds texts to the session's details, or changes them. Blocks until they are stored.</summary>
    /// <param name="details">Texts by name.</param>
    /// <exception cref="KafkaTransportException">They are not stored, or earlier records were not.</exception>
    public void Details(IReadOnlyDictionary<string, string> details) => Do("Writing details of", token => Client.WriteInfoAsync(details, token));

    /// <summary>Writes metadata to the main stream. Blocks until it is on its way.</summary>
    /// <param name="metadata">Texts and numbers by name.</param>
    /// <exception cref="ArgumentException">A value is neither a text nor a number.</exception>
    /// <exception cref="KafkaTransportException">Earlier records were not stored.</exception>
    public void Metadata(IReadOnlyDictionary<string, object> metadata) =>
        Do("Writing metadata of", async token => await Client.MetadataAsync(metadata, token).ConfigureAwait(false));

    // Recorders drop markers outside the time range of the data, so they follow the samples and not the clock.
    private ulong Reached => Signals.Select(signal => signal.NextTime).OfType<ulong>().DefaultIfEmpty(0ul).Max() is > 0 and var reached ? reached : Now;
}
