using System.Runtime.CompilerServices;
using LabSdk.Connecting;
using LabSdk.Devices;

namespace LabSdk.Families.Odp;

/// <summary>A telemetry broker as the lab sees it: one device, with its sessions.</summary>
/// <param name="source">The client; disposed with the connection.</param>
/// <param name="endpoint">The address.</param>
/// <param name="isSimulated">True when the broker is a simulation.</param>
internal sealed class OdpLabConnection(TelemetrySource source, string endpoint, bool isSimulated = false) : ILabConnection
{
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan UsualInterval = TimeSpan.FromMilliseconds(100);

    public string Family => "odp";

    public string Endpoint => endpoint;

    public string Peer => source.Client is { } client ? $"telemetry broker {client.Endpoint}, {client.Generation}" : "telemetry broker, not started yet";

    public bool IsSimulated => isSimulated;

    public object Client => (object?)source.Client ?? source;

    public TelemetrySource Source => source;

    public Task<DeviceInventory> ListDevicesAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new DeviceInventory([OdpParts.Of(source, endpoint, isSimulated)], []));

    public ValueTask<IReadOnlyList<HealthFact>> GetHealthAsync(CancellationToken cancellationToken) => new([OdpHealthFacts.Link(source)]);

    public async IAsyncEnumerable<DeviceState> StatesAsync(
        IReadOnlyList<string> deviceIds, double maxRateHz, bool includeSnapshot, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (deviceIds.Count > 0 && !deviceIds.Contains(OdpParts.Id))
        {
            yield break;
        }

        (bool, int, int)? last = null;
        var interval = maxRateHz > 0 ? TimeSpan.FromSeconds(1 / maxRateHz) : UsualInterval;
        using var timer = new PeriodicTimer(interval < ShortestInterval ? ShortestInterval : interval);
        var version = 0UL;
        do
        {
            var sessions = source.Client?.Sessions.All ?? [];
            var now = (source.Client?.IsConnected ?? true, sessions.Count, sessions.Count(session => !session.IsComplete));
            var isFirst = last is null;
            if (last != now && (!isFirst || includeSnapshot))
            {
                yield return OdpParts.State(source) with { Version = ++version, IsSnapshot = isFirst };
            }

            last = now;
        }
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false));
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();
}
