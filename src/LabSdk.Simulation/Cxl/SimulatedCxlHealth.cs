using LabSdk.Cxl;

namespace LabSdk.Simulation;

/// <summary>
/// The health of a simulated CXL memory device, to be set at will. With drift on, temperature, wear and error counts go their
/// own way on the device's clock, and what crosses a threshold goes to the event logs.
/// </summary>
public sealed class SimulatedCxlHealth
{
    internal SimulatedCxlHealth()
    {
    }

    /// <summary>Maintenance needed, performance degraded, replacement needed, capacity degraded. Default none.</summary>
    public CxlHealthStatus Flags { get; set; }

    /// <summary>What the media can still be trusted with. Default normal.</summary>
    public CxlMediaStatus MediaStatus { get; set; }

    /// <summary>Percent of the life that is used; null when the device does not tell. Default 4.</summary>
    public byte? LifeUsed { get; set; } = 4;

    /// <summary>Degrees Celsius; null when the device does not tell. Default 41.</summary>
    public short? Temperature { get; set; } = 41;

    /// <summary>Shutdowns that lost data. Default 0.</summary>
    public uint DirtyShutdowns { get; set; }

    /// <summary>Corrected errors of volatile memory since the last reset. Default 0.</summary>
    public uint CorrectedVolatileErrors { get; set; }

    /// <summary>Corrected errors of persistent memory since the last reset. Default 0.</summary>
    public uint CorrectedPersistentErrors { get; set; }
}
