using Grpc.Core;

namespace LabSdk.Grpc.Server.Calls;

internal sealed class UnaryMethod<TRequest, TResponse>(
    Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse> handler) : ServerMethod(method)
    where TRequest : class
    where TResponse : class
{
    public override async Task InvokeAsync(HttpServerCallContext call)
    {
        var request = await new RequestReader<TRequest>(call, method.RequestMarshaller).ReadSingleAsync().ConfigureAwait(false);
        var reply = await handler(request, call).ConfigureAwait(false);
        await new ResponseWriter<TResponse>(call, method.ResponseMarshaller).WriteSingleAsync(reply).ConfigureAwait(false);
    }
}
