using Grpc.Core;
using LabSdk.Grpc;

namespace LabSdk.Odp.StreamApi;

/// <summary>Turns failed calls, and answers that say that they failed, into errors a user can act on.</summary>
internal static class StreamApiErrors
{
    private const string OwnAdvice = " Is the daemon running";

    /// <param name="failure">What the gRPC layer threw.</param>
    /// <param name="call">What was called.</param>
    /// <param name="endpoint">The server.</param>
    /// <param name="allowed">The deadline; null without one.</param>
    public static LabException Map(RpcException failure, StreamApiCall call, string endpoint, TimeSpan? allowed)
    {
        var isLocal = failure.Status.DebugException is not null;
        var text = Reason(failure);
        return failure.StatusCode switch
        {
            StatusCode.DeadlineExceeded => new OdpServerTimeoutException(
                allowed is { } limit ? FormattableString.Invariant($"{call.Doing} did not end within {limit.TotalSeconds:0.###} s.") : $"{call.Doing} did not end in time{text}.",
                "Give it more time with OdpStreamOptions.Timeout, or look at the server's connection to its broker.", failure) { Endpoint = endpoint, Method = call.Method, Timeout = allowed },
            StatusCode.Unavailable when isLocal => new OdpServerException(
                OdpErrorKind.ServerUnreachable, $"{call.Doing} failed{text}.", ReachHint(endpoint), innerException: failure) { Endpoint = endpoint, Method = call.Method, Status = Code(failure) },
            StatusCode.Internal when isLocal => new OdpProtocolException(
                OdpErrorKind.Malformed, $"{call.Doing} failed: the answer of {endpoint} cannot be read.", "Is this a Stream API server?", failure) { Endpoint = endpoint },
            StatusCode.Unimplemented => Refused(call, $"{text}; the server does not have this function", endpoint, "It may be an older one, or another kind of gRPC server.", false, failure),
            StatusCode.ResourceExhausted => Refused(call, text, endpoint, "Raise OdpStreamOptions.MaxMessageBytes, or let the server make smaller batches.", false, failure),
            StatusCode.Unavailable or StatusCode.Aborted or StatusCode.Cancelled => Refused(call, text, endpoint, "The server is there, but cannot do this now.", true, failure),
            _ => Refused(call, text, endpoint, null, false, failure),
        };
    }

    /// <summary>The server answered, and the answer says no.</summary>
    public static OdpServerException Refused(StreamApiCall call, string reason, string endpoint, string? hint) => Refused(call, reason, endpoint, hint, false, null);

    public static string ReachHint(string endpoint) => $"Is a Stream API server running, and is {endpoint} its address?";

    public static OdpServerException Closed(StreamApiCall call, string endpoint, Exception? cause) =>
        new(OdpErrorKind.ServerUnreachable, $"{call.Doing} failed: the client was closed.", "Connect again.", isTransient: false, cause) { Endpoint = endpoint, Method = call.Method };

    private static OdpServerException Refused(StreamApiCall call, string reason, string endpoint, string? hint, bool isTransient, RpcException? failure) =>
        new(OdpErrorKind.ServerRefused, $"{call.Doing} failed{reason}.", hint, isTransient, failure) { Endpoint = endpoint, Method = call.Method, Status = failure is null ? GrpcStatusCode.OK : Code(failure) };

    private static GrpcStatusCode Code(RpcException failure) => (GrpcStatusCode)(int)failure.StatusCode;

    // The transport's own advice gives way to the hint, which says the same in the words of this family.
    private static string Reason(RpcException failure)
    {
        var text = failure.Status.Detail ?? "";
        var advice = text.IndexOf(OwnAdvice, StringComparison.Ordinal);
        text = (advice < 0 ? text : text[..advice]).Trim().TrimEnd('.');
        return text.Length == 0 ? $" with status {Code(failure)}" : $": {text}";
    }
}
