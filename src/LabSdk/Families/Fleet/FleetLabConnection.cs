using System.Runtime.CompilerServices;
using LabSdk.Connecting;
using LabSdk.Devices;
using LabSdk.Fleet;

namespace LabSdk.Families.Fleet;

/// <summary>Devices at a gateway as the lab sees them: one for an address, several for a simulated gateway.</summary>
/// <param name="clients">The clients; destroyed with the connection.</param>
/// <param name="endpoint">The address.</param>
/// <param name="simulated">The simulated gateway, which the connection owns; null for a real one.</param>
internal sealed class FleetLabConnection(IReadOnlyList<FleetClient> clients, string endpoint, IAsyncDisposable? simulated = null) : ILabConnection
{
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan UsualInterval = TimeSpan.FromMilliseconds(100);

    public string Family => "fleet";

    public string Endpoint => endpoint;

    public string Peer => "module gateway";

    public object Client => clients.Count == 1 ? clients[0] : clients;

    public bool IsSimulated => simulated is not null;

    /// <summary>The simulated gateway; null for a real one.</summary>
    public IAsyncDisposable? Simulated => simulated;

    public Task<DeviceInventory> ListDevicesAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new DeviceInventory([.. clients.Select(client => FleetParts.Of(client, endpoint, IsSimulated))], []));

    public ValueTask<IReadOnlyList<HealthFact>> GetHealthAsync(CancellationToken cancellationToken) =>
        new([.. clients.Select(client => FleetHealthFacts.Link(client) with { Name = FleetParts.IdOf(client) })]);

    public async IAsyncEnumerable<DeviceState> StatesAsync(
        IReadOnlyList<string> deviceIds, double maxRateHz, bool includeSnapshot, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var followed = clients.Where(client => deviceIds.Count == 0 || deviceIds.Contains(FleetParts.IdOf(client))).ToArray();
        var last = new (bool, long, long)?[followed.Length];
        var interval = maxRateHz > 0 ? TimeSpan.FromSeconds(1 / maxRateHz) : UsualInterval;
        using var timer = new PeriodicTimer(interval < ShortestInterval ? ShortestInterval : interval);
        var version = 0UL;
        do
        {
            for (var i = 0; i < followed.Length; i++)
            {
                var now = followed[i].Statistics;
                var key = (followed[i].IsConnected, now.Statuses, now.Unsolicited);
                var isFirst = last[i] is null;
                if (last[i] != key && (!isFirst || includeSnapshot))
                {
                    yield return FleetParts.State(followed[i]) with { Version = ++version, IsSnapshot = isFirst };
                }

                last[i] = key;
            }
        }
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in clients)
        {
            await client.DisposeAsync().ConfigureAwait(false);
        }

        if (simulated is not null)
        {
            await simulated.DisposeAsync().ConfigureAwait(false);
        }
    }
}
