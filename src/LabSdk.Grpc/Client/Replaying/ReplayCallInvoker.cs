using Grpc.Core;
using LabSdk.Tapes;

namespace LabSdk.Grpc.Client;

/// <summary>Answers calls from a tape instead of a server.</summary>
internal sealed class ReplayCallInvoker(ReplayLink tape, GrpcChannelOptions options) : CallInvoker
{
    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        throw new NotSupportedException($"The stub's blocking call of {method.FullName} is not available: use its Async form.");

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        var call = NewCall(method, options);
        return new AsyncUnaryCall<TResponse>(call.SingleAsync(request), call);
    }

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        var call = NewCall(method, options);
        call.Ask(request);
        return new AsyncServerStreamingCall<TResponse>(call, call);
    }

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options)
    {
        var call = NewCall(method, options);
        return new AsyncClientStreamingCall<TRequest, TResponse>(call, call.SingleAfterRequestsAsync(), call);
    }

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options)
    {
        var call = NewCall(method, options);
        call.AskNext();
        return new AsyncDuplexStreamingCall<TRequest, TResponse>(call, call, call);
    }

    private ReplayGrpcCall<TRequest, TResponse> NewCall<TRequest, TResponse>(Method<TRequest, TResponse> method, CallOptions call)
        where TRequest : class
        where TResponse : class => new(tape, method, options.MaxReceiveMessageBytes, call.CancellationToken);
}
