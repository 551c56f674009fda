namespace LabSdk;

public sealed partial class Lab
{
    /// <summary>The device that this lab plays at a gateway.</summary>
    /// <exception cref="LabConfigurationException">The lab has none (an example address is given), or several.</exception>
    public GatewayDevice Fleet()
    {
        Calls.ThrowIfClosed();
        var devices = Devices.OfType<GatewayDevice>().ToArray();
        return devices.Length switch
        {
            1 => devices[0],
            0 => throw LabErrors.FamilyNotConnected("fleet", Endpoints),
            _ => throw LabErrors.SeveralGatewayDevices(devices.Select(device => device.FullId)),
        };
    }

    /// <summary>A device that this lab plays at a gateway, by its id: its role.</summary>
    /// <inheritdoc cref="Device" path="/param"/>
    /// <inheritdoc cref="Device" path="/exception"/>
    /// <exception cref="NotSupportedByDeviceException">The device is none at a gateway; the message says what it is.</exception>
    public GatewayDevice Fleet(string id) =>
        FindOrRefresh(id).As(static (lab, parts) => new GatewayDevice(lab, parts), static parts => parts.Fleet is not null, "a device at a gateway");
}
