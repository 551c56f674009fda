using LabSdk.Connecting;
using LabSdk.Daq;

namespace LabSdk;

public sealed partial class Lab
{
    /// <summary>The asynchronous client of the first daq daemon of this lab, with all of its calls.</summary>
    /// <exception cref="LabConfigurationException">The lab is not connected to a daemon.</exception>
    public DaqClient Daq => _connections.Select(each => each.Client).OfType<DaqClient>().FirstOrDefault() ?? throw LabErrors.FamilyNotConnected("daq", Endpoints);

    /// <summary>The daemon's own run engine. Does not block until it is used.</summary>
    /// <exception cref="LabConfigurationException">The lab is not connected to a daemon.</exception>
    public RunEngine RunEngine => new(Calls, Daq);
}
