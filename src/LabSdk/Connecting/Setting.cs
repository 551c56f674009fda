using LabSdk.Devices;

namespace LabSdk.Connecting;

/// <summary>A setting that a connection offers: reading asks the device, setting returns what was read back.</summary>
internal sealed record Setting<T>(Func<CancellationToken, Task<T>> Get, Func<T, CancellationToken, Task<T>> Set)
{
    /// <summary>The range; open when the device names none.</summary>
    public DeviceLimits Limits { get; init; } = DeviceLimits.None;
}
