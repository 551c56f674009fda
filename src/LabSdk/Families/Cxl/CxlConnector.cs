using System.Globalization;
using LabSdk.Connecting;
using LabSdk.Cxl;
using LabSdk.Endpoints;

namespace LabSdk.Families.Cxl;

/// <summary>Connects CXL components: mailboxes of this computer, MCTP endpoints, simulated ones.</summary>
internal sealed class CxlConnector : ILabConnector
{
    public string Family => "cxl";

    public async Task<ILabConnection> ConnectAsync(LabEndpoint endpoint, LabOptions options, CancellationToken cancellationToken)
    {
        if (SimulatedConnectors.IsFor(endpoint))
        {
            return await SimulatedConnectors.Find(endpoint).ConnectAsync(endpoint, options, cancellationToken).ConfigureAwait(false);
        }

        var open = Opener(endpoint);
        var context = new CxlContext(CxlPermissionOptions.Options(options, endpoint));
        try
        {
            var source = await CxlSource.AskAsync(await open(context, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            return new CxlLabConnection(context, source, endpoint.ToString());
        }
        catch
        {
            await context.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static Func<CxlContext, CancellationToken, Task<CxlEndpoint>> Opener(LabEndpoint endpoint)
    {
        if (endpoint.Scheme == "cxl+mctp")
        {
            return uint.TryParse(endpoint.Authority, NumberStyles.None, CultureInfo.InvariantCulture, out var network)
                && byte.TryParse(endpoint.Path, NumberStyles.None, CultureInfo.InvariantCulture, out var eid)
                ? (context, token) => context.OpenMctpAsync(network, eid, token)
                : throw Wrong(endpoint, "An MCTP address is cxl+mctp://NETWORK/EID, both as numbers, for example cxl+mctp://11/28.");
        }

        var name = endpoint.HasAuthority ? endpoint.Authority : endpoint.Path;
        if (name.Length == 0 || (endpoint.HasAuthority && endpoint.Path.Length > 0))
        {
            throw Wrong(endpoint, "A mailbox address is cxl: and the name below /dev/cxl, for example cxl:mem0.");
        }

        return (context, token) => Task.Run(() => context.OpenMailbox(name), token);
    }

    private static LabConfigurationException Wrong(LabEndpoint endpoint, string hint) =>
        new(CxlErrorIds.InvalidAddress, $"'{endpoint}' is no address of a CXL component.", hint) { Endpoint = endpoint.ToString() };
}
