namespace LabSdk.Simulation;

/// <summary>The stable ids of errors raised by LabSdk.Simulation. Each has a page in docs/errors.</summary>
public static class SimulationErrorIds
{
    /// <summary>The ring-buffer file cannot be created.</summary>
    public const string RingBuffer = "LAB-SIM-0001";

    /// <summary>The file with the token of a simulated daemon cannot be used.</summary>
    public const string TokenFile = "LAB-SIM-0002";

    /// <summary>No HID device can be made: /dev/uhid is not there or may not be used.</summary>
    public const string NoUhid = "LAB-SIM-0003";

    /// <summary>The folder of a simulated broker cannot be used.</summary>
    public const string BrokerFolder = "LAB-SIM-0004";

    /// <summary>A simulated CXL component cannot be served on a socket.</summary>
    public const string CxlSocket = "LAB-SIM-0005";
}
