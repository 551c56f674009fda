using LabSdk.Connecting;
using LabSdk.Endpoints;
using LabSdk.Fleet;

namespace LabSdk.Families.Fleet;

/// <summary>Connects devices to module gateways: over TCP, simulated.</summary>
internal sealed class FleetConnector : ILabConnector
{
    // A bench that is connected again at once would else meet its own old connection.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    // The range of the option.
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    public string Family => "fleet";

    public async Task<ILabConnection> ConnectAsync(LabEndpoint endpoint, LabOptions options, CancellationToken cancellationToken)
    {
        if (SimulatedConnectors.IsFor(endpoint))
        {
            return await SimulatedConnectors.Find(endpoint).ConnectAsync(endpoint, options, cancellationToken).ConfigureAwait(false);
        }

        var client = await FleetClient.ConnectAsync(FleetAddress.Parse(endpoint), Options(options), cancellationToken).ConfigureAwait(false);
        return new FleetLabConnection([client], endpoint.ToString());
    }

    /// <summary>The options of clients as the lab gives them; what stands in an address wins over them.</summary>
    public static FleetOptions Options(LabOptions options)
    {
        // The second of the reference client is short for a busy computer: one late device would cost the whole lab.
        var patience = options.ConnectTimeout == Timeout.InfiniteTimeSpan ? Longest : options.ConnectTimeout * 0.9;
        var own = new FleetOptions
        {
            AlreadyConnectedGrace = Grace,
            ConnectTimeout = patience < Shortest ? Shortest : patience > Longest ? Longest : patience,
            TimeProvider = options.TimeProvider,
        };
        options.Fleet?.Invoke(own);
        return own;
    }
}
