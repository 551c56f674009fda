using LabSdk.Connecting;
using LabSdk.Daq;

namespace LabSdk.Families.Daq;

/// <summary>What a device of a daemon can do, by its capability list, as parts of the lab.</summary>
internal static class DaqParts
{
    public static DeviceParts Of(DaqClient client, DaqDevice device)
    {
        var (hardware, devices, id) = (client.Hardware, client.Devices, device.Id);
        var plain = devices.Settable(device);
        var camera = device.Can(DaqCapabilities.FrameProducer) ? devices.Camera(device) : null;
        var parts = new DeviceParts(plain.Description)
        {
            Movable = device.Can(DaqCapabilities.Movable) ? devices.Motor(device) : null,
            Readable = device.Can(DaqCapabilities.Readable) ? devices.Detector(device) : null,
            Frames = camera,
            Trigger = device.Can(DaqCapabilities.Triggerable) ? camera : null,
            Parameters = device.Can(DaqCapabilities.Parameterized) || device.Can(DaqCapabilities.Settable) ? plain : null,
            IsSettable = device.Can(DaqCapabilities.Settable),
            Staging = new Switching((_, token) => hardware.StageDeviceAsync(id, token), token => hardware.UnstageDeviceAsync(id, token)),
            Command = (name, arguments, token) => hardware.ExecuteDeviceCommandAsync(id, name, arguments, token),
            ReadState = async token => DaqStates.Of(
                await hardware.GetDeviceStateAsync(id, token).ConfigureAwait(false), DateTimeOffset.UtcNow),
        };
        return WithLaser(WithCamera(parts, camera, device), devices, device);
    }

    private static DeviceParts WithCamera(DeviceParts parts, DaqCamera? camera, DaqDevice device) => camera is null ? parts : parts with
    {
        Acquisition = new Switching((frames, token) => camera.StartAsync(frames, token), token => camera.StopAsync(token)),
        Exposure = device.Can(DaqCapabilities.ExposureControllable)
            ? new Setting<TimeSpan>(camera.GetExposureAsync, camera.SetExposureAsync) { Limits = device.ExposureLimits }
            : null,
    };

    private static DeviceParts WithLaser(DeviceParts parts, DaqDevices devices, DaqDevice device)
    {
        var (tunable, shutter, emission) = (
            device.Can(DaqCapabilities.WavelengthTunable), device.Can(DaqCapabilities.ShutterControllable), device.Can(DaqCapabilities.EmissionControllable));
        if (!tunable && !shutter && !emission)
        {
            return parts;
        }

        var laser = devices.Laser(device);
        return parts with
        {
            Wavelength = tunable ? new Setting<double>(laser.GetWavelengthAsync, laser.SetWavelengthAsync) { Limits = laser.WavelengthLimits } : null,
            Shutter = shutter ? new Setting<bool>(laser.GetShutterAsync, laser.SetShutterAsync) : null,
            Emission = emission ? new Setting<bool>(laser.GetEmissionAsync, laser.SetEmissionAsync) : null,
        };
    }
}
