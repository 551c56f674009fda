namespace LabSdk.Odp;

/// <summary>The stable ids of errors raised by LabSdk.Odp. Each has a page in docs/errors.</summary>
public static class OdpErrorIds
{
    /// <summary>A record, or the content of a packet, cannot be read.</summary>
    public const string Malformed = "LAB-ODP-0001";

    /// <summary>The format of samples is not known.</summary>
    public const string UnknownFormat = "LAB-ODP-0002";

    /// <summary>Samples do not fit their format.</summary>
    public const string Shape = "LAB-ODP-0003";

    /// <summary>A data source, stream or domain makes no usable topic name.</summary>
    public const string InvalidName = "LAB-ODP-0004";

    /// <summary>The mapping of streams to partitions cannot be used.</summary>
    public const string InvalidMapping = "LAB-ODP-0005";

    /// <summary>A pattern of a filter cannot be used.</summary>
    public const string InvalidPattern = "LAB-ODP-0006";

    /// <summary>Settings of the Kafka client cannot be used.</summary>
    public const string InvalidSettings = "LAB-ODP-0007";

    /// <summary>A number of buffering or interpolation is out of its range.</summary>
    public const string InvalidWindow = "LAB-ODP-0008";

    /// <summary>There is no session with this key.</summary>
    public const string UnknownSession = "LAB-ODP-0009";

    /// <summary>No broker is reached.</summary>
    public const string BrokerUnreachable = "LAB-ODP-0010";

    /// <summary>A broker refused a request.</summary>
    public const string BrokerRefused = "LAB-ODP-0011";

    /// <summary>A record was not stored.</summary>
    public const string NotDelivered = "LAB-ODP-0012";

    /// <summary>The native Kafka library cannot be loaded.</summary>
    public const string NoKafkaLibrary = "LAB-ODP-0013";

    /// <summary>No Stream API server is reached.</summary>
    public const string ServerUnreachable = "LAB-ODP-0020";

    /// <summary>A Stream API server refused a request, or its answer says that it failed.</summary>
    public const string ServerRefused = "LAB-ODP-0021";

    /// <summary>A Stream API server did not answer in time.</summary>
    public const string ServerTimeout = "LAB-ODP-0022";
}
