namespace LabSdk;

public sealed partial class Lab
{
    /// <summary>The diagnostic device of this lab.</summary>
    /// <exception cref="LabConfigurationException">The lab has none (an example address is given), or several.</exception>
    public DiagnosticDevice Mds()
    {
        Calls.ThrowIfClosed();
        var devices = Devices.OfType<DiagnosticDevice>().ToArray();
        return devices.Length switch
        {
            1 => devices[0],
            0 => throw LabErrors.FamilyNotConnected("mds", Endpoints),
            _ => throw LabErrors.SeveralDiagnosticDevices(devices.Select(device => device.FullId)),
        };
    }

    /// <summary>A diagnostic device by its id.</summary>
    /// <inheritdoc cref="Device" path="/param"/>
    /// <inheritdoc cref="Device" path="/exception"/>
    /// <exception cref="NotSupportedByDeviceException">The device has no diagnostic stream; the message says what it is.</exception>
    public DiagnosticDevice Mds(string id) =>
        FindOrRefresh(id).As(static (lab, parts) => new DiagnosticDevice(lab, parts), static parts => parts.Diagnostics is not null, "a diagnostic device");
}
