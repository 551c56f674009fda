using LabSdk.Grpc;

namespace LabSdk.Odp;

/// <summary>How to talk to a Stream API server.</summary>
/// <remarks>Immutable. It holds no secrets: the protocol has no login.</remarks>
public sealed record OdpStreamOptions
{
    /// <summary>How long connecting may take altogether, with as many tries as fit. Default 20 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a call that answers once may take; it travels to the server as the call's deadline. Default 10 s. Streams have none.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The largest message that is sent or accepted, in bytes. Default 64 MiB; servers in use send at most 4 MiB by their defaults.</summary>
    public int MaxMessageBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Where the key generator is, <c>host:port</c>; null, the default, for port 15379 of the server's host.</summary>
    public string? KeyGenerator { get; init; }

    /// <summary>How a server behind TLS (<c>odp+grpcs://</c>) is checked; null, the default, for the machine's trusted roots.</summary>
    public GrpcTlsOptions? Tls { get; init; }

    /// <summary>How often <see cref="OdpStreamClient.ReadSessionAsync"/> looks for streams that appeared late. Default 1 s.</summary>
    public TimeSpan StreamRefreshInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The clock. Default the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The file (<c>.labtape</c>) on which everything that crosses the connections is recorded until the client is disposed; null, the default, for none.</summary>
    public string? RecordTo { get; init; }

    /// <summary>How it is recorded; null, the default, for the defaults.</summary>
    public TapeOptions? Record { get; init; }

    /// <summary>The file that answers instead of a server, which is not asked: what <see cref="RecordTo"/> wrote for the same address; null, the default, for a server.</summary>
    public string? ReplayFrom { get; init; }

    /// <summary>How it is replayed; null, the default, for every answer at once.</summary>
    public ReplayOptions? Replay { get; init; }

    /// <exception cref="OdpConfigurationException">A member is out of its range; all faults at once.</exception>
    internal void Check()
    {
        var faults = new List<string>();
        Positive(ConnectTimeout, nameof(ConnectTimeout));
        Positive(Timeout, nameof(Timeout));
        Positive(StreamRefreshInterval, nameof(StreamRefreshInterval));
        if (MaxMessageBytes < 1024)
        {
            faults.Add($"{nameof(MaxMessageBytes)} is {MaxMessageBytes}, and has to be 1024 or more");
        }

        if (faults.Count > 0)
        {
            throw new OdpConfigurationException(OdpErrorKind.InvalidSettings, $"The options of the Stream API client cannot be used: {string.Join("; ", faults)}.");
        }

        void Positive(TimeSpan time, string name)
        {
            if (time <= TimeSpan.Zero || time > TimeSpan.FromDays(1))
            {
                faults.Add($"{name} is {time}, and may be more than 0, up to a day");
            }
        }
    }
}
