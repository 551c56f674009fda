using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace LabSdk.Kernel.Zmtp.Sockets;

/// <summary>
/// What waits for one peer. Adding never blocks: when a slow peer lets stream text pile up, the oldest pieces are replaced
/// by a line that says how many were lost; anything else stays.
/// </summary>
internal sealed class SendQueue(ZmtpLimits limits)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Entry> _entries = [];
    private readonly Queue<LinkedListNode<Entry>> _pieces = [];
    private readonly Dictionary<string, LinkedListNode<Entry>> _replaceable = new(StringComparer.Ordinal);
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private long _bytes;
    private long _pieceBytes;

    /// <summary>Adds a message.</summary>
    /// <returns>False when too much waits that must not be dropped: the peer has to go.</returns>
    public bool TryAdd(OutgoingMessage message)
    {
        lock (_lock)
        {
            if (message.ReplaceKey is { } key && _replaceable.Remove(key, out var older))
            {
                _bytes -= older.Value.Message.Size;
                _entries.Remove(older);
            }

            _bytes += message.Size;
            var node = _entries.AddLast(new Entry(message));
            if (message.ReplaceKey is { } newKey)
            {
                _replaceable[newKey] = node;
            }

            if (message.Piece is not null)
            {
                _pieces.Enqueue(node);
                _pieceBytes += message.Size;
                while (_pieceBytes > limits.QueuedStreamBytes && _pieces.Count > 1)
                {
                    DropOldestPiece();
                }
            }

            _signal.Writer.TryWrite(true);
            return _bytes <= limits.QueuedBytes;
        }
    }

    /// <summary>Takes the next message.</summary>
    public bool TryTake([NotNullWhen(true)] out OutgoingMessage? message)
    {
        lock (_lock)
        {
            message = null;
            if (_entries.First is not { } node)
            {
                return false;
            }

            _entries.RemoveFirst();
            var entry = node.Value;
            if (entry.LostLines > 0)
            {
                message = entry.Message.Piece!.Notice(entry.LostLines);
                return true;
            }

            message = entry.Message;
            _bytes -= message.Size;
            if (message.Piece is not null)
            {
                _pieces.Dequeue();
                _pieceBytes -= message.Size;
            }

            if (message.ReplaceKey is { } key)
            {
                _replaceable.Remove(key);
            }

            return true;
        }
    }

    /// <summary>Waits until there may be something to take; false when there will be nothing more.</summary>
    public async ValueTask<bool> WaitAsync(CancellationToken cancellationToken)
    {
        if (!await _signal.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        _signal.Reader.TryRead(out _);
        return true;
    }

    /// <summary>Nothing more will be added.</summary>
    public void Complete() => _signal.Writer.TryComplete();

    private void DropOldestPiece()
    {
        var node = _pieces.Dequeue();
        var piece = node.Value.Message.Piece!;
        _bytes -= node.Value.Message.Size;
        _pieceBytes -= node.Value.Message.Size;
        if (node.Previous is { Value: { LostLines: > 0 } gap } before && gap.Message.Piece!.Source.Equals(piece.Source))
        {
            before.Value = gap with { LostLines = gap.LostLines + piece.Lines };
            _entries.Remove(node);
        }
        else
        {
            // The text itself is let go; only its notice is kept.
            node.Value = new Entry(new OutgoingMessage([]) { Piece = piece }, piece.Lines);
        }
    }

    /// <param name="Message">The message, or where lines were lost an empty one with the piece.</param>
    /// <param name="LostLines">Lines lost at this place; 0 for a message.</param>
    private readonly record struct Entry(OutgoingMessage Message, long LostLines = 0);
}
