using LabSdk.Devices;

namespace LabSdk.Connecting;

/// <summary>One connected endpoint of any family: what the lab needs of it.</summary>
internal interface ILabConnection : IAsyncDisposable
{
    /// <summary>The protocol family, for example <c>daq</c>.</summary>
    string Family { get; }

    /// <summary>The endpoint, without secrets.</summary>
    string Endpoint { get; }

    /// <summary>What the peer is, in a few words: name and version.</summary>
    string Peer { get; }

    /// <summary>True when the peer is a simulation that the connection owns.</summary>
    bool IsSimulated => false;

    /// <summary>The async client of the family, for those who want one step below.</summary>
    object Client { get; }

    /// <summary>Asks the peer for its devices.</summary>
    Task<DeviceInventory> ListDevicesAsync(CancellationToken cancellationToken);

    /// <summary>The health of the peer itself. A peer that does not answer gives a fault fact, not an exception.</summary>
    ValueTask<IReadOnlyList<HealthFact>> GetHealthAsync(CancellationToken cancellationToken);

    /// <summary>Streams device states.</summary>
    IAsyncEnumerable<DeviceState> StatesAsync(
        IReadOnlyList<string> deviceIds, double maxRateHz, bool includeSnapshot, CancellationToken cancellationToken);
}
