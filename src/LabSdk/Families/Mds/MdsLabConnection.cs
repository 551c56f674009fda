using System.Runtime.CompilerServices;
using LabSdk.Connecting;
using LabSdk.Devices;
using LabSdk.Mds;

namespace LabSdk.Families.Mds;

/// <summary>One diagnostic device as the lab sees it.</summary>
/// <param name="client">The client; disposed with the connection.</param>
/// <param name="endpoint">The address.</param>
/// <param name="simulated">The simulated device behind it, which the connection owns; null for a real one.</param>
internal sealed class MdsLabConnection(MdsClient client, string endpoint, IAsyncDisposable? simulated = null) : ILabConnection
{
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan UsualInterval = TimeSpan.FromMilliseconds(100);

    public string Family => "mds";

    public string Endpoint => endpoint;

    public string Peer => client.Link.Driver.Length > 0 ? $"diagnostic device, {client.Link.Driver}" : "diagnostic device";

    public object Client => client;

    public bool IsSimulated => client.Link.IsSimulated || simulated is not null;

    /// <summary>The simulated device behind it; null for a real one.</summary>
    public IAsyncDisposable? Simulated => simulated;

    /// <summary>Names of the metrics in heartbeats; they are not on the wire.</summary>
    public IReadOnlyList<string> MetricNames { get; init; } = [];

    public Task<DeviceInventory> ListDevicesAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new DeviceInventory([MdsParts.Of(client, endpoint, IsSimulated, MetricNames)], []));

    public ValueTask<IReadOnlyList<HealthFact>> GetHealthAsync(CancellationToken cancellationToken) => new([MdsHealthFacts.Link(client)]);

    public async IAsyncEnumerable<DeviceState> StatesAsync(
        IReadOnlyList<string> deviceIds, double maxRateHz, bool includeSnapshot, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var interval = maxRateHz > 0 ? TimeSpan.FromSeconds(1 / maxRateHz) : UsualInterval;
        using var timer = new PeriodicTimer(interval < ShortestInterval ? ShortestInterval : interval);
        var (last, version, isFirst) = (MdsParts.State(client), 0UL, true);
        do
        {
            var now = MdsParts.State(client);
            var isChanged = (now.IsOnline, now.IsStreaming, now.Reading) != (last.IsOnline, last.IsStreaming, last.Reading);
            if (isChanged || (isFirst && includeSnapshot))
            {
                yield return now with { Version = ++version, IsSnapshot = isFirst && includeSnapshot };
            }

            (last, isFirst) = (now, false);
        }
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false));
    }

    public async ValueTask DisposeAsync()
    {
        await client.DisposeAsync().ConfigureAwait(false);
        if (simulated is not null)
        {
            await simulated.DisposeAsync().ConfigureAwait(false);
        }
    }
}
