using System.Buffers;
using System.IO.Pipelines;
using Grpc.Core;
using LabSdk.Grpc.Wire;

namespace LabSdk.Grpc.Client;

/// <summary>Reads messages from a response body. Messages that are complete in memory come without any waiting.</summary>
internal sealed class ResponseReader<T>
    where T : class
{
    private const int BufferSize = 64 * 1024;

    private static readonly StreamPipeReaderOptions PipeOptions = new(bufferSize: BufferSize, minimumReadSize: 4096, leaveOpen: true);

    private readonly PipeReader _pipe;
    private readonly MessageLimits _limits;
    private readonly MessageEncoding _encoding;
    private readonly Marshaller<T> _marshaller;
    private readonly IncomingMessage _context;
    private ReadOnlySequence<byte> _buffered;
    private bool _holds;
    private bool _ended;

    public ResponseReader(Stream body, MessageLimits limits, MessageEncoding encoding, Marshaller<T> marshaller)
    {
        _pipe = PipeReader.Create(body, PipeOptions);
        _limits = limits;
        _encoding = encoding;
        _marshaller = marshaller;
        _context = new IncomingMessage(limits, "server");
    }

    /// <summary>The next message if all of it has arrived; null when more must be read.</summary>
    public T? TryReadBuffered()
    {
        if (_buffered.IsEmpty
            || !MessageReader.TryRead(ref _buffered, _limits, _encoding != MessageEncoding.Identity, out var payload, out var compressed))
        {
            return null;
        }

        return _context.Deserialize(payload, compressed, _encoding, _marshaller);
    }

    /// <summary>The next message; null at the end of the body.</summary>
    public async ValueTask<T?> ReadAsync(CancellationToken cancellationToken)
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

    /// <summary>Gives the buffers back. Only the one who reads may call it.</summary>
    public void Release()
    {
        _buffered = default;
        _pipe.Complete();
    }
}
