using Grpc.Core;
using LabSdk.Grpc.Tests.Interop;

namespace LabSdk.Grpc.Tests.Server;

/// <summary>An interop service whose handlers a test writes in place.</summary>
internal sealed class ScriptedService : Interop.Interop.InteropBase
{
    public Func<UnaryRequest, ServerCallContext, Task<UnaryReply>> Unary { get; init; } = (_, _) => Task.FromResult(new UnaryReply());

    public Func<StreamRequest, IServerStreamWriter<StreamReply>, ServerCallContext, Task> Output { get; init; } =
        (_, _, _) => Task.CompletedTask;

    public override Task<UnaryReply> UnaryCall(UnaryRequest request, ServerCallContext context) => Unary(request, context);

    public override Task StreamingOutput(
        StreamRequest request, IServerStreamWriter<StreamReply> responseStream, ServerCallContext context) =>
        Output(request, responseStream, context);
}
