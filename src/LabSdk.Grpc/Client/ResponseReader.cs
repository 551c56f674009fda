using System.Buffers;
using Grpc.Core;
using LabSdk.Grpc.Wire;
using LabSdk.Tapes;

namespace LabSdk.Grpc.Client;

/// <summary>Reads messages from a response body. Messages that are complete in memory come without any waiting.</summary>
internal sealed class ResponseReader<T>(Stream body, MessageLimits limits, MessageEncoding encoding, Marshaller<T> marshaller, TapedCall? taped = null)
    where T : class
{
    private readonly ReceiveBuffer _buffer = new();
    private readonly IncomingMessage _context = new(limits, "server");
    private ReadOnlySequence<byte> _unread;
    private bool _ended;

    /// <summary>The next message if all of it has arrived; null when more must be read.</summary>
    public T? TryReadBuffered()
    {
        if (_unread.IsEmpty
            || !MessageReader.TryRead(ref _unread, limits, encoding != MessageEncoding.Identity, out var payload, out var compressed))
        {
            return null;
        }

        if (taped is not null)
        {
            TapedMessages.Received(taped, payload, compressed ? encoding : MessageEncoding.Identity, limits);
        }

        return _context.Deserialize(payload, compressed, encoding, marshaller);
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
                MessageReader.CheckEnd(_unread);
                return null;
            }

            _buffer.KeepLast(_unread.Length);
            var read = await body.ReadAsync(_buffer.GetMemory(), cancellationToken).ConfigureAwait(false);
            _buffer.Advance(read);
            _unread = _buffer.AsSequence();
            _ended = read == 0;
        }
    }

    /// <summary>Gives the buffers back. Only the one who reads may call it.</summary>
    public void Release()
    {
        _unread = default;
        _buffer.Dispose();
    }
}
