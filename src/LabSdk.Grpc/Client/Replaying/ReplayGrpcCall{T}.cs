using System.Buffers;
using Grpc.Core;
using LabSdk.Grpc.Wire;
using LabSdk.Tapes;

namespace LabSdk.Grpc.Client;

/// <summary>One call of any kind that is answered from a tape: reader of the replies, writer of the requests, status.</summary>
internal sealed class ReplayGrpcCall<TRequest, TResponse> : AsyncCallState, IAsyncStreamReader<TResponse>, IClientStreamWriter<TRequest>
    where TRequest : class
    where TResponse : class
{
    private readonly ReplayLink _tape;
    private readonly Method<TRequest, TResponse> _method;
    private readonly CancellationTokenSource _ended;
    private readonly IncomingMessage _incoming;
    private readonly TaskCompletionSource _completed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ReplayedCall? _call;
    private TapeException? _refusal;
    private TResponse? _current;
    private volatile TapeEnd? _end;

    public ReplayGrpcCall(ReplayLink tape, Method<TRequest, TResponse> method, int maximumBytes, CancellationToken cancellationToken)
    {
        (_tape, _method) = (tape, method);
        _ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _incoming = new IncomingMessage(new MessageLimits(maximumBytes), "tape");
    }

    public TResponse Current => _current ?? throw new InvalidOperationException("There is no current message: call MoveNext first.");

    public WriteOptions? WriteOptions { get; set; }

    public override Task<Metadata> ResponseHeadersAsync => _refusal is { } refusal ? Task.FromException<Metadata>(refusal) : Task.FromResult<Metadata>([]);

    public override Status GetStatus() => _end is { } end ? TapedStatus.ToStatus(end) : throw new InvalidOperationException("The call has not finished: its status is not known yet.");

    public override Metadata GetTrailers() => _end is { } end ? TapedStatus.ToTrailers(end) : Metadata.Empty;

    public override void Dispose()
    {
        _ended.Cancel();
        _completed.TrySetCanceled();
    }

    /// <summary>Looks the call up by its request. That it is not there is told to whoever waits for the answer, as a server would.</summary>
    public void Ask(TRequest request) => Find(() =>
    {
        using var bytes = Serialize(request);
        return _tape.Take(_method.FullName, Payload(bytes));
    });

    /// <summary>Looks the next call of the method up, whatever will be sent in it.</summary>
    public void AskNext() => Find(() => _tape.TakeNext(_method.FullName));

    public async Task<TResponse> SingleAsync(TRequest request)
    {
        Ask(request);
        return await SingleAsync().ConfigureAwait(false);
    }

    public async Task<TResponse> SingleAfterRequestsAsync()
    {
        AskNext();
        try
        {
            await _completed.Task.ConfigureAwait(false);
        }
        catch (OperationCanceledException disposed)
        {
            throw new RpcException(new Status(StatusCode.Cancelled, "The call was disposed before it finished.", disposed));
        }

        return await SingleAsync().ConfigureAwait(false);
    }

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        using var registration = cancellationToken.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), _ended);
        var item = await NextAsync().ConfigureAwait(false);
        if (item.Message is { } message)
        {
            _current = Deserialize(message);
            return true;
        }

        return item.End is { Code: 0 } ? false : throw ErrorOf(item.End!);
    }

    public Task WriteAsync(TRequest message) => WriteAsync(message, CancellationToken.None);

    public Task WriteAsync(TRequest message, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_refusal is { } refusal)
        {
            return Task.FromException(refusal);
        }

        using var bytes = Serialize(message);
        _call!.Expect(Payload(bytes));
        return Task.CompletedTask;
    }

    public Task CompleteAsync()
    {
        _completed.TrySetResult();
        return Task.CompletedTask;
    }

    private void Find(Func<ReplayedCall> find)
    {
        try
        {
            _call = find();
        }
        catch (TapeException error)
        {
            _refusal = error;
        }
    }

    private async Task<TResponse> SingleAsync()
    {
        TResponse? answer = null;
        for (; ; )
        {
            var item = await NextAsync().ConfigureAwait(false);
            if (item.Message is { } message)
            {
                answer = Deserialize(message);
            }
            else if (item.End is { Code: 0 })
            {
                return answer ?? throw new RpcException(new Status(StatusCode.Internal, "The tape has the end of the call, but no message."));
            }
            else
            {
                throw ErrorOf(item.End!);
            }
        }
    }

    private async ValueTask<ReplayedItem> NextAsync()
    {
        try
        {
            if (_end is { } known)
            {
                return new ReplayedItem(null, known);
            }

            var item = await (_call ?? throw _refusal!).NextAsync(_ended.Token).ConfigureAwait(false);
            if (item.End is { IsLocal: true })
            {
                // What the server did next is not known.
                throw _call.EndOfTape();
            }

            _end = item.End;
            return item;
        }
        catch (OperationCanceledException cancelled)
        {
            throw new RpcException(new Status(StatusCode.Cancelled, "The call was cancelled by its caller.", cancelled));
        }
    }

    private static RpcException ErrorOf(TapeEnd end) => new(TapedStatus.ToStatus(end), TapedStatus.ToTrailers(end));

    private OutgoingMessage Serialize(TRequest request)
    {
        var bytes = new OutgoingMessage();
        bytes.Serialize(request, _method.RequestMarshaller, MessageEncoding.Identity);
        return bytes;
    }

    private static ReadOnlySpan<byte> Payload(OutgoingMessage bytes) => bytes.Framed.Span[MessagePrefix.Length..];

    private TResponse Deserialize(byte[] message) =>
        _incoming.Deserialize(new ReadOnlySequence<byte>(message), compressed: false, MessageEncoding.Identity, _method.ResponseMarshaller);
}
