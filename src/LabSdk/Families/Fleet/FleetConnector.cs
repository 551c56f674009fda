using LabSdk.Connecting;
using LabSdk.Endpoints;
using LabSdk.Fleet;
using LabSdk.Tapes;

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
        if (options.Replay is { } replay)
        {
            return await ReplayAsync(replay, endpoint, Options(options), cancellationToken).ConfigureAwait(false);
        }

        if (SimulatedConnectors.IsFor(endpoint))
        {
            return await SimulatedConnectors.Find(endpoint).ConnectAsync(endpoint, options, cancellationToken).ConfigureAwait(false);
        }

        var address = FleetAddress.Parse(endpoint);
        var client = await FleetClient.ConnectAsync(address, Taped(Options(options), options.Deck, endpoint, (address.Host, address.Port), address.Device), cancellationToken).ConfigureAwait(false);
        return new FleetLabConnection([client], endpoint.ToString());
    }

    /// <summary>Gives a client a tap of its own, with what a replay needs to know of its device.</summary>
    /// <param name="options">The options of clients.</param>
    /// <param name="deck">The taps of the lab; null without.</param>
    /// <param name="endpoint">The address.</param>
    /// <param name="gateway">The gateway.</param>
    /// <param name="device">What the client connects as.</param>
    /// <param name="first">The options of the first client of the connection; null for that one itself.</param>
    public static FleetOptions Taped(FleetOptions options, TapeDeck? deck, LabEndpoint endpoint, (string Host, int Port) gateway, FleetDevice device, FleetOptions? first = null)
    {
        var own = options.Copy();
        if (deck?.Link("fleet", endpoint.ToString()) is { } tap)
        {
            FleetTape.Describe(tap, gateway, device, first?.Tap);
            own.Tap = tap;
        }

        return own;
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

    private static async Task<ILabConnection> ReplayAsync(TapeReplay replay, LabEndpoint endpoint, FleetOptions options, CancellationToken cancellationToken)
    {
        var clients = new List<FleetClient>();
        try
        {
            foreach (var link in replay.Claim("fleet", endpoint.ToString()))
            {
                var own = options.Copy();
                own.Replay = link;
                var (host, port) = FleetTape.Gateway(link);
                clients.Add(await FleetClient.ConnectAsync(host, port, FleetTape.Device(link), own, cancellationToken).ConfigureAwait(false));
            }

            return new FleetLabConnection(clients, endpoint.ToString(), replay.Content.Start.IsSimulated ? new ReplayedSimulation() : null);
        }
        catch
        {
            clients.ForEach(client => client.Destroy());
            throw;
        }
    }
}
