using Grpc.Core;

namespace LabSdk.Grpc.Server.Calls;

internal sealed class ClientStreamingMethod<TRequest, TResponse>(
    Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse> handler) : ServerMethod(method)
    where TRequest : class
    where TResponse : class
{
    public override async Task InvokeAsync(HttpServerCallContext call)
    {
        var reply = await handler(new RequestReader<TRequest>(call, method.RequestMarshaller), call).ConfigureAwait(false);
        await new ResponseWriter<TResponse>(call, method.ResponseMarshaller).WriteSingleAsync(reply).ConfigureAwait(false);
    }
}
