using Grpc.Core;

namespace LabSdk.Simulation.Daq;

using LabSdk.Daq.Wire;

/// <summary>Staging, free commands and observables, which the mocks mostly do not have.</summary>
internal sealed partial class HardwareServiceHost
{
    private const int LargestArguments = 65_536;

    public override Task<StageDeviceResponse> StageDevice(StageDeviceRequest request, ServerCallContext context)
    {
        (RequireDevice(request.DeviceId) as IStageableDriver)?.Stage();
        return Task.FromResult(new StageDeviceResponse { Success = true, Staged = true });
    }

    public override Task<UnstageDeviceResponse> UnstageDevice(UnstageDeviceRequest request, ServerCallContext context)
    {
        (RequireDevice(request.DeviceId) as IStageableDriver)?.Unstage();
        return Task.FromResult(new UnstageDeviceResponse { Success = true });
    }

    public override Task<DeviceCommandResponse> ExecuteDeviceCommand(DeviceCommandRequest request, ServerCallContext context)
    {
        var device = RequireDevice(request.DeviceId);
        if (System.Text.Encoding.UTF8.GetByteCount(request.Args) > LargestArguments)
        {
            throw RpcErrors.InvalidArgument("Failed to parse command arguments: too large");
        }

        if (request.Args.Length > 0 && !JsonTexts.TryParse(request.Args, out _))
        {
            throw RpcErrors.InvalidArgument("Failed to parse command arguments: expected value at line 1 column 1");
        }

        throw RpcErrors.Error(StatusCode.Unimplemented, $"Device '{device.Id}' does not support commands");
    }

    // No mock has observables: the stream ends at once.
    public override Task StreamObservables(
        StreamObservablesRequest request, IServerStreamWriter<ObservableValue> responseStream, ServerCallContext context) =>
        Task.CompletedTask;
}
