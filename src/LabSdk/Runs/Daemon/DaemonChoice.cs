using LabSdk.Daq;
using LabSdk.Devices;

namespace LabSdk;

/// <summary>A plan's wish to be run by a daemon's own engine.</summary>
/// <param name="Lab">The lab with the daemon; null to find it by the devices.</param>
internal sealed record DaemonChoice(Lab? Lab)
{
    /// <exception cref="LabConfigurationException">The engine cannot run the plan, or there is no such daemon.</exception>
    public IRemoteEngine Open(ScanPlan plan) => new DaemonEngine(Client(plan), plan, DaemonPlan.Translate(plan));

    private DaqClient Client(ScanPlan plan)
    {
        var devices = plan.Motors.Concat<IDevice>(plan.Detectors).OfType<Device>().ToArray();
        var clients = devices
            .SelectMany(device => device.Lab.Connections.Where(connection => connection.Endpoint == device.Description.Endpoint))
            .Select(connection => connection.Client).OfType<DaqClient>().Distinct().ToArray();
        return clients switch
        {
            [var one] => one,
            [] => Lab?.Daq ?? throw DaemonPlan.Refused("no device of it belongs to a daemon; OnDaemon(lab) names one."),
            _ => throw DaemonPlan.Refused($"its devices belong to {clients.Length} daemons."),
        };
    }
}
