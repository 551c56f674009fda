using Grpc.Core;

namespace LabSdk.Grpc.Server.Calls;

internal sealed class ServerStreamingMethod<TRequest, TResponse>(
    Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse> handler) : ServerMethod(method)
    where TRequest : class
    where TResponse : class
{
    public override async Task InvokeAsync(HttpServerCallContext call)
    {
        var request = await new RequestReader<TRequest>(call, method.RequestMarshaller).ReadSingleAsync().ConfigureAwait(false);
        await handler(request, new ResponseWriter<TResponse>(call, method.ResponseMarshaller), call).ConfigureAwait(false);
    }
}
