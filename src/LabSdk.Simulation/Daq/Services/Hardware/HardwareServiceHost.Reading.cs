using Grpc.Core;

namespace LabSdk.Simulation.Daq;

using LabSdk.Daq.Wire;

/// <summary>Readings, triggers and exposure.</summary>
internal sealed partial class HardwareServiceHost
{
    public override Task<ReadValueResponse> ReadValue(ReadValueRequest request, ServerCallContext context)
    {
        var readable = Readable(request.DeviceId);
        return Task.FromResult(new ReadValueResponse
        {
            Success = true,
            Value = RpcErrors.Command(readable.Read),
            Units = Units(request.DeviceId),
            TimestampNs = Time.Nanoseconds(),
        });
    }

    public override async Task StreamValues(
        StreamValuesRequest request, IServerStreamWriter<ValueUpdate> responseStream, ServerCallContext context)
    {
        var readable = Readable(request.DeviceId);
        var units = Units(request.DeviceId);
        await foreach (var _ in Ticker.EveryAsync(Ticker.Period(request.RateHz), Time, context.CancellationToken).ConfigureAwait(false))
        {
            var update = new ValueUpdate
            {
                DeviceId = request.DeviceId, Value = readable.Read(), Units = units, TimestampNs = Time.Nanoseconds(),
            };
            await responseStream.WriteAsync(update, context.CancellationToken).ConfigureAwait(false);
        }
    }

    public override Task<ArmResponse> Arm(ArmRequest request, ServerCallContext context)
    {
        var triggerable = Triggerable(request.DeviceId);
        triggerable.Arm();
        return Task.FromResult(new ArmResponse { Success = true, Armed = triggerable.IsArmed });
    }

    public override async Task<TriggerResponse> Trigger(TriggerRequest request, ServerCallContext context)
    {
        var triggerable = Triggerable(request.DeviceId);
        var timestamp = Time.Nanoseconds();
        await CommandAsync("trigger", context, triggerable.TriggerAsync).ConfigureAwait(false);
        return new TriggerResponse { Success = true, TriggerTimestampNs = timestamp };
    }

    public override Task<SetExposureResponse> SetExposure(SetExposureRequest request, ServerCallContext context)
    {
        var camera = Exposure(request.DeviceId);
        try
        {
            camera.ExposureSeconds = request.ExposureMs / 1000;
        }
        catch (DriverFault fault) when (fault.Message.Contains("out of range", StringComparison.Ordinal))
        {
            throw RpcErrors.InvalidArgument($"Invalid exposure value: {RustNumber.Plain(request.ExposureMs)}");
        }
        catch (DriverFault fault)
        {
            throw RpcErrors.From(fault);
        }

        return Task.FromResult(new SetExposureResponse { Success = true, ActualExposureMs = camera.ExposureSeconds * 1000 });
    }

    public override Task<GetExposureResponse> GetExposure(GetExposureRequest request, ServerCallContext context) =>
        Task.FromResult(new GetExposureResponse { ExposureMs = Exposure(request.DeviceId).ExposureSeconds * 1000 });

    private IReadableDriver Readable(string id) => Require<IReadableDriver>(id, "not readable");

    private ITriggerableDriver Triggerable(string id) => Require<ITriggerableDriver>(id, "not triggerable");

    private IExposureDriver Exposure(string id) => Require<IExposureDriver>(id, "has no exposure control");

    private string Units(string id) => RequireDevice(id).Describe().ReadingUnits;
}
