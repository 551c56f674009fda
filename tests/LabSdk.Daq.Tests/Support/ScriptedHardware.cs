using System.Collections.Concurrent;
using Grpc.Core;
using LabSdk.Daq.Wire;

namespace LabSdk.Daq.Tests;

/// <summary>HardwareService whose answers a test replaces one by one; the rest behaves like an idle mock daemon.</summary>
internal sealed class ScriptedHardware : HardwareService.HardwareServiceBase
{
    public ConcurrentQueue<string> Log { get; } = new();

    public List<DeviceInfo> Devices { get; } = ScriptedDevices.Default();

    public List<RegistrationFailure> Failures { get; } = [];

    public double Position { get; set; }

    public Func<MoveRequest, ServerCallContext, Task<MoveResponse>>? OnMove { get; set; }

    public Func<WaitSettledRequest, ServerCallContext, Task<WaitSettledResponse>>? OnWaitSettled { get; set; }

    public Func<StopMotionRequest, StopMotionResponse>? OnStop { get; set; }

    public Func<ReadValueRequest, ServerCallContext, Task<ReadValueResponse>>? OnRead { get; set; }

    public Func<DeviceStateRequest, DeviceStateResponse>? OnState { get; set; }

    public Func<GetParameterRequest, ParameterValue>? OnGetParameter { get; set; }

    public Func<SetParameterRequest, SetParameterResponse>? OnSetParameter { get; set; }

    public Func<StartStreamRequest, StartStreamResponse>? OnStartStream { get; set; }

    public Func<StreamFramesRequest, IServerStreamWriter<FrameData>, ServerCallContext, Task>? OnFrames { get; set; }

    public Func<DeviceStateSubscribeRequest, IServerStreamWriter<DeviceStateUpdate>, ServerCallContext, Task>? OnSubscribe { get; set; }

    public Func<IServerStreamWriter<ParameterChange>, ServerCallContext, Task>? OnParameterChanges { get; set; }

    public Func<IServerStreamWriter<PositionUpdate>, ServerCallContext, Task>? OnPositions { get; set; }

    public bool Shutter { get; set; }

    public bool ShutterStuck { get; set; }

    public int Count(string method) => Log.Count(entry => entry == method || entry.StartsWith(method + " ", StringComparison.Ordinal));

    public override Task<ListDevicesResponse> ListDevices(ListDevicesRequest request, ServerCallContext context)
    {
        Log.Enqueue("ListDevices");
        var reply = new ListDevicesResponse();
        reply.Devices.AddRange(Devices);
        reply.RegistrationFailures.AddRange(Failures);
        return Task.FromResult(reply);
    }

    public override Task<DeviceStateResponse> GetDeviceState(DeviceStateRequest request, ServerCallContext context)
    {
        Log.Enqueue("GetDeviceState");
        Known(request.DeviceId, $"Device not found: {request.DeviceId}");
        return Task.FromResult(OnState?.Invoke(request) ?? new DeviceStateResponse { DeviceId = request.DeviceId, Online = true, Position = Position });
    }

    public override Task<MoveResponse> MoveAbsolute(MoveRequest request, ServerCallContext context)
    {
        Log.Enqueue($"MoveAbsolute {request.DeviceId} {request.Value} wait={request.WaitForCompletion} timeout={(request.HasTimeoutMs ? request.TimeoutMs : -1)}");
        Known(request.DeviceId, $"Device '{request.DeviceId}' not found or not movable");
        if (OnMove is not null)
        {
            return OnMove(request, context);
        }

        Position = request.Value;
        var reply = new MoveResponse { Success = true, FinalPosition = Position };
        if (request.WaitForCompletion)
        {
            reply.Settled = true;
        }

        return Task.FromResult(reply);
    }

    public override Task<MoveResponse> MoveRelative(MoveRequest request, ServerCallContext context)
    {
        Log.Enqueue("MoveRelative");
        return OnMove is not null ? OnMove(request, context) : Task.FromResult(new MoveResponse { Success = true, FinalPosition = Position += request.Value });
    }

    public override Task<StopMotionResponse> StopMotion(StopMotionRequest request, ServerCallContext context)
    {
        Log.Enqueue("StopMotion");
        return OnStop is not null ? Task.FromResult(OnStop(request)) : throw ScriptedDaemon.Error(StatusCode.Unimplemented, "Stop not supported by this device");
    }

    public override Task<WaitSettledResponse> WaitSettled(WaitSettledRequest request, ServerCallContext context)
    {
        Log.Enqueue("WaitSettled");
        return OnWaitSettled is not null ? OnWaitSettled(request, context) : Task.FromResult(new WaitSettledResponse { Success = true, Settled = true, Position = Position });
    }

    public override Task StreamPosition(StreamPositionRequest request, IServerStreamWriter<PositionUpdate> responseStream, ServerCallContext context)
    {
        Log.Enqueue("StreamPosition");
        return OnPositions?.Invoke(responseStream, context) ?? Task.CompletedTask;
    }

    public override Task<ReadValueResponse> ReadValue(ReadValueRequest request, ServerCallContext context)
    {
        Log.Enqueue("ReadValue");
        Known(request.DeviceId, $"Device '{request.DeviceId}' not found or not readable", "readable");
        return OnRead is not null
            ? OnRead(request, context)
            : Task.FromResult(new ReadValueResponse { Success = true, Value = -1.5e-6, Units = "W", TimestampNs = 1_767_225_600_000_000_000 });
    }

    public override Task<TriggerResponse> Trigger(TriggerRequest request, ServerCallContext context) =>
        throw ScriptedDaemon.Error(StatusCode.FailedPrecondition, "MockCamera: Cannot trigger - not armed");

    public override Task<SetExposureResponse> SetExposure(SetExposureRequest request, ServerCallContext context)
    {
        Log.Enqueue($"SetExposure {request.ExposureMs}");
        return Task.FromResult(new SetExposureResponse { Success = true, ActualExposureMs = request.ExposureMs });
    }

    public override Task<SetShutterResponse> SetShutter(SetShutterRequest request, ServerCallContext context)
    {
        Shutter = ShutterStuck ? Shutter : request.Open;
        return Task.FromResult(new SetShutterResponse { Success = true, IsOpen = request.Open });
    }

    public override Task<GetShutterResponse> GetShutter(GetShutterRequest request, ServerCallContext context) => Task.FromResult(new GetShutterResponse { IsOpen = Shutter });

    public override Task<StartStreamResponse> StartStream(StartStreamRequest request, ServerCallContext context)
    {
        Log.Enqueue("StartStream");
        return Task.FromResult(OnStartStream?.Invoke(request) ?? new StartStreamResponse { Success = true });
    }

    public override Task<StopStreamResponse> StopStream(StopStreamRequest request, ServerCallContext context)
    {
        Log.Enqueue("StopStream");
        return Task.FromResult(new StopStreamResponse { Success = true, FramesCaptured = 7 });
    }

    public override async Task StreamFrames(StreamFramesRequest request, IServerStreamWriter<FrameData> responseStream, ServerCallContext context)
    {
        Log.Enqueue($"StreamFrames {request.Quality} {request.MaxFps}");
        try
        {
            await (OnFrames?.Invoke(request, responseStream, context) ?? Task.CompletedTask);
        }
        finally
        {
            Log.Enqueue("StreamFrames-ended");
        }
    }

    public override Task SubscribeDeviceState(DeviceStateSubscribeRequest request, IServerStreamWriter<DeviceStateUpdate> responseStream, ServerCallContext context)
    {
        Log.Enqueue($"SubscribeDeviceState {request.MaxRateHz} {request.IncludeSnapshot}");
        return OnSubscribe?.Invoke(request, responseStream, context) ?? Task.CompletedTask;
    }

    public override Task<ListParametersResponse> ListParameters(ListParametersRequest request, ServerCallContext context)
    {
        Log.Enqueue("ListParameters");
        Known(request.DeviceId, $"Device '{request.DeviceId}' not found");
        var reply = new ListParametersResponse();
        reply.Parameters.AddRange(ScriptedDevices.Parameters(request.DeviceId));
        return Task.FromResult(reply);
    }

    public override Task<ParameterValue> GetParameter(GetParameterRequest request, ServerCallContext context)
    {
        Log.Enqueue("GetParameter");
        return Task.FromResult(OnGetParameter?.Invoke(request)
            ?? throw ScriptedDaemon.Error(StatusCode.NotFound, $"Device '{request.DeviceId}' does not support parameter '{request.ParameterName}'"));
    }

    public override Task<SetParameterResponse> SetParameter(SetParameterRequest request, ServerCallContext context)
    {
        Log.Enqueue($"SetParameter {request.Value}");
        return Task.FromResult(OnSetParameter?.Invoke(request) ?? new SetParameterResponse { Success = true, ActualValue = request.Value });
    }

    public override Task StreamParameterChanges(StreamParameterChangesRequest request, IServerStreamWriter<ParameterChange> responseStream, ServerCallContext context)
    {
        Log.Enqueue("StreamParameterChanges");
        return OnParameterChanges?.Invoke(responseStream, context) ?? Task.CompletedTask;
    }

    private void Known(string id, string text, string? capability = null)
    {
        var device = Devices.Find(each => each.Id == id);
        if (device is null || (capability is not null && !device.Capabilities.Contains(capability)))
        {
            throw ScriptedDaemon.Error(StatusCode.NotFound, text);
        }
    }
}
