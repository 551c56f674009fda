using System.Net;

namespace LabSdk.Simulation;

/// <summary>How a simulated broker is set up.</summary>
public sealed record SimulatedBrokerOptions
{
    private const long MemoryRetention = 64L * 1024 * 1024;
    private const long MemoryTotal = 1024L * 1024 * 1024;

    /// <summary>The port; 0, the default, lets the system choose.</summary>
    public int Port { get; init; }

    /// <summary>The address it listens on. Default this computer only. There is no encryption: be careful with others.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The host name that clients are told to connect to. Null, the default, for the address it listens on.</summary>
    public string? AdvertisedHost { get; init; }

    /// <summary>
    /// The folder that keeps the topics and the positions of groups over a restart; made if it is not there. Null, the default,
    /// keeps everything in memory, until the broker is disposed.
    /// </summary>
    public string? Folder { get; init; }

    /// <summary>True, the default, to make a topic when a client asks for one that is not there.</summary>
    public bool CreatesTopics { get; init; } = true;

    /// <summary>Partitions of a topic when nobody says how many. Default 1.</summary>
    public int DefaultPartitions { get; init; } = 1;

    /// <summary>
    /// Bytes that a partition keeps, as stored (compressed). Beyond it the oldest records are dropped and counted. Null, the
    /// default, for 64 MiB in memory and no limit in a folder.
    /// </summary>
    public long? RetentionBytes { get; init; }

    /// <summary>
    /// Bytes that all partitions together keep; the biggest one gives up its oldest records, which are counted. Null, the
    /// default, for 1 GiB in memory and no limit in a folder.
    /// </summary>
    public long? TotalRetentionBytes { get; init; }

    /// <summary>The largest batch of records. Default 8 MiB.</summary>
    public int MaxBatchBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>The largest request. Default 64 MiB.</summary>
    public int MaxRequestBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Bytes that unfinished requests of all clients may take together. Default 512 MiB.</summary>
    public long MaxBufferedBytes { get; init; } = 512L * 1024 * 1024;

    /// <summary>The largest answer to a fetch. Default 55 MiB, as in Kafka.</summary>
    public int MaxFetchBytes { get; init; } = 55 * 1024 * 1024;

    /// <summary>Connections that are open at once; one more is closed at once. Default 500.</summary>
    public int MaxConnections { get; init; } = 500;

    /// <summary>Partitions of all topics together. Default 10,000.</summary>
    public int MaxPartitions { get; init; } = 10_000;

    /// <summary>Groups of consumers. Default 1,000; those without members and positions do not count.</summary>
    public int MaxGroups { get; init; } = 1_000;

    /// <summary>How long a request may take to arrive, and an answer to be taken. Default 60 s.</summary>
    public TimeSpan TransferTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a connection may be silent. Default 10 min, as in Kafka.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a new group waits for more members before it divides its partitions. Default zero; Kafka's is 3 s.</summary>
    public TimeSpan GroupStartDelay { get; init; }

    /// <summary>The clock. Default the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    internal long EffectiveRetention => RetentionBytes ?? (Folder is null ? MemoryRetention : long.MaxValue);

    internal long EffectiveTotalRetention => TotalRetentionBytes ?? (Folder is null ? MemoryTotal : long.MaxValue);

    internal string EffectiveHost => AdvertisedHost
        ?? (Address.Equals(IPAddress.Any) || Address.Equals(IPAddress.IPv6Any) ? Dns.GetHostName() : Address.ToString());
}
