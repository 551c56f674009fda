using Grpc.Core;

namespace LabSdk.Grpc.Server.Calls;

/// <summary>A method with its handler, message types hidden.</summary>
internal abstract class ServerMethod(IMethod method)
{
    public IMethod Method { get; } = method;

    public bool HasStreamOfReplies => Method.Type is MethodType.ServerStreaming or MethodType.DuplexStreaming;

    /// <summary>Reads the request(s), runs the handler and writes its messages; the status is written by the caller.</summary>
    public abstract Task InvokeAsync(HttpServerCallContext call);
}
