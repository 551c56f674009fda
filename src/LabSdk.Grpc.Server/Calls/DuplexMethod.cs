using Grpc.Core;

namespace LabSdk.Grpc.Server.Calls;

internal sealed class DuplexMethod<TRequest, TResponse>(
    Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse> handler) : ServerMethod(method)
    where TRequest : class
    where TResponse : class
{
    public override Task InvokeAsync(HttpServerCallContext call) => handler(
        new RequestReader<TRequest>(call, method.RequestMarshaller),
        new ResponseWriter<TResponse>(call, method.ResponseMarshaller),
        call);
}
