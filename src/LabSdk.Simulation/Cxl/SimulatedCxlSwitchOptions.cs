using System.ComponentModel.DataAnnotations;

namespace LabSdk.Simulation;

/// <summary>How a simulated CXL switch is set up. Copied when the switch is made.</summary>
public sealed record SimulatedCxlSwitchOptions
{
    /// <summary>Its name. Default <c>switch0</c>.</summary>
    public string Name { get; init; } = "switch0";

    /// <summary>Its serial number. Default 01AB5D0000C53000h.</summary>
    public long SerialNumber { get; init; } = 0x01AB_5D00_00C5_3000;

    /// <summary>Physical ports, 8 to 32. Port 0 and the last one lead to hosts. Default 8.</summary>
    [Range(8, 32)]
    public int Ports { get; init; } = 8;

    /// <summary>Virtual ports of each of the two virtual switches. Default 8.</summary>
    [Range(1, 32)]
    public int VirtualPorts { get; init; } = 8;

    /// <summary>True for a switch with nothing plugged in. Default false: devices at ports 1, 2, 3 and 5.</summary>
    public bool IsEmpty { get; init; }

    /// <summary>True for tunnels of the dialect that puts the message type before the embedded message. Default false.</summary>
    public bool TunnelIncludesMessageType { get; init; }

    /// <summary>True to let the health of the devices drift on the clock. Default true.</summary>
    public bool Drifts { get; init; } = true;

    /// <summary>The clock. Default the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
