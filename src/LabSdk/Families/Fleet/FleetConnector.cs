using LabSdk.Connecting;
using LabSdk.Endpoints;
using LabSdk.Fleet;

namespace LabSdk.Families.Fleet;

/// <summary>Connects devices to module gateways: over TCP, simulated.</summary>
internal sealed class FleetConnector : ILabConnector
{
    // A bench that is connected again at once would else meet its own old connection.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

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
        var own = new FleetOptions { AlreadyConnectedGrace = Grace, TimeProvider = options.TimeProvider };
        options.Fleet?.Invoke(own);
        return own;
    }
}
