using System.Runtime.CompilerServices;
using LabSdk.Connecting;
using LabSdk.Daq;
using LabSdk.Devices;

namespace LabSdk.Families.Daq;

/// <summary>One daemon as the lab sees it.</summary>
internal sealed class DaqLabConnection(DaqClient client) : ILabConnection
{
    public string Family => "daq";

    public string Endpoint => client.Endpoint;

    public string Peer => $"rust-daq daemon {client.Daemon.Version}";

    public object Client => client;

    public async Task<DeviceInventory> ListDevicesAsync(CancellationToken cancellationToken)
    {
        var list = await client.ListDevicesAsync(null, cancellationToken).ConfigureAwait(false);
        return new DeviceInventory(
            [.. list.Devices.Select(device => DaqParts.Of(client, device))],
            [.. list.RegistrationFailures.Select(failure =>
                new RegistrationFailure(failure.DeviceId, failure.DeviceName, failure.DriverType, failure.Error, client.Endpoint))]);
    }

    public ValueTask<IReadOnlyList<HealthFact>> GetHealthAsync(CancellationToken cancellationToken) =>
        DaqHealthFacts.ReadAsync(client, cancellationToken);

    public async IAsyncEnumerable<DeviceState> StatesAsync(
        IReadOnlyList<string> deviceIds, double maxRateHz, bool includeSnapshot, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var update in client.StreamDeviceStateAsync(deviceIds, maxRateHz, includeSnapshot, cancellationToken).ConfigureAwait(false))
        {
            yield return DaqStates.Of(update.State, update.Timestamp) with
            {
                Version = update.Version,
                IsSnapshot = update.IsSnapshot,
                IsAfterReconnect = update.IsAfterReconnect,
                Fields = update.Fields,
            };
        }
    }

    public ValueTask DisposeAsync() => client.DisposeAsync();
}
