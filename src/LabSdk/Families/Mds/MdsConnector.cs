using LabSdk.Connecting;
using LabSdk.Endpoints;
using LabSdk.Mds;
using LabSdk.Mds.Transport;
using LabSdk.Tapes;

namespace LabSdk.Families.Mds;

/// <summary>Connects diagnostic devices: over HID, over a serial line, simulated.</summary>
internal sealed class MdsConnector : ILabConnector
{
    /// <summary>What a tape calls the names of metrics, which are not on the wire.</summary>
    public const string MetricsFact = "metrics";

    public string Family => "mds";

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

        var (address, own) = (MdsAddress.Parse(endpoint), Options(options));
        own.Tap = options.Deck?.Link(Family, endpoint.ToString());

        // Opening a HID device is a chain of blocking calls.
        var client = await Task.Run(() => MdsClient.ConnectAsync(address, own, cancellationToken), cancellationToken).ConfigureAwait(false);
        return new MdsLabConnection(client, endpoint.ToString());
    }

    /// <summary>The options of clients as the lab gives them; what stands in an address wins over them.</summary>
    public static MdsOptions Options(LabOptions options)
    {
        var own = new MdsOptions { TimeProvider = options.TimeProvider };
        options.Mds?.Invoke(own);
        return own;
    }

    private static async Task<ILabConnection> ReplayAsync(TapeReplay replay, LabEndpoint endpoint, MdsOptions own, CancellationToken cancellationToken)
    {
        var tape = replay.ClaimOne("mds", endpoint.ToString());
        var backend = new ReplayMdsBackend(tape);
        var client = await MdsClient.ConnectAsync(_ => new ValueTask<IMdsBackend>(backend), own, cancellationToken).ConfigureAwait(false);
        return new MdsLabConnection(client, endpoint.ToString(), backend.Link.IsSimulated ? new ReplayedSimulation() : null)
        {
            MetricNames = tape.Fact(MetricsFact) is { Length: > 0 } names ? names.Split('\n') : [],
        };
    }
}
