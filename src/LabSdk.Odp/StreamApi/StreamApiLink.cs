using System.Runtime.CompilerServices;
using Grpc.Core;
using LabSdk.Grpc;

namespace LabSdk.Odp.StreamApi;

/// <summary>The connections to a server and its key generator, and the one way in which calls are made, timed and their failures explained.</summary>
internal sealed class StreamApiLink : IAsyncDisposable
{
    private const int StreamWindowBytes = 4 * 1024 * 1024;

    private readonly GrpcChannel _calls;
    private readonly GrpcChannel _streams;
    private readonly GrpcChannel _keys;
    private readonly StreamApiTape? _tape;
    private int _openStreams;
    private int _disposed;

    public StreamApiLink(StreamApiAddress address, OdpStreamOptions options)
    {
        (Address, Options) = (address, options);
        _tape = StreamApiTape.Open(address.Endpoint, options);
        _calls = Open(address.Server, 1024 * 1024);
        _streams = Open(address.Server, StreamWindowBytes);
        _keys = Open(address.KeyGenerator, 64 * 1024);
        (Calls, Streams, Keys) = (_calls.CreateCallInvoker(), _streams.CreateCallInvoker(), _keys.CreateCallInvoker());
    }

    public StreamApiAddress Address { get; }

    public OdpStreamOptions Options { get; }

    public string Endpoint => Address.Endpoint;

    public CallInvoker Calls { get; }

    /// <summary>A connection of its own, so that a reading that is not taken holds up no call.</summary>
    public CallInvoker Streams { get; }

    public CallInvoker Keys { get; }

    /// <summary>Streams that are open now.</summary>
    public int OpenStreams => Volatile.Read(ref _openStreams);

    private bool IsClosed => Volatile.Read(ref _disposed) != 0;

    /// <summary>Makes a call that answers once, with a deadline.</summary>
    public async Task<T> CallAsync<T>(StreamApiCall call, Func<CallOptions, AsyncUnaryCall<T>> start, CancellationToken cancellationToken)
    {
        ThrowIfClosed(call);
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            using var pending = start(new CallOptions(deadline: Options.Time.GetUtcNow().UtcDateTime + Options.Timeout, cancellationToken: cancellationToken));
            return await pending.ResponseAsync.ConfigureAwait(false);
        }
        catch (RpcException failure)
        {
            throw Explain(failure, call, Options.Timeout, cancellationToken);
        }
    }

    /// <summary>Reads a stream of answers. Ending the enumeration in any way ends the call.</summary>
    public async IAsyncEnumerable<T> StreamAsync<T>(
        StreamApiCall call, Func<CallOptions, AsyncServerStreamingCall<T>> start, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ThrowIfClosed(call);
        cancellationToken.ThrowIfCancellationRequested();
        using var pending = start(new CallOptions(cancellationToken: cancellationToken));
        Interlocked.Increment(ref _openStreams);
        try
        {
            while (await MoveAsync(pending.ResponseStream, call, cancellationToken).ConfigureAwait(false))
            {
                yield return pending.ResponseStream.Current;
            }
        }
        finally
        {
            Interlocked.Decrement(ref _openStreams);
        }
    }

    /// <summary>The error for a failed call; the caller's own cancellation stays one.</summary>
    public Exception Explain(RpcException failure, StreamApiCall call, TimeSpan? allowed, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? new OperationCanceledException($"{call.Doing} was cancelled.", failure, cancellationToken)
        : IsClosed ? StreamApiErrors.Closed(call, Endpoint, failure)
        : StreamApiErrors.Map(failure, call, Endpoint, allowed);

    public OdpServerException Refused(StreamApiCall call, string reason, string? hint) => StreamApiErrors.Refused(call, $": {reason}", Endpoint, hint);

    public void ThrowIfClosed(StreamApiCall call)
    {
        if (IsClosed)
        {
            throw StreamApiErrors.Closed(call, Endpoint, null);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            await _streams.DisposeAsync().ConfigureAwait(false);
            await _calls.DisposeAsync().ConfigureAwait(false);
            await _keys.DisposeAsync().ConfigureAwait(false);
            if (_tape is not null)
            {
                await _tape.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    // Methods that only read may be sent again; drawing a format id twice gives the same id.
    private static bool IsRead(string path) => path[(path.LastIndexOf('/') + 1)..].StartsWith("Get", StringComparison.Ordinal);

    private GrpcChannel Open(Uri address, int window) => GrpcChannel.Create(address, new GrpcChannelOptions
    {
        ConnectTimeout = Options.ConnectTimeout < TimeSpan.FromSeconds(10) ? Options.ConnectTimeout : TimeSpan.FromSeconds(10),
        MaxReceiveMessageBytes = Options.MaxMessageBytes,
        MaxSendMessageBytes = Options.MaxMessageBytes,
        Tls = address.Scheme == Uri.UriSchemeHttps ? Options.Tls : null,
        IsReadMethod = IsRead,
        StreamWindowBytes = window,
        TimeProvider = Options.Time,
        Tap = _tape?.Tap,
        Replay = _tape?.Replay,
    });

    private async ValueTask<bool> MoveAsync<T>(IAsyncStreamReader<T> answers, StreamApiCall call, CancellationToken cancellationToken)
    {
        try
        {
            return await answers.MoveNext(cancellationToken).ConfigureAwait(false);
        }
        catch (RpcException failure)
        {
            throw Explain(failure, call, null, cancellationToken);
        }
    }
}
