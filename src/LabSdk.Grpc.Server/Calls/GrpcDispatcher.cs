using Grpc.Core;
using LabSdk.Grpc.Client;
using LabSdk.Grpc.Server.Hosting;
using LabSdk.Grpc.Wire;
using Microsoft.AspNetCore.Http;

namespace LabSdk.Grpc.Server.Calls;

/// <summary>Takes HTTP requests, runs the called methods and answers with their status.</summary>
internal sealed class GrpcDispatcher
{
    private readonly GrpcServerOptions _options;
    private readonly ConnectionRegistry _connections;
    private readonly MethodTable _methods;
    private readonly MessageLimits _limits;
    private readonly Func<HttpServerCallContext, Task> _pipeline;

    public GrpcDispatcher(GrpcServerOptions options, ConnectionRegistry connections)
    {
        _options = options;
        _connections = connections;
        _methods = new MethodTable(options.Services);
        _limits = new MessageLimits(options.MaxReceiveMessageBytes, options.Style == GrpcServerStyle.Tonic);
        _pipeline = static call => call.ServerMethod.InvokeAsync(call);
        for (var index = options.Interceptors.Count - 1; index >= 0; index--)
        {
            var interceptor = options.Interceptors[index];
            var next = _pipeline;
            _pipeline = call => interceptor.InvokeAsync(call, next);
        }
    }

    public async Task HandleAsync(HttpContext http)
    {
        if (HttpMethods.IsGet(http.Request.Method) && _options.Pages.TryGetValue(http.Request.Path.Value ?? "", out var page))
        {
            http.Response.ContentType = "text/plain; charset=utf-8";
            await http.Response.WriteAsync(page(), http.RequestAborted).ConfigureAwait(false);
            return;
        }

        if (!HttpMethods.IsPost(http.Request.Method))
        {
            http.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return;
        }

        if (!ResponseCheck.IsGrpc(http.Request.ContentType))
        {
            http.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }

        if (_methods.Find(http.Request.Path.Value ?? "") is not { } method)
        {
            StatusWriter.Write(http.Response, new Status(StatusCode.Unimplemented, ""), null, hasBody: false);
            return;
        }

        var name = http.Request.Headers["grpc-encoding"] is { Count: > 0 } named ? named[0] : null;
        if (!MessageEncodings.TryParse(name, out var encoding) || (encoding != MessageEncoding.Identity && !_options.AcceptCompression))
        {
            http.Response.Headers["grpc-accept-encoding"] =
                _options.AcceptCompression ? MessageEncodings.Accepted : MessageEncodings.IdentityName;
            var refusal = new Status(StatusCode.Unimplemented, $"Content is compressed with `{name}` which isn't supported");
            StatusWriter.Write(http.Response, refusal, null, hasBody: false);
            return;
        }

        using var call = new HttpServerCallContext(http, method, _options, _limits, _connections)
        {
            RequestEncoding = encoding,
            ResponseEncoding = _options.AcceptCompression && _options.CompressResponses && AcceptsGzip(http)
                ? MessageEncoding.Gzip
                : MessageEncoding.Identity,
        };
        await RunAsync(call).ConfigureAwait(false);
    }

    private static bool AcceptsGzip(HttpContext http) =>
        http.Request.Headers["grpc-accept-encoding"].ToString().Contains(MessageEncodings.GzipName, StringComparison.Ordinal);

    private static Status StatusOf(Exception failure, HttpServerCallContext call) => failure switch
    {
        RpcException known => known.Status,
        _ when call.DeadlinePassed?.IsCompleted == true => DeadlineStatus(call),
        OperationCanceledException => new Status(StatusCode.Cancelled, "The call was cancelled."),

        // What broke inside is nobody's business outside; the handler's own logging knows it.
        _ => new Status(StatusCode.Unknown, "Exception was thrown by handler."),
    };

    private static Status DeadlineStatus(HttpServerCallContext call) => call.IsTonic
        ? new Status(StatusCode.Cancelled, "Timeout expired")
        : new Status(StatusCode.DeadlineExceeded, "Deadline Exceeded");

    private static void End(HttpServerCallContext call, Status status, Metadata? trailers)
    {
        if (!call.TryEnd())
        {
            return;
        }

        // An OK without any message still has headers and trailers apart, as the C core sends it.
        var hasBody = call.Http.Response.HasStarted || call.HasWritten;
        StatusWriter.Write(call.Http.Response, status, trailers, hasBody);
    }

    private async Task RunAsync(HttpServerCallContext call)
    {
        var handler = InvokeAsync(call);
        if (call.DeadlinePassed is { } deadline && await Task.WhenAny(handler, deadline).ConfigureAwait(false) == deadline)
        {
            await AnswerDeadlineAsync(call).ConfigureAwait(false);
        }

        // The request's objects live until the handler has let go of them, whoever answered.
        var (status, trailers) = await handler.ConfigureAwait(false);
        End(call, status, trailers);
    }

    private static async Task AnswerDeadlineAsync(HttpServerCallContext call)
    {
        const int Cancel = 8;
        if (call.TryEnd())
        {
            StatusWriter.Write(call.Http.Response, DeadlineStatus(call), null, call.Http.Response.HasStarted || call.HasWritten);
            await call.Http.Response.CompleteAsync().ConfigureAwait(false);
        }
        else if (!call.HasEnded)
        {
            // A write is stuck behind a client that does not read: nothing else can be said to it.
            call.Reset(Cancel);
        }
    }

    private async Task<(Status Status, Metadata? Trailers)> InvokeAsync(HttpServerCallContext call)
    {
        try
        {
            await _pipeline(call).ConfigureAwait(false);
            return (call.Status, call.Trailers);
        }
        catch (RpcException refusal) when (refusal.Trailers.Count > 0)
        {
            return (refusal.Status, Merge(call.Trailers, refusal.Trailers));
        }
        catch (Exception failure)
        {
            return (StatusOf(failure, call), call.Trailers);
        }
    }

    private static Metadata Merge(Metadata? first, Metadata second) => first is null ? second : [.. first, .. second];
}
