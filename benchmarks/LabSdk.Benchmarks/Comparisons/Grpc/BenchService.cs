using Google.Protobuf;
using Grpc.Core;
using LabSdk.Benchmarks.Grpc;

namespace LabSdk.Benchmarks.Comparisons.Grpc;

/// <summary>The benchmark service in C#.</summary>
internal sealed class BenchService : Bench.BenchBase
{
    public override Task<StateReply> State(StateRequest request, ServerCallContext context) =>
        Task.FromResult(new StateReply { DeviceId = request.DeviceId, Online = true, Position = 12.5 });

    public override async Task Frames(FramesRequest request, IServerStreamWriter<Frame> responseStream, ServerCallContext context)
    {
        var data = UnsafeByteOperations.UnsafeWrap(new byte[request.Size]);
        for (var number = 0; number < request.Count; number++)
        {
            await responseStream.WriteAsync(new Frame { Number = (ulong)number, Data = data });
        }
    }

    public override async Task Samples(SamplesRequest request, IServerStreamWriter<Sample> responseStream, ServerCallContext context)
    {
        for (var number = 0; number < request.Count; number++)
        {
            await responseStream.WriteAsync(new Sample { Channel = "power", Value = number * 0.5, TimestampNs = (ulong)number });
        }
    }
}
