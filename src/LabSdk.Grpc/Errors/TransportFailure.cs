using System.Net.Sockets;
using System.Security.Authentication;
using Grpc.Core;
using LabSdk.Grpc.Wire;

namespace LabSdk.Grpc.Errors;

/// <summary>What an exception of the HTTP layer means for a call.</summary>
/// <param name="Status">Code and readable text.</param>
/// <param name="NothingProcessed">True when the server cannot have seen the request: sending it again is safe.</param>
internal readonly record struct TransportFailure(Status Status, bool NothingProcessed)
{
    private const long RefusedStream = 7;

    public static TransportFailure From(Exception failure, Uri address)
    {
        var request = failure as HttpRequestException;
        if (Find<HttpProtocolException>(failure) is { } protocol)
        {
            return FromProtocol(protocol, request, address);
        }

        if (Find<HttpRequestException>(failure, found => found.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded) is not null)
        {
            return new(new Status(StatusCode.ResourceExhausted, "The server's headers are larger than this client accepts.", failure), false);
        }

        if (Find<AuthenticationException>(failure) is { } tls)
        {
            return new(Unavailable($"The TLS handshake with {Show(address)} failed: {Reason(tls)} "
                + "Check that the server uses TLS, that its certificate names this host, and that its root is trusted (TlsOptions.RootCertificates).", failure), false);
        }

        if (request?.HttpRequestError == HttpRequestError.NameResolutionError)
        {
            return new(Unavailable($"The host name '{address.Host}' cannot be resolved. Check the address {Show(address)}.", failure), true);
        }

        if (request?.HttpRequestError == HttpRequestError.ConnectionError)
        {
            return new(Unavailable(ConnectText(failure, address), failure), true);
        }

        if (failure is not (HttpRequestException or IOException or SocketException or OperationCanceledException or ObjectDisposedException))
        {
            return new(new Status(StatusCode.Internal, $"The call failed in this client: {failure.GetType().Name}: {failure.Message}", failure), false);
        }

        return new(Unavailable($"The connection to {Show(address)} was lost. Check that the server is still running.", failure), false);
    }

    /// <summary>The address without anything that could be secret.</summary>
    public static string Show(Uri address) => $"{address.Scheme}://{address.Authority}";

    private static TransportFailure FromProtocol(HttpProtocolException protocol, HttpRequestException? request, Uri address)
    {
        var name = StatusMapping.Http2ErrorName(protocol.ErrorCode);

        // The framework has one exception for a reset stream and for a closed connection; only its text differs.
        if (protocol.Message.Contains("closed the connection", StringComparison.Ordinal))
        {
            return new(Unavailable($"The server at {Show(address)} closed the connection ({name}).", protocol), false);
        }

        // So has a ping that was not answered.
        if (protocol.Message.Contains("KeepAlivePing", StringComparison.OrdinalIgnoreCase))
        {
            return new(Unavailable($"{Show(address)} does not answer any more: a keepalive ping was not answered in time.", protocol), false);
        }

        if (request is not null && request.HttpRequestError == HttpRequestError.InvalidResponse)
        {
            return new(new Status(StatusCode.Internal, $"{Show(address)} does not answer as an HTTP/2 server ({name}).", protocol), false);
        }

        return new(
            new Status(StatusMapping.FromHttp2Error(protocol.ErrorCode), $"The server at {Show(address)} reset the call ({name}).", protocol),
            protocol.ErrorCode == RefusedStream);
    }

    private static string ConnectText(Exception failure, Uri address)
    {
        var socket = Find<SocketException>(failure);
        var reason = socket?.SocketErrorCode switch
        {
            SocketError.ConnectionRefused => "the connection was refused",
            SocketError.HostUnreachable or SocketError.NetworkUnreachable => "the host cannot be reached",
            SocketError.TimedOut => "the connection timed out",
            null => Find<TimeoutException>(failure) is null ? "the connection failed" : "the connection timed out",
            _ => $"the connection failed ({socket.SocketErrorCode})",
        };
        var tried = address.Host == "localhost" ? " Both ::1 and 127.0.0.1 were tried." : "";
        return $"Cannot connect to {Show(address)}: {reason}.{tried} Is the daemon running, and does it listen on this address and port {address.Port}?";
    }

    private static string Reason(Exception failure) => (failure.InnerException ?? failure).Message;

    private static Status Unavailable(string detail, Exception failure) => new(StatusCode.Unavailable, detail, failure);

    private static T? Find<T>(Exception? failure, Predicate<T>? accepts = null)
        where T : Exception
    {
        for (; failure is not null; failure = failure.InnerException)
        {
            if (failure is T found && accepts?.Invoke(found) != false)
            {
                return found;
            }
        }

        return null;
    }
}
