namespace LabSdk.Simulation.Mds;

/// <summary>What a simulated device says about itself in each event.</summary>
/// <param name="SoftwareType">Name of the firmware.</param>
/// <param name="SoftwareVersion">Its version.</param>
/// <param name="HardwareVersion">Version of the hardware.</param>
/// <param name="DeviceSerial">Serial number in events; null leaves it out, as the firmware does by default.</param>
public sealed record MdsIdentity(
    string SoftwareType = "main-fw", string SoftwareVersion = "1.2.3", string HardwareVersion = "evt_24", string? DeviceSerial = null);
