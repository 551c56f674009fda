using LabSdk.Connecting;
using LabSdk.Endpoints;
using LabSdk.Families.Fleet;
using LabSdk.Fleet;
using LabSdk.Options;
using LabSdk.Simulation.Fleet;

[assembly: SimulatedConnector(typeof(SimulatedFleetConnector))]

namespace LabSdk.Simulation.Fleet;

/// <summary>
/// Connects <c>fleet:sim</c>: a simulated gateway that lives as long as its connection, with three devices for the lab to play: a
/// button (<c>left_button</c>), a board with inputs and outputs (<c>opta</c>) and a car (<c>driving</c>). Options in the address are
/// those of the clients.
/// </summary>
internal sealed class SimulatedFleetConnector : ILabConnector
{
    private static readonly FleetDevice[] Devices =
    [
        new(FleetModule.Example, 0, "left_button", "button1"),
        new(FleetModule.Io, 1, "opta", "opta1"),
        new(FleetModule.Mission, 1, "driving", "autonomy"),
    ];

    private readonly SimulatedGatewayOptions? _options;

    public SimulatedFleetConnector()
        : this(null)
    {
    }

    /// <summary>Connects to gateways that are set up like this.</summary>
    public SimulatedFleetConnector(SimulatedGatewayOptions? options) => _options = options;

    public string Family => "fleet";

    public async Task<ILabConnection> ConnectAsync(LabEndpoint endpoint, LabOptions options, CancellationToken cancellationToken)
    {
        var own = FleetConnector.Options(options);
        OptionBinder.Apply(own, endpoint.Options, $"the devices at {endpoint}");
        var gateway = SimulatedGateway.Start(_options);
        var clients = new List<FleetClient>();
        FleetOptions? first = null;
        try
        {
            foreach (var device in Devices)
            {
                var taped = FleetConnector.Taped(own, options.Deck, endpoint, ("127.0.0.1", gateway.Port), device, first);
                first ??= taped;
                clients.Add(await FleetClient.ConnectAsync("127.0.0.1", gateway.Port, device, taped, cancellationToken).ConfigureAwait(false));
            }

            return new FleetLabConnection(clients, endpoint.ToString(), gateway);
        }
        catch
        {
            foreach (var client in clients)
            {
                client.Destroy();
            }

            await gateway.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
