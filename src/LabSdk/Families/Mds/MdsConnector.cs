using LabSdk.Connecting;
using LabSdk.Endpoints;
using LabSdk.Mds;

namespace LabSdk.Families.Mds;

/// <summary>Connects diagnostic devices: over HID, over a serial line, simulated.</summary>
internal sealed class MdsConnector : ILabConnector
{
    public string Family => "mds";

    public async Task<ILabConnection> ConnectAsync(LabEndpoint endpoint, LabOptions options, CancellationToken cancellationToken)
    {
        if (SimulatedConnectors.IsFor(endpoint))
        {
            return await SimulatedConnectors.Find(endpoint).ConnectAsync(endpoint, options, cancellationToken).ConfigureAwait(false);
        }

        var (address, own) = (MdsAddress.Parse(endpoint), Options(options));

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
}
