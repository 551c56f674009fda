using Grpc.Core;
using LabSdk.Grpc.Server.Hosting;
using LabSdk.Grpc.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace LabSdk.Grpc.Server.Calls;

/// <summary>One call in the server: what its handler sees, and the gate that keeps its writes and its end in order.</summary>
internal sealed class HttpServerCallContext : ServerCallContext, IDisposable
{
    private const int Idle = 0;
    private const int Writing = 1;
    private const int Ended = 2;

    private readonly GrpcServerOptions _options;
    private readonly ConnectionRegistry _connections;
    private readonly ServerDeadline? _deadline;
    private Metadata? _requestHeaders;
    private Metadata? _trailers;
    private Dictionary<object, object>? _userState;
    private Status _status = Status.DefaultSuccess;
    private bool _prepared;
    private int _gate;

    public HttpServerCallContext(
        HttpContext http, ServerMethod method, GrpcServerOptions options, MessageLimits limits, ConnectionRegistry connections)
    {
        Http = http;
        ServerMethod = method;
        Limits = limits;
        _options = options;
        _connections = connections;
        if (http.Request.Headers.TryGetValue("grpc-timeout", out var text)
            && GrpcTimeout.TryParse(text.ToString(), out TimeSpan timeout))
        {
            _deadline = new ServerDeadline(timeout, options.TimeProvider, http.RequestAborted);
        }
    }

    public HttpContext Http { get; }

    public ServerMethod ServerMethod { get; }

    public MessageLimits Limits { get; }

    public MessageEncoding RequestEncoding { get; init; }

    public MessageEncoding ResponseEncoding { get; set; }

    public bool LastRequestWasCompressed { get; set; }

    public int MaxSend => _options.MaxSendMessageBytes;

    public bool IsTonic => _options.Style == GrpcServerStyle.Tonic;

    /// <summary>Completes when the deadline has passed; null without a deadline.</summary>
    public Task? DeadlinePassed => _deadline?.Passed;

    /// <summary>Takes over the writing of messages, to injure them.</summary>
    public Func<HttpServerCallContext, ReadOnlyMemory<byte>, ValueTask>? WriteFault { get; set; }

    public Metadata? Trailers => _trailers;

    /// <summary>True when a message or the headers went out, so that the status must go to the trailers.</summary>
    public bool HasWritten => _prepared;

    public bool HasEnded => Volatile.Read(ref _gate) == Ended;

    protected override string MethodCore => ServerMethod.Method.FullName;

    protected override string HostCore => Http.Request.Host.Value ?? "";

    protected override string PeerCore => $"{Http.Connection.RemoteIpAddress}:{Http.Connection.RemotePort}";

    protected override DateTime DeadlineCore => _deadline?.At ?? DateTime.MaxValue;

    protected override Metadata RequestHeadersCore => _requestHeaders ??= ReadHeaders();

    protected override CancellationToken CancellationTokenCore => _deadline?.Token ?? Http.RequestAborted;

    protected override Metadata ResponseTrailersCore => _trailers ??= [];

    protected override Status StatusCore
    {
        get => _status;
        set => _status = value;
    }

    protected override WriteOptions? WriteOptionsCore { get; set; }

    protected override IDictionary<object, object> UserStateCore => _userState ??= [];

    /// <summary>Claims the response for one write.</summary>
    public void BeginWrite()
    {
        switch (Interlocked.CompareExchange(ref _gate, Writing, Idle))
        {
            case Writing:
                throw new InvalidOperationException("A message is still being written: await each write before the next.");
            case Ended:
                throw new OperationCanceledException("The call has ended.", CancellationToken);
        }
    }

    public void EndWrite() => Interlocked.CompareExchange(ref _gate, Idle, Writing);

    /// <summary>Claims the response for its status; false when a write is under way or the call has ended.</summary>
    public bool TryEnd() => Interlocked.CompareExchange(ref _gate, Ended, Idle) == Idle;

    /// <summary>Sets the protocol's response headers before the first byte.</summary>
    public void PrepareHeaders()
    {
        if (_prepared)
        {
            return;
        }

        _prepared = true;
        var headers = Http.Response.Headers;
        headers.ContentType = "application/grpc";
        if (ResponseEncoding != MessageEncoding.Identity)
        {
            headers["grpc-encoding"] = MessageEncodings.GzipName;
        }

        if (_options.AcceptCompression)
        {
            headers["grpc-accept-encoding"] = MessageEncodings.Accepted;
        }

        if (IsTonic && ServerMethod.HasStreamOfReplies)
        {
            _deadline?.Stop();
        }
    }

    /// <summary>Resets the stream with an HTTP/2 error code.</summary>
    public void Reset(int errorCode)
    {
        Interlocked.Exchange(ref _gate, Ended);
        Http.Features.GetRequiredFeature<IHttpResetFeature>().Reset(errorCode);
    }

    /// <summary>Cuts the connection with everything on it.</summary>
    public void Drop()
    {
        Interlocked.Exchange(ref _gate, Ended);
        _connections.Cut(Http.Connection.Id);
    }

    /// <summary>Closes the connection behind the messages that have left.</summary>
    public void DropBehind()
    {
        Interlocked.Exchange(ref _gate, Ended);
        _connections.CloseBehind(Http.Connection.Id);
    }

    /// <summary>Waits until that many bytes of messages have been handed to the socket.</summary>
    public Task WaitForSentAsync(long bytes) => _connections.WaitForSentAsync(
        Http.Connection.Id, Http.Features.Get<IHttp2StreamIdFeature>()!.StreamId, bytes, CancellationToken);

    public void Dispose() => _deadline?.Dispose();

    protected override async Task WriteResponseHeadersAsyncCore(Metadata responseHeaders)
    {
        if (Http.Response.HasStarted)
        {
            throw new InvalidOperationException("The response headers were sent already.");
        }

        BeginWrite();
        try
        {
            if (responseHeaders.GetValue(MetadataKeys.CompressionRequest) is { } encoding)
            {
                ChooseEncoding(encoding);
            }

            PrepareHeaders();
            StatusWriter.AddMetadata(Http.Response.Headers, responseHeaders);
            await Http.Response.StartAsync(CancellationToken).ConfigureAwait(false);
            await Http.Response.BodyWriter.FlushAsync(CancellationToken).ConfigureAwait(false);
        }
        finally
        {
            EndWrite();
        }
    }

    private void ChooseEncoding(string encoding)
    {
        var accepted = Http.Request.Headers["grpc-accept-encoding"].ToString();
        ResponseEncoding = encoding == MessageEncodings.GzipName && _options.AcceptCompression
            && accepted.Contains(MessageEncodings.GzipName, StringComparison.Ordinal)
                ? MessageEncoding.Gzip
                : MessageEncoding.Identity;
    }

    private Metadata ReadHeaders()
    {
        var metadata = new Metadata();
        foreach (var (name, values) in Http.Request.Headers)
        {
            foreach (var value in values)
            {
                HeaderReader.Add(metadata, name, value ?? "");
            }
        }

        return metadata;
    }
}
