using LabSdk.Connecting;

namespace LabSdk;

/// <summary>Which facade classes fit a device.</summary>
internal static class Capabilities
{
    public static bool IsLaser(DeviceParts parts) => parts.Wavelength is not null || parts.Emission is not null || parts.Shutter is not null;

    /// <summary>The lab's methods that give this device, best first, for hints.</summary>
    public static IEnumerable<string> WaysToGet(DeviceParts parts)
    {
        var id = parts.Description.Id;
        if (parts.Diagnostics is not null)
        {
            yield return $"lab.Mds(\"{id}\")";
        }

        if (parts.Cxl is not null)
        {
            yield return $"lab.Cxl(\"{id}\")";
        }

        if (parts.Fleet is not null)
        {
            yield return $"lab.Fleet(\"{id}\")";
        }

        if (parts.Telemetry is not null)
        {
            yield return "lab.Telemetry";
        }

        if (parts.Frames is not null)
        {
            yield return $"lab.Camera(\"{id}\")";
        }

        if (IsLaser(parts))
        {
            yield return $"lab.Laser(\"{id}\")";
        }

        if (parts.Movable is not null)
        {
            yield return $"lab.Motor(\"{id}\")";
        }

        if (parts.Readable is not null)
        {
            yield return $"lab.Detector(\"{id}\")";
        }

        if (parts.IsSettable)
        {
            yield return $"lab.Settable(\"{id}\")";
        }
    }
}
