using System.Globalization;
using LabSdk.Connecting;
using LabSdk.Cxl;
using LabSdk.Endpoints;
using LabSdk.Tapes;

namespace LabSdk.Families.Cxl;

/// <summary>Connects CXL components: mailboxes of this computer, MCTP endpoints, simulated ones.</summary>
internal sealed class CxlConnector : ILabConnector
{
    public string Family => "cxl";

    public async Task<ILabConnection> ConnectAsync(LabEndpoint endpoint, LabOptions options, CancellationToken cancellationToken)
    {
        if (options.Replay is { } replay)
        {
            return await ReplayAsync(replay, endpoint, CxlPermissionOptions.Options(options), cancellationToken).ConfigureAwait(false);
        }

        if (SimulatedConnectors.IsFor(endpoint))
        {
            return await SimulatedConnectors.Find(endpoint).ConnectAsync(endpoint, options, cancellationToken).ConfigureAwait(false);
        }

        var open = Opener(endpoint);
        var own = CxlPermissionOptions.Options(options, endpoint);
        own.Tap = Tap(options, endpoint, own);
        var context = new CxlContext(own);
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

    /// <summary>The tap of a component; what was permitted is permitted when it is replayed.</summary>
    public static TapeTap? Tap(LabOptions options, LabEndpoint endpoint, CxlOptions own, bool isSimulated = false)
    {
        var tap = options.Deck?.Link("cxl", endpoint.ToString());
        if (tap is not null)
        {
            tap.Facts[nameof(CxlPermissions)] = string.Join(' ', Granted(own.Permissions));
            tap.Facts[TapeFacts.Simulated] = isSimulated ? "true" : "";
        }

        return tap;
    }

    private static async Task<ILabConnection> ReplayAsync(TapeReplay replay, LabEndpoint endpoint, CxlOptions own, CancellationToken cancellationToken)
    {
        var tape = replay.ClaimOne("cxl", endpoint.ToString());
        var granted = tape.Fact(nameof(CxlPermissions)).Split(' ');
        own.Permissions = new CxlPermissions
        {
            AllowDisruptive = own.Permissions.AllowDisruptive || granted.Contains(nameof(CxlPermissions.AllowDisruptive)),
            AllowSecurity = own.Permissions.AllowSecurity || granted.Contains(nameof(CxlPermissions.AllowSecurity)),
            AllowVendor = own.Permissions.AllowVendor || granted.Contains(nameof(CxlPermissions.AllowVendor)),
        };
        var context = new CxlContext(own);
        var opened = await context.OpenAsync(new ReplayCxlTransport(tape), cancellationToken).ConfigureAwait(false);
        var source = await CxlSource.AskAsync(opened, cancellationToken).ConfigureAwait(false);
        return new CxlLabConnection(context, source, endpoint.ToString(), tape.Fact(TapeFacts.Simulated).Length > 0 ? new ReplayedSimulation() : null);
    }

    private static IEnumerable<string> Granted(CxlPermissions permissions)
    {
        if (permissions.AllowDisruptive)
        {
            yield return nameof(CxlPermissions.AllowDisruptive);
        }

        if (permissions.AllowSecurity)
        {
            yield return nameof(CxlPermissions.AllowSecurity);
        }

        if (permissions.AllowVendor)
        {
            yield return nameof(CxlPermissions.AllowVendor);
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
