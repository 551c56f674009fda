using System.ComponentModel.DataAnnotations;

namespace LabSdk.Simulation;

/// <summary>How a simulated device with many logical devices is set up. Copied when the device is made.</summary>
public sealed record SimulatedCxlMldOptions
{
    /// <summary>Its name. Default <c>mld0</c>.</summary>
    public string Name { get; init; } = "mld0";

    /// <summary>Its serial number; logical device n has this plus n plus 1. Default 01AB5D0000C52000h.</summary>
    public long SerialNumber { get; init; } = 0x01AB_5D00_00C5_2000;

    /// <summary>Logical devices, 1 to 16. Default 16.</summary>
    [Range(1, 16)]
    public int LogicalDevices { get; init; } = 16;

    /// <summary>Memory of each at the beginning, in units of 256 MiB, all volatile. Default 2 (512 MiB).</summary>
    [Range(1, 4096)]
    public int UnitsPerDevice { get; init; } = 2;

    /// <summary>Memory of the pool, in units of 256 MiB. Default 64 (16 GiB).</summary>
    [Range(1, 65536)]
    public int CapacityUnits { get; init; } = 64;

    /// <summary>Heads, 1 for an ordinary device. With more it is multi-headed and has an LD Pool CCI. Default 1.</summary>
    [Range(1, 16)]
    public int Heads { get; init; } = 1;

    /// <summary>True for tunnels of the dialect that puts the message type before the embedded message. Default false.</summary>
    public bool TunnelIncludesMessageType { get; init; }

    /// <summary>True to let the health of the logical devices drift on the clock. Default true.</summary>
    public bool Drifts { get; init; } = true;

    /// <summary>The clock. Default the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
