namespace LabSdk.Mds;

/// <summary>What a coredump says about itself without symbols.</summary>
public sealed record CoredumpSummary
{
    /// <summary>Version of the layout; 2 today.</summary>
    public uint Version { get; init; }

    /// <summary>Length that the coredump claims, in bytes.</summary>
    public uint TotalSize { get; init; }

    /// <summary>True when the device had no room for all of it; null when its end is missing.</summary>
    public bool? IsTruncated { get; init; }

    /// <summary>Serial number of the device; null when not there.</summary>
    public string? DeviceSerial { get; init; }

    /// <summary>Name of the firmware; null when not there.</summary>
    public string? SoftwareType { get; init; }

    /// <summary>Version of the firmware; null when not there.</summary>
    public string? SoftwareVersion { get; init; }

    /// <summary>Version of the hardware; null when not there.</summary>
    public string? HardwareVersion { get; init; }

    /// <summary>Why the device crashed; null when not there.</summary>
    public RebootReason? Reason { get; init; }

    /// <summary>The processor, for example <c>Arm</c>; null when not there.</summary>
    public string? Machine { get; init; }

    /// <summary>Number of memory regions, and their bytes together.</summary>
    public (int Count, long Bytes) Memory { get; init; }
}
