namespace LabSdk.Odp;

/// <summary>Where a packet was read.</summary>
public enum OdpPacketOrigin
{
    /// <summary>The main stream, or a data stream.</summary>
    Stream,

    /// <summary>The essentials topic, which has copies of some packets.</summary>
    Essentials,
}

/// <summary>A packet as it came: the envelope opened, the content not decoded.</summary>
/// <remarks>Immutable; the bytes belong to the packet.</remarks>
public sealed class OdpPacket
{
    internal OdpPacket(string dataSource, string sessionKey, string stream, OdpPacketOrigin origin, in Wire.PacketEnvelope envelope, in KafkaRecord record)
    {
        (DataSource, SessionKey, Stream, Origin) = (dataSource, sessionKey, stream, origin);
        (Type, IsEssential, Id, Content) = (envelope.Type, envelope.IsEssential, envelope.Id, envelope.Content);
        (Topic, Partition, Offset, Record) = (record.Topic, record.Partition, record.Offset, record.Value);
        SubmitTime = record.TimestampMs >= 0 ? (ulong)record.TimestampMs * 1_000_000 : null;
    }

    /// <summary>The data source.</summary>
    public string DataSource { get; }

    /// <summary>The session.</summary>
    public string SessionKey { get; }

    /// <summary>The stream; empty for the main stream and for essentials.</summary>
    public string Stream { get; }

    /// <summary>The stream itself, or the essentials topic.</summary>
    public OdpPacketOrigin Origin { get; }

    /// <summary>The name of the message inside, without "Packet", as it was written: <c>PeriodicData</c>. Unknown ones are handed on, too.</summary>
    public string Type { get; }

    /// <summary>True when a copy went to the essentials topic.</summary>
    public bool IsEssential { get; }

    /// <summary>The writer's running number; 0 when not used.</summary>
    public ulong Id { get; }

    /// <summary>When the writer's client sent it, nanoseconds since 1970-01-01 UTC, to the millisecond; null when not known.</summary>
    public ulong? SubmitTime { get; }

    /// <summary>The serialised message inside.</summary>
    public ReadOnlyMemory<byte> Content { get; }

    /// <summary>The whole record, a serialised <c>Packet</c>.</summary>
    public ReadOnlyMemory<byte> Record { get; }

    /// <summary>The Kafka topic.</summary>
    public string Topic { get; }

    /// <summary>The partition.</summary>
    public int Partition { get; }

    /// <summary>Its number in the partition.</summary>
    public long Offset { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Type} of {(Stream.Length == 0 ? "the main stream" : Stream)}, {Content.Length} bytes";
}
