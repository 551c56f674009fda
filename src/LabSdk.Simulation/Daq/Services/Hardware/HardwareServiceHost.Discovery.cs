using Grpc.Core;

namespace LabSdk.Simulation.Daq;

using LabSdk.Daq.Wire;

/// <summary>What devices there are and in which state.</summary>
internal sealed partial class HardwareServiceHost
{
    public override Task<ListDevicesResponse> ListDevices(ListDevicesRequest request, ServerCallContext context)
    {
        var wanted = request.HasCapabilityFilter ? Filter(request.CapabilityFilter) : _ => true;
        var reply = new ListDevicesResponse();
        reply.Devices.AddRange(state.Devices.Where(wanted).Select(Describe));
        return Task.FromResult(reply);
    }

    public override Task<DeviceStateResponse> GetDeviceState(DeviceStateRequest request, ServerCallContext context)
    {
        var device = state.Find(request.DeviceId) ?? throw RpcErrors.NotFound($"Device not found: {request.DeviceId}");
        var reply = new DeviceStateResponse { DeviceId = device.Id, Online = true };
        if (device is IMovableDriver movable)
        {
            reply.Position = CallFaults.Of(context).Position(movable.Position);
        }

        if (device is IReadableDriver readable)
        {
            reply.LastReading = readable.Read();
        }

        if (device is ITriggerableDriver triggerable)
        {
            reply.Armed = triggerable.IsArmed;
        }

        if (device is IFrameDriver camera)
        {
            reply.Streaming = camera.IsStreaming;
        }

        if (device is IExposureDriver exposure)
        {
            reply.ExposureMs = exposure.ExposureSeconds * 1000;
        }

        return Task.FromResult(reply);
    }

    // The filter knows fewer words than the capability list, and not the same ones.
    private static Func<SimulatedDevice, bool> Filter(string filter) => filter.ToLowerInvariant() switch
    {
        "movable" => device => device is IMovableDriver,
        "readable" => device => device is IReadableDriver,
        "triggerable" => device => device is ITriggerableDriver,
        "frame_producer" or "frameproducer" => device => device is IFrameDriver,
        "exposure_control" or "exposurecontrol" => device => device is IExposureDriver,
        _ => throw RpcErrors.InvalidArgument($"Unknown capability: {filter}"),
    };

    private static DeviceInfo Describe(SimulatedDevice device)
    {
#pragma warning disable CS0612 // The daemon still fills the deprecated flags, and old clients read them.
        var info = new DeviceInfo
        {
            Id = device.Id,
            Name = device.Name,
            DriverType = device.DriverType,
            Category = device.Category,
            IsMovable = device is IMovableDriver,
            IsReadable = device is IReadableDriver,
            IsTriggerable = device is ITriggerableDriver,
            IsFrameProducer = device is IFrameDriver,
            IsExposureControllable = device is IExposureDriver,
            IsShutterControllable = device is IShutterDriver,
            IsWavelengthTunable = device is IWavelengthDriver,
            IsEmissionControllable = device is IEmissionDriver,
            IsParameterized = device.Parameters.Count > 0,
            Metadata = device.Describe(),
        };
#pragma warning restore CS0612
        info.Capabilities.AddRange(device.Capabilities);
        return info;
    }
}
