using System.Buffers;
using System.IO.Pipelines;
using Grpc.Core;
using LabSdk.Grpc.Wire;

namespace LabSdk.Grpc.Server.Calls;

/// <summary>Reads the requests of a call straight from the connection's buffers.</summary>
internal sealed class RequestReader<T>(HttpServerCallContext call, Marshaller<T> marshaller) : IAsyncStreamReader<T>
    where T : class
{
    private static readonly Task<bool> True = Task.FromResult(true);

    private readonly PipeReader _pipe = call.Http.Request.BodyReader;
    private readonly IncomingMessage _context = new(call.Limits, "client");
    private ReadOnlySequence<byte> _buffered;
    private bool _holds;
    private bool _ended;
    private T? _current;

    public T Current => _current ?? throw new InvalidOperationException("There is no current message: call MoveNext first.");

    public Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        if (!cancellationToken.IsCancellationRequested && TryReadBuffered() is { } message)
        {
            _current = message;
            return True;
        }

        return MoveNextAsync(cancellationToken);
    }

    /// <summary>The request of a call that has exactly one.</summary>
    public async ValueTask<T> ReadSingleAsync()
    {
        var token = call.CancellationToken;
        var request = await ReadAsync(token).ConfigureAwait(false)
            ?? throw Cardinality("Missing request message.");
        return await ReadAsync(token).ConfigureAwait(false) is null ? request : throw Cardinality("More than one request message.");
    }

    private RpcException Cardinality(string detail) =>
        new(new Status(call.IsTonic ? StatusCode.Internal : StatusCode.Unimplemented, detail));

    private async Task<bool> MoveNextAsync(CancellationToken cancellationToken)
    {
        using var linked = cancellationToken.CanBeCanceled
            ? CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, call.CancellationToken)
            : null;
        _current = await ReadAsync(linked?.Token ?? call.CancellationToken).ConfigureAwait(false);
        return _current is not null;
    }

    private T? TryReadBuffered()
    {
        if (_buffered.IsEmpty || !MessageReader.TryRead(
            ref _buffered, call.Limits, call.RequestEncoding != MessageEncoding.Identity, out var payload, out var compressed))
        {
            return null;
        }

        call.LastRequestWasCompressed = compressed;
        return _context.Deserialize(payload, compressed, call.RequestEncoding, marshaller);
    }

    private async ValueTask<T?> ReadAsync(CancellationToken cancellationToken)
    {
        for (; ; )
        {
            if (TryReadBuffered() is { } message)
            {
                return message;
            }

            if (_ended)
            {
                MessageReader.CheckEnd(_buffered);
                return null;
            }

            if (_holds)
            {
                _pipe.AdvanceTo(_buffered.Start, _buffered.End);
                _holds = false;
            }

            var result = await _pipe.ReadAsync(cancellationToken).ConfigureAwait(false);
            _buffered = result.Buffer;
            _holds = true;
            _ended = result.IsCompleted;
        }
    }
}
