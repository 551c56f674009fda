using Google.Protobuf;
using LabSdk.Odp.Wire;
using LabSdk.Odp.Wire.OpenData;
using LabSdk.Odp.Writing;

namespace LabSdk.Odp;

/// <content>Everything but samples.</content>
public sealed partial class OdpSessionWriter
{
    /// <summary>Writes a marker to all streams, and to the essentials. Recorders keep only those inside the time range of samples.</summary>
    /// <param name="marker">The lap, sector or comment.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <exception cref="KafkaTransportException">Earlier records were not stored; nothing of this call is written. Or a record cannot be taken.</exception>
    public async ValueTask MarkerAsync(OdpMarker marker, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(marker);
        await TakeTurnAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await PrepareAsync(cancellationToken).ConfigureAwait(false);
            _isOutLapDue &= !marker.IsLap;
            var packet = TimedContent.ToPacket(marker);
            foreach (var stream in OpenStreams())
            {
                await SendAsync(stream, packet, isEssential: true, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Writes the marker that begins a lap. Recorders refuse one within 10 s of the last.</summary>
    /// <param name="time">When, nanoseconds since 1970-01-01 UTC.</param>
    /// <param name="number">The lap's number; the out lap, which comes by itself, is 1.</param>
    /// <param name="label">The text. Null for <c>Lap</c> and the number.</param>
    /// <param name="isPitLane">True when it was triggered in the pit lane: the lap before was an in lap.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <inheritdoc cref="MarkerAsync(OdpMarker, CancellationToken)" path="/exception"/>
    public ValueTask LapAsync(ulong time, long number, string? label = null, bool isPitLane = false, CancellationToken cancellationToken = default) =>
        MarkerAsync(new OdpMarker(time, 0, label ?? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Lap {number}"), OdpMarker.LapTrigger, "", isPitLane ? "1" : "0", number), cancellationToken);

    /// <summary>Defines an event. Nothing is sent yet: the definition goes to all streams before the next data.</summary>
    /// <param name="identifier"><c>Name:Application</c>, such as <c>GearChange:Chassis</c>.</param>
    /// <param name="description">Text.</param>
    /// <param name="priority">How important it is.</param>
    /// <param name="units">The unit of each of its values, as many as there are values.</param>
    public void DefineEvent(string identifier, string description = "", OdpEventPriority priority = OdpEventPriority.Medium, params IReadOnlyList<string> units)
    {
        ArgumentException.ThrowIfNullOrEmpty(identifier);
        ArgumentNullException.ThrowIfNull(units);
        _book.Define(identifier, description, priority, units);
    }

    /// <summary>Writes an event. One that is not defined gets a definition without a description and units.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="stream">The stream; empty for the main stream.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <exception cref="OdpConfigurationException">The stream's name cannot be used.</exception>
    /// <exception cref="KafkaTransportException">Earlier records were not stored; nothing of this call is written. Or a record cannot be taken.</exception>
    public async ValueTask EventAsync(OdpEvent happened, string stream = "", CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(happened);
        var target = Open(stream);
        _book.Define(happened.Identifier, "", OdpEventPriority.Medium, [.. happened.Values.Select(_ => "")]);
        await TakeTurnAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await PrepareAsync(cancellationToken).ConfigureAwait(false);
            var id = await _client.Formats.EventIdOfAsync(_options.DataSource, happened.Identifier, cancellationToken).ConfigureAwait(false);
            await SendAsync(target, TimedContent.ToPacket(happened, id), isEssential: false, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Writes a message of a CAN bus.</summary>
    /// <param name="message">The message.</param>
    /// <param name="stream">The stream; empty for the main stream.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <inheritdoc cref="EventAsync(OdpEvent, string, CancellationToken)" path="/exception"/>
    public ValueTask CanAsync(OdpCanMessage message, string stream = "", CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        return PacketAsync(TimedContent.ToPacket(message), stream, isEssential: false, cancellationToken);
    }

    /// <summary>Writes an error of the car or rig.</summary>
    /// <param name="error">The error, set or cleared.</param>
    /// <param name="stream">The stream; empty for the main stream.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <inheritdoc cref="EventAsync(OdpEvent, string, CancellationToken)" path="/exception"/>
    public ValueTask ErrorAsync(OdpErrorRecord error, string stream = "", CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(error);
        return PacketAsync(TimedContent.ToPacket(error), stream, isEssential: false, cancellationToken);
    }

    /// <summary>Writes metadata to the main stream and the essentials.</summary>
    /// <param name="metadata">Texts and numbers by name; readers in use understand nothing else.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <exception cref="ArgumentException">A value is neither a text nor a number.</exception>
    /// <exception cref="KafkaTransportException">Earlier records were not stored; nothing of this call is written. Or a record cannot be taken.</exception>
    public ValueTask MetadataAsync(IReadOnlyDictionary<string, object> metadata, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        return PacketAsync(PacketBuilder.Of(metadata), "", isEssential: true, cancellationToken);
    }

    /// <summary>Tells readers that all data up to a time was written, so that they can go on with it.</summary>
    /// <param name="time">The time, nanoseconds since 1970-01-01 UTC.</param>
    /// <param name="stream">The stream; empty for the main stream.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <inheritdoc cref="EventAsync(OdpEvent, string, CancellationToken)" path="/exception"/>
    public ValueTask CoverageAsync(ulong time, string stream = "", CancellationToken cancellationToken = default) =>
        PacketAsync(new CoverageCursorInfoPacket { DataSource = _options.DataSource, CoverageCursorTime = time }, stream, isEssential: false, cancellationToken);

    /// <summary>Adds details to the session, or changes them, key by key. Everybody who has the table of sessions sees them.</summary>
    /// <param name="details">Texts by name.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <exception cref="KafkaTransportException">It is not stored, or earlier records were not.</exception>
    public async Task WriteInfoAsync(IReadOnlyDictionary<string, string> details, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(details);
        await TakeTurnAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await _client.Sessions.UpdateDetailsAsync(SessionKey, details, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Writes a packet of any type. Other types than those of the protocol are allowed; their content need not be protobuf.</summary>
    /// <param name="type">The type, such as <c>AxisData</c>.</param>
    /// <param name="content">The serialised message inside.</param>
    /// <param name="stream">The stream; empty for the main stream.</param>
    /// <param name="isEssential">True to write it to the essentials, too.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <inheritdoc cref="EventAsync(OdpEvent, string, CancellationToken)" path="/exception"/>
    public ValueTask WritePacketAsync(string type, ReadOnlyMemory<byte> content, string stream = "", bool isEssential = false, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(type);
        return PacketAsync(new Packet { Type = type, Content = ByteString.CopyFrom(content.Span) }, stream, isEssential, cancellationToken);
    }

    private async ValueTask PacketAsync(IMessage content, string stream, bool isEssential, CancellationToken cancellationToken)
    {
        var target = Open(stream);
        await TakeTurnAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await PrepareAsync(cancellationToken).ConfigureAwait(false);
            await SendAsync(target, content, isEssential, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }
}
