using LabSdk.Daq.Wire;
using LabSdk.Devices;

namespace LabSdk.Daq;

/// <summary>A device as the daemon lists it.</summary>
/// <param name="Id">The id that calls take.</param>
/// <param name="Name">The name for people.</param>
/// <param name="DriverType">The driver.</param>
/// <param name="Category">What kind of thing it is.</param>
/// <param name="Capabilities">What it can do, in the words of <see cref="DaqCapabilities"/>, in the daemon's order.</param>
public sealed record DaqDevice(string Id, string Name, string DriverType, DaqDeviceCategory Category, IReadOnlyList<string> Capabilities)
{
    /// <summary>The unit of positions, for example <c>mm</c>; empty when unknown.</summary>
    public string PositionUnit { get; init; } = "";

    /// <summary>The range of positions, in <see cref="PositionUnit"/>. The daemon itself does not enforce it.</summary>
    public DeviceLimits PositionLimits { get; init; } = DeviceLimits.None;

    /// <summary>The unit of readings, for example <c>W</c>; empty when unknown.</summary>
    public string ReadingUnit { get; init; } = "";

    /// <summary>Pixels in a row of a full frame; 0 when unknown.</summary>
    public int FrameWidth { get; init; }

    /// <summary>Rows of a full frame; 0 when unknown.</summary>
    public int FrameHeight { get; init; }

    /// <summary>Bits of a pixel; null when unknown.</summary>
    public int? BitsPerPixel { get; init; }

    /// <summary>The range of exposures in seconds.</summary>
    public DeviceLimits ExposureLimits { get; init; } = DeviceLimits.None;

    /// <summary>The range of wavelengths in nm.</summary>
    public DeviceLimits WavelengthLimits { get; init; } = DeviceLimits.None;

    /// <summary>True when the device has a capability.</summary>
    /// <param name="capability">One of <see cref="DaqCapabilities"/>.</param>
    public bool Can(string capability) => Capabilities.Contains(capability, StringComparer.Ordinal);

    internal static DaqDevice From(DeviceInfo info)
    {
        var metadata = info.Metadata ?? new DeviceMetadata();
        return new DaqDevice(info.Id, info.Name, info.DriverType, CategoryOf(info.Category), CapabilitiesOf(info))
        {
            PositionUnit = metadata.PositionUnits,
            PositionLimits = Limits(metadata.HasMinPosition, metadata.MinPosition, metadata.HasMaxPosition, metadata.MaxPosition),
            ReadingUnit = metadata.ReadingUnits,
            FrameWidth = (int)Math.Min(metadata.FrameWidth, int.MaxValue),
            FrameHeight = (int)Math.Min(metadata.FrameHeight, int.MaxValue),
            BitsPerPixel = metadata.HasBitsPerPixel ? (int)Math.Min(metadata.BitsPerPixel, int.MaxValue) : null,
            ExposureLimits = Limits(metadata.HasMinExposureMs, metadata.MinExposureMs / 1e3, metadata.HasMaxExposureMs, metadata.MaxExposureMs / 1e3),
            WavelengthLimits = Limits(metadata.HasMinWavelengthNm, metadata.MinWavelengthNm, metadata.HasMaxWavelengthNm, metadata.MaxWavelengthNm),
        };
    }

    private static DaqDeviceCategory CategoryOf(DeviceCategory category) =>
        Enum.IsDefined((DaqDeviceCategory)(int)category) ? (DaqDeviceCategory)(int)category : DaqDeviceCategory.Unspecified;

    private static DeviceLimits Limits(bool hasMinimum, double minimum, bool hasMaximum, double maximum) => new(
        hasMinimum && !double.IsNaN(minimum) ? minimum : double.NegativeInfinity,
        hasMaximum && !double.IsNaN(maximum) ? maximum : double.PositiveInfinity);

    /// <summary>The list is the truth; a daemon from before the list has only the flags.</summary>
    private static string[] CapabilitiesOf(DeviceInfo info)
    {
        if (info.Capabilities.Count > 0)
        {
            return [.. info.Capabilities];
        }

#pragma warning disable CS0612 // The flags are deprecated in favour of the list.
        (bool Has, string Name)[] flags =
        [
            (info.IsMovable, DaqCapabilities.Movable), (info.IsReadable, DaqCapabilities.Readable),
            (info.IsTriggerable, DaqCapabilities.Triggerable), (info.IsFrameProducer, DaqCapabilities.FrameProducer),
            (info.IsExposureControllable, DaqCapabilities.ExposureControllable), (info.IsParameterized, DaqCapabilities.Parameterized),
            (info.IsShutterControllable, DaqCapabilities.ShutterControllable), (info.IsEmissionControllable, DaqCapabilities.EmissionControllable),
            (info.IsWavelengthTunable, DaqCapabilities.WavelengthTunable),
        ];
#pragma warning restore CS0612
        return [.. flags.Where(flag => flag.Has).Select(flag => flag.Name)];
    }
}
