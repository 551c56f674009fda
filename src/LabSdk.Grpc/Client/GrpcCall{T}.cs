using Grpc.Core;
using LabSdk.Grpc.Wire;

namespace LabSdk.Grpc.Client;

/// <summary>One call of any kind, and the reader of its replies.</summary>
internal sealed class GrpcCall<TRequest, TResponse> : GrpcCall, IAsyncStreamReader<TResponse>
    where TRequest : class
    where TResponse : class
{
    private static readonly Task<bool> True = Task.FromResult(true);
    private static readonly Task<bool> False = Task.FromResult(false);

    private readonly Method<TRequest, TResponse> _method;
    private HttpResponseMessage? _response;
    private ResponseReader<TResponse>? _reader;
    private StreamingContent? _requests;
    private Task? _opening;
    private TResponse? _current;

    public GrpcCall(GrpcChannel channel, Method<TRequest, TResponse> method, CallOptions options)
        : base(channel, method.FullName, options)
    {
        _method = method;
        RequestEncoding = channel.Options.CompressRequests
            || options.Headers?.GetValue(MetadataKeys.CompressionRequest) == MessageEncodings.GzipName
                ? MessageEncoding.Gzip
                : MessageEncoding.Identity;
    }

    public TResponse Current => _current ?? throw new InvalidOperationException("There is no current message: call MoveNext first.");

    private MessageEncoding RequestEncoding { get; }

    public async Task<TResponse> RunUnaryAsync(TRequest request)
    {
        await OpenSingleAsync(request).ConfigureAwait(false);
        return await ReadSingleAsync().ConfigureAwait(false);
    }

    public async Task<TResponse> RunClientStreamingAsync(RequestStream<TRequest, TResponse> requests)
    {
        await OpenStreamAsync(requests.Content).ConfigureAwait(false);
        return await ReadSingleAsync().ConfigureAwait(false);
    }

    public void StartServerStreaming(TRequest request) => _opening = OpenSingleAsync(request);

    public void StartDuplex(RequestStream<TRequest, TResponse> requests) => _opening = OpenStreamAsync(requests.Content);

    public Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        try
        {
            if (_reader is { } reader && !HasFinished && !Lifetime.HasEnded && !cancellationToken.IsCancellationRequested
                && _opening!.IsCompletedSuccessfully && reader.TryReadBuffered() is { } message)
            {
                _current = message;
                return True;
            }
        }
        catch (RpcException damaged)
        {
            _reader!.Release();
            return Task.FromException<bool>(Fail(damaged));
        }

        return HasFinished && GetStatus().StatusCode == StatusCode.OK ? False : MoveNextAsync(cancellationToken);
    }

    /// <summary>Serializes a message, compressed when the call does so, within the send limit.</summary>
    public void Serialize(OutgoingMessage target, TRequest message, WriteOptions? options)
    {
        var plain = (options?.Flags & WriteFlags.NoCompress) == WriteFlags.NoCompress;
        target.Serialize(message, _method.RequestMarshaller, plain ? MessageEncoding.Identity : RequestEncoding);
        if (target.PayloadLength > Channel.Options.MaxSendMessageBytes)
        {
            throw SendLimit.Exceeded("request", target.PayloadLength, Channel.Options.MaxSendMessageBytes);
        }

        if (Taped is { } taped)
        {
            TapedMessages.Sent(taped, message, _method.RequestMarshaller);
        }
    }

    /// <inheritdoc/>
    protected override void OnFinished() => _requests?.Abandon();

    private async Task<bool> MoveNextAsync(CancellationToken cancellationToken)
    {
        using var registration = cancellationToken.UnsafeRegister(static state => ((CallLifetime)state!).Cancel(), Lifetime);
        await _opening!.ConfigureAwait(false);
        if (HasFinished)
        {
            throw ErrorOfEnd();
        }

        try
        {
            Lifetime.Token.ThrowIfCancellationRequested();
            _current = await _reader!.ReadAsync(Lifetime.Token).ConfigureAwait(false);
            if (_current is not null)
            {
                return true;
            }

            _reader.Release();
            return FinishAtEnd(_response!).StatusCode == StatusCode.OK ? false : throw ErrorOfEnd();
        }
        catch (Exception failure)
        {
            _reader!.Release();
            throw Fail(failure);
        }
    }

    private async Task<TResponse> ReadSingleAsync()
    {
        try
        {
            var message = await _reader!.ReadAsync(Lifetime.Token).ConfigureAwait(false);
            if (message is not null && await _reader.ReadAsync(Lifetime.Token).ConfigureAwait(false) is not null)
            {
                throw new RpcException(new Status(StatusCode.Internal, "The server sent more than one message to a call that has one."));
            }

            return FinishAtEnd(_response!, lacksMessage: message is null).StatusCode == StatusCode.OK ? message! : throw ErrorOfEnd();
        }
        catch (Exception failure)
        {
            throw Fail(failure);
        }
        finally
        {
            _reader!.Release();
        }
    }

    private async Task OpenSingleAsync(TRequest request)
    {
        var outgoing = new OutgoingMessage();
        UnaryContent? content = null;
        try
        {
            Serialize(outgoing, request, Options.WriteOptions);
            for (var attempt = 1; ; attempt++)
            {
                content = new UnaryContent(outgoing.Framed);
                try
                {
                    await SendAsync(content, attempt - 1).ConfigureAwait(false);
                    return;
                }
                catch (Exception failure) when (MayRetry(failure, attempt))
                {
                    var wait = Backoff.After(attempt, Channel.Options);
                    await Task.Delay(wait, Channel.Options.TimeProvider, Lifetime.Token).ConfigureAwait(false);
                }
            }
        }
        catch (Exception failure)
        {
            throw Fail(failure);
        }
        finally
        {
            if (content is null || content.TryRetire())
            {
                outgoing.Dispose();
            }
        }
    }

    private async Task OpenStreamAsync(StreamingContent content)
    {
        _requests = content;
        try
        {
            await SendAsync(content, previousAttempts: 0).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            throw Fail(failure);
        }
    }

    private async Task SendAsync(HttpContent content, int previousAttempts)
    {
        var cancellation = Lifetime.Token;
        cancellation.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(Channel.IsClosed, Channel);
        var credential = Channel.Options.Credentials is { } credentials
            ? await credentials.FetchAsync(cancellation).ConfigureAwait(false)
            : null;
        var request = RequestFactory.Create(
            Channel.UriOf(_method.FullName),
            content,
            Lifetime.Remaining(),
            Channel.Options.Credentials?.Header,
            credential,
            Options.Headers,
            RequestEncoding,
            previousAttempts,
            Channel.Options.Tls?.TargetHost);
        var response = await Channel.Http.SendAsync(request, cancellation).ConfigureAwait(false);
        try
        {
            var encoding = ResponseCheck.Encoding(response);
            ResponseCheck.RejectUnavailable(response);
            _reader = new ResponseReader<TResponse>(
                await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false),
                Channel.ReceiveLimits,
                encoding,
                _method.ResponseMarshaller,
                Taped);
            _response = response;
            Accept(response);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
