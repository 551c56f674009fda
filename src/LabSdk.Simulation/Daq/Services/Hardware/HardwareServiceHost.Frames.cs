using Grpc.Core;

namespace LabSdk.Simulation.Daq;

using LabSdk.Daq.Wire;

/// <summary>Cameras: starting, stopping and listening.</summary>
internal sealed partial class HardwareServiceHost
{
    public override Task<StartStreamResponse> StartStream(StartStreamRequest request, ServerCallContext context)
    {
        var camera = Camera(request.DeviceId);
        var started = camera.StartStream(request.HasFrameCount ? request.FrameCount : null);
        return Task.FromResult(new StartStreamResponse { Success = true, ErrorMessage = started ? "" : "Already streaming" });
    }

    public override Task<StopStreamResponse> StopStream(StopStreamRequest request, ServerCallContext context)
    {
        var camera = Camera(request.DeviceId);
        camera.StopStream();
        return Task.FromResult(new StopStreamResponse { Success = true, FramesCaptured = camera.FrameCount });
    }

    public override async Task StreamFrames(
        StreamFramesRequest request, IServerStreamWriter<FrameData> responseStream, ServerCallContext context)
    {
        var client = ClientAddress(context.Peer);
        if (!state.FrameSlots.TryTake(client))
        {
            throw RpcErrors.Error(
                StatusCode.ResourceExhausted, $"Maximum concurrent streams ({FrameSlots.Limit}) exceeded for client {client}");
        }

        if (state.Find(request.DeviceId) is not IFrameDriver camera)
        {
            // The daemon takes the slot before it looks at the device, and forgets to give it back.
            if (!state.Quirks.FrameSlotsLeak)
            {
                state.FrameSlots.Free(client);
            }

            throw RpcErrors.NotFound($"Device '{request.DeviceId}' not found or not a frame producer");
        }

        var listener = camera.Frames.Subscribe();
        try
        {
            await context.WriteResponseHeadersAsync([]).ConfigureAwait(false);
            var stream = new FrameStream(request, Time, CallFaults.Of(context));
            await stream.RunAsync(listener.Reader, responseStream, context.CancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _ = LeaveAsync(client, listener);
        }
    }

    // "127.0.0.1:50051": the daemon counts per address, whatever the port.
    private static string ClientAddress(string peer) => peer[..peer.LastIndexOf(':')];

    private IFrameDriver Camera(string id) => Require<IFrameDriver>(id, "not a frame producer");

    private async Task LeaveAsync(string client, Broadcast<SimulatedFrame>.Subscription listener)
    {
        if (state.Quirks.FrameSlotsLeak)
        {
            // The daemon notices that a listener has gone only when it has the next frame for it.
            while (listener.Reader.TryRead(out _))
            {
            }

            await listener.Reader.WaitToReadAsync().ConfigureAwait(false);
        }

        listener.Dispose();
        state.FrameSlots.Free(client);
    }
}
