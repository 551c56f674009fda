using LabSdk.Cxl;

namespace LabSdk;

public sealed partial class Lab
{
    /// <summary>The CXL components that this computer could connect to: its mailboxes, and the MCTP endpoints that its services list. Opens none. Blocks.</summary>
    /// <example><code>Lab.DiscoverCxl()</code></example>
    public static CxlDiscovery DiscoverCxl() => Blocking.Run(DiscoverCxlAsync, new BlockingCall("Looking for CXL components") { Timeout = TimeSpan.FromSeconds(10) });

    /// <summary>The CXL components that this computer could connect to: its mailboxes, and the MCTP endpoints that its services list. Opens none.</summary>
    /// <param name="cancellationToken">Ends the search.</param>
    public static async Task<CxlDiscovery> DiscoverCxlAsync(CancellationToken cancellationToken = default)
    {
        var mailboxes = CxlContext.DiscoverMailboxes();
        try
        {
            return new CxlDiscovery(mailboxes, await CxlContext.DiscoverMctpAsync(cancellationToken).ConfigureAwait(false), null);
        }
        catch (LabException error)
        {
            return new CxlDiscovery(mailboxes, null, error.Problem);
        }
    }

    /// <summary>The CXL component of this lab.</summary>
    /// <exception cref="LabConfigurationException">The lab has none (an example address is given), or several.</exception>
    public CxlDevice Cxl()
    {
        Calls.ThrowIfClosed();
        var devices = Devices.OfType<CxlDevice>().ToArray();
        return devices.Length switch
        {
            1 => devices[0],
            0 => throw LabErrors.FamilyNotConnected("cxl", Endpoints),
            _ => throw LabErrors.SeveralCxlDevices(devices.Select(device => device.FullId)),
        };
    }

    /// <summary>A CXL component by its id: the name of its mailbox (<c>mem0</c>), or <c>mctp 11/28</c>.</summary>
    /// <inheritdoc cref="Device" path="/param"/>
    /// <inheritdoc cref="Device" path="/exception"/>
    /// <exception cref="NotSupportedByDeviceException">The device is no CXL component; the message says what it is.</exception>
    public CxlDevice Cxl(string id) =>
        FindOrRefresh(id).As(static (lab, parts) => new CxlDevice(lab, parts), static parts => parts.Cxl is not null, "a CXL component");
}
