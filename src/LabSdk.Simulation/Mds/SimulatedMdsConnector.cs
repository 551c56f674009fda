using LabSdk.Connecting;
using LabSdk.Endpoints;
using LabSdk.Families.Mds;
using LabSdk.Mds;
using LabSdk.Options;
using LabSdk.Simulation.Mds;

[assembly: SimulatedConnector(typeof(SimulatedMdsConnector))]

namespace LabSdk.Simulation.Mds;

/// <summary>
/// Connects <c>mds:sim</c>: a simulated device that lives as long as its connection. Options of the device stand in the address:
/// <c>mds:sim?framing=bare&amp;serial=A7&amp;seed=3&amp;heartbeatInterval=200ms</c>; all others are those of the client.
/// </summary>
internal sealed class SimulatedMdsConnector : ILabConnector
{
    private static readonly HashSet<string> OfDevice = new(StringComparer.OrdinalIgnoreCase)
    {
        nameof(SimulatedMdsOptions.Framing), nameof(SimulatedMdsOptions.Serial), nameof(SimulatedMdsOptions.Seed),
        nameof(SimulatedMdsOptions.HeartbeatInterval), nameof(SimulatedMdsOptions.IsFast), nameof(SimulatedMdsOptions.StartsAtOne),
        nameof(SimulatedMdsOptions.PadsReplies), nameof(SimulatedMdsOptions.EndsTexts),
    };

    private readonly SimulatedMdsOptions _options;

    public SimulatedMdsConnector()
        : this(null)
    {
    }

    /// <summary>Connects devices that are set up like this, before what stands in the address.</summary>
    public SimulatedMdsConnector(SimulatedMdsOptions? options) => _options = options ?? new SimulatedMdsOptions();

    public string Family => "mds";

    public async Task<ILabConnection> ConnectAsync(LabEndpoint endpoint, LabOptions options, CancellationToken cancellationToken)
    {
        var (setup, own) = (_options with { }, MdsConnector.Options(options));
        OptionBinder.Apply(setup, Part(endpoint, ofDevice: true), "the simulated diagnostic device");
        OptionBinder.Apply(own, Part(endpoint, ofDevice: false), $"the device at {endpoint}");
        own.Tap = options.Deck?.Link(Family, endpoint.ToString());
        own.Tap?.Facts.TryAdd(MdsConnector.MetricsFact, string.Join('\n', SimulatedMdsDevice.MetricNames));
        var device = new SimulatedMdsDevice(setup);
        try
        {
            var client = await MdsClient.ConnectAsync(_ => new ValueTask<IMdsBackend>(device.Open()), own, cancellationToken).ConfigureAwait(false);
            return new MdsLabConnection(client, endpoint.ToString(), device) { MetricNames = SimulatedMdsDevice.MetricNames };
        }
        catch
        {
            await device.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static Dictionary<string, string> Part(LabEndpoint endpoint, bool ofDevice) =>
        endpoint.Options.Where(option => OfDevice.Contains(option.Key) == ofDevice).ToDictionary(option => option.Key, option => option.Value);
}
