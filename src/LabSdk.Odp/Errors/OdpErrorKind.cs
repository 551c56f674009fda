namespace LabSdk.Odp;

/// <summary>What went wrong, in one word.</summary>
public enum OdpErrorKind
{
    /// <summary>A record, or the content of a packet, is not what its type says.</summary>
    Malformed,

    /// <summary>Samples came with a format id whose definition has not been seen.</summary>
    UnknownFormat,

    /// <summary>Samples do not fit their format or each other: another number of columns, columns of several lengths.</summary>
    Shape,

    /// <summary>A data source, stream or domain that makes no usable topic name.</summary>
    InvalidName,

    /// <summary>Streams are mapped to partitions in a way that loses or mixes data.</summary>
    InvalidMapping,

    /// <summary>A pattern of a filter cannot be used.</summary>
    InvalidPattern,

    /// <summary>Settings of the Kafka client, or a file of them, cannot be used.</summary>
    InvalidSettings,

    /// <summary>A window, frequency or other number of buffering or interpolation is out of its range.</summary>
    InvalidWindow,

    /// <summary>There is no session with this key.</summary>
    UnknownSession,

    /// <summary>No broker is reached.</summary>
    BrokerUnreachable,

    /// <summary>A broker refused a request.</summary>
    BrokerRefused,

    /// <summary>A record was not stored.</summary>
    NotDelivered,

    /// <summary>The native Kafka library cannot be loaded.</summary>
    NoKafkaLibrary,

    /// <summary>No Stream API server is reached.</summary>
    ServerUnreachable,

    /// <summary>A Stream API server refused a request, or its answer says that it failed.</summary>
    ServerRefused,

    /// <summary>A Stream API server did not answer in time.</summary>
    ServerTimeout,
}
