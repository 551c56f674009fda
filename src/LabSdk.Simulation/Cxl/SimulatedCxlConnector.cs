using System.Reflection;
using LabSdk.Connecting;
using LabSdk.Cxl;
using LabSdk.Endpoints;
using LabSdk.Families.Cxl;
using LabSdk.Options;
using LabSdk.Simulation.Cxl;

[assembly: SimulatedConnector(typeof(SimulatedCxlConnector))]

namespace LabSdk.Simulation.Cxl;

/// <summary>
/// Connects simulated CXL components that live as long as their connection: <c>cxl:sim</c> and <c>cxl+sim://type3</c> (a memory
/// device), <c>cxl+sim://switch</c>, <c>cxl+sim://mld</c>; or one of another process behind a socket, <c>cxl+sim://unix/run/cxl.sock</c>.
/// Options of the component stand in the address, as <c>link=mailbox</c> does for the mailbox instead of MCTP; all others are those
/// of the client: <c>cxl:sim?name=mem7&amp;drifts=false&amp;allowDisruptive=true</c>.
/// </summary>
internal sealed class SimulatedCxlConnector : ILabConnector
{
    private static readonly string[] Permissions = [nameof(CxlPermissions.AllowDisruptive), nameof(CxlPermissions.AllowSecurity), nameof(CxlPermissions.AllowVendor)];

    private readonly SimulatedCxlOptions _memory;
    private readonly SimulatedCxlSwitchOptions _fabric;

    public SimulatedCxlConnector()
        : this(null, null)
    {
    }

    /// <summary>Connects components that are set up like this, before what stands in the address.</summary>
    public SimulatedCxlConnector(SimulatedCxlOptions? memory, SimulatedCxlSwitchOptions? fabric) =>
        (_memory, _fabric) = (memory ?? new SimulatedCxlOptions(), fabric ?? new SimulatedCxlSwitchOptions());

    public string Family => "cxl";

    public async Task<ILabConnection> ConnectAsync(LabEndpoint endpoint, LabOptions options, CancellationToken cancellationToken)
    {
        var setup = Setup(endpoint);
        var link = new SimulatedLinkOptions();
        var own = Apply(endpoint, setup, link, options);
        own.Tap = CxlConnector.Tap(options, endpoint, own, isSimulated: true);
        var component = Make(setup);
        var context = new CxlContext(own);
        try
        {
            var opened = component is null
                ? await OpenSocketAsync(context, endpoint, cancellationToken).ConfigureAwait(false)
                : await OpenAsync(context, component, link, cancellationToken).ConfigureAwait(false);
            var source = await CxlSource.AskAsync(opened, cancellationToken).ConfigureAwait(false);
            return new CxlLabConnection(context, source, endpoint.ToString(), (IAsyncDisposable?)component ?? new OtherProcess());
        }
        catch
        {
            await context.DisposeAsync().ConfigureAwait(false);
            if (component is not null)
            {
                await component.DisposeAsync().ConfigureAwait(false);
            }

            throw;
        }
    }

    private object Setup(LabEndpoint endpoint) => (endpoint.HasAuthority ? endpoint.Authority : "type3") switch
    {
        "type3" => _memory with { },
        "switch" => _fabric with { },
        "mld" => new SimulatedCxlMldOptions(),
        "unix" => new SimulatedLinkOptions(),
        _ => throw new LabConfigurationException(
            CxlErrorIds.InvalidAddress, $"'{endpoint}' is no simulated CXL component.", "There are cxl:sim, cxl+sim://type3, cxl+sim://switch, cxl+sim://mld and cxl+sim://unix/PATH.")
        {
            Endpoint = endpoint.ToString(),
        },
    };

    /// <summary>Gives each option of the address to whom it belongs; those of the client come back.</summary>
    private static CxlOptions Apply(LabEndpoint endpoint, object setup, SimulatedLinkOptions link, LabOptions options)
    {
        var (ofLink, ofComponent, ofClient) = (Names(link), Names(setup), Names(new CxlOptions()).Union(Permissions, StringComparer.OrdinalIgnoreCase).ToHashSet(StringComparer.OrdinalIgnoreCase));
        Dictionary<string, string> Part(Func<string, bool> takes) => endpoint.Options.Where(option => takes(option.Key)).ToDictionary(option => option.Key, option => option.Value);

        // What both have, such as the dialect of tunnels, goes to both; what nobody has is told with the options of the component.
        OptionBinder.Apply(link, Part(ofLink.Contains), $"the link to {endpoint}");
        OptionBinder.Apply(setup, Part(key => !ofLink.Contains(key) && (ofComponent.Contains(key) || !ofClient.Contains(key))), "the simulated CXL component");
        return CxlPermissionOptions.Options(options, Part(ofClient.Contains), $"the component at {endpoint}");
    }

    private static SimulatedCxlComponent? Make(object setup) => setup switch
    {
        SimulatedCxlOptions memory => new SimulatedCxlDevice(memory),
        SimulatedCxlSwitchOptions fabric => new SimulatedCxlSwitch(fabric),
        SimulatedCxlMldOptions divided => new SimulatedCxlMld(divided),
        _ => null,
    };

    private static async Task<CxlEndpoint> OpenAsync(CxlContext context, SimulatedCxlComponent component, SimulatedLinkOptions link, CancellationToken cancellationToken) =>
        link.Link == SimulatedLink.Mailbox
            ? context.OpenMailbox(component.OpenMailbox())
            : await context.OpenMctpAsync(component.Name, component.OpenMctp, cancellationToken).ConfigureAwait(false);

    private static Task<CxlEndpoint> OpenSocketAsync(CxlContext context, LabEndpoint endpoint, CancellationToken cancellationToken)
    {
        var path = "/" + endpoint.Path;
        return context.OpenMctpAsync(path, type => new CxlSocketChannel(path, type), cancellationToken);
    }

    private static HashSet<string> Names(object setup) => setup.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.SetMethod is { IsPublic: true })
        .Select(property => property.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>A component that this process does not own.</summary>
    private sealed class OtherProcess : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => default;
    }
}
