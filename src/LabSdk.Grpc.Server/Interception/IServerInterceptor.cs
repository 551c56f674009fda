using LabSdk.Grpc.Server.Calls;

namespace LabSdk.Grpc.Server.Interception;

/// <summary>Sees every call before its handler; it may refuse it, delay it, or change how it ends.</summary>
internal interface IServerInterceptor
{
    /// <summary>Handles a call; throw an <see cref="global::Grpc.Core.RpcException"/> to refuse it.</summary>
    Task InvokeAsync(HttpServerCallContext call, Func<HttpServerCallContext, Task> next);
}
