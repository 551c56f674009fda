using LabSdk.Connecting;
using LabSdk.Daq;
using LabSdk.Endpoints;

namespace LabSdk.Families.Daq;

/// <summary>Connects rust-daq daemons.</summary>
internal sealed class DaqConnector : ILabConnector
{
    public string Family => "daq";

    public async Task<ILabConnection> ConnectAsync(LabEndpoint endpoint, LabOptions options, CancellationToken cancellationToken)
    {
        var own = DaqOptions.FromEndpoint(endpoint);

        // What stands in the address wins over the options of the lab.
        own.Token ??= options.Token;
        own.Timeout = endpoint.Options.ContainsKey("timeout") ? own.Timeout : options.Timeout;
        own.TimeProvider = options.TimeProvider;
        options.Daq?.Invoke(own);
        own.Tap = options.Deck?.Link(Family, endpoint.ToString());
        own.Replay = options.Replay?.ClaimOne(Family, endpoint.ToString());
        return new DaqLabConnection(await DaqClient.ConnectAsync(own, cancellationToken).ConfigureAwait(false));
    }
}
