namespace LabSdk.Daq;

/// <summary>The state of a device, read from the hardware. What the device does not have, or could not be read, is null.</summary>
/// <param name="DeviceId">The device.</param>
/// <param name="IsOnline">False when the position could not be read.</param>
public sealed record DaqDeviceState(string DeviceId, bool IsOnline)
{
    /// <summary>Position in the device's unit.</summary>
    public double? Position { get; init; }

    /// <summary>A fresh reading in the device's unit.</summary>
    public double? Reading { get; init; }

    /// <summary>True when armed for a trigger.</summary>
    public bool? IsArmed { get; init; }

    /// <summary>True when frames flow.</summary>
    public bool? IsStreaming { get; init; }

    /// <summary>The exposure time.</summary>
    public TimeSpan? Exposure { get; init; }
}
