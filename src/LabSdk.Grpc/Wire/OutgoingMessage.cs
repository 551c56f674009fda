using System.Buffers;
using Grpc.Core;

namespace LabSdk.Grpc.Wire;

/// <summary>
/// Serializes messages into one pooled array, prefix first, so that a message leaves in a single write.
/// One per stream, reused for every message.
/// </summary>
internal sealed class OutgoingMessage : SerializationContext, IBufferWriter<byte>, IDisposable
{
    private const int SmallestArray = 256;

    private byte[] _array = [];
    private int _end;

    /// <summary>The last message with its prefix; valid until the next one or disposal.</summary>
    public ReadOnlyMemory<byte> Framed => _array.AsMemory(0, _end);

    /// <summary>Length of the message without its prefix, in bytes, as it is sent.</summary>
    public int PayloadLength => _end - MessagePrefix.Length;

    public void Serialize<T>(T message, Marshaller<T> marshaller, MessageEncoding encoding)
    {
        Start();
        marshaller.ContextualSerializer(message, this);
        Finish(encoding);
    }

    /// <summary>Forgets the last message and leaves room for the prefix of the next.</summary>
    public void Start()
    {
        Reserve(SmallestArray);
        _end = MessagePrefix.Length;
    }

    /// <summary>Writes the prefix of what was serialized, compressing it if asked.</summary>
    public void Finish(MessageEncoding encoding)
    {
        if (encoding == MessageEncoding.Identity)
        {
            MessagePrefix.Write(_array, compressed: false, PayloadLength);
        }
        else
        {
            Compress(encoding);
        }
    }

    public override void SetPayloadLength(int payloadLength) => Reserve(MessagePrefix.Length + payloadLength);

    public override IBufferWriter<byte> GetBufferWriter() => this;

    public override void Complete()
    {
    }

    public override void Complete(byte[] payload)
    {
        Reserve(MessagePrefix.Length + payload.Length);
        payload.CopyTo(_array.AsSpan(MessagePrefix.Length));
        _end = MessagePrefix.Length + payload.Length;
    }

    public void Advance(int count) => _end += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(checked(_end + Math.Max(sizeHint, 1)));
        return _array.AsMemory(_end);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Dispose()
    {
        var array = _array;
        _array = [];
        _end = 0;
        if (array.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(array);
        }
    }

    private void Reserve(int size)
    {
        if (_array.Length >= size)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(size, Math.Min(_array.Length * 2, 1 << 30)));
        _array.AsSpan(0, _end).CopyTo(larger);
        var old = _array;
        _array = larger;
        if (old.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(old);
        }
    }

    private void Compress(MessageEncoding encoding)
    {
        using var compressed = new MemoryStream();
        MessageCompression.Compress(_array.AsMemory(MessagePrefix.Length, PayloadLength), encoding, compressed);
        var length = (int)compressed.Length;
        Reserve(MessagePrefix.Length + length);
        compressed.GetBuffer().AsSpan(0, length).CopyTo(_array.AsSpan(MessagePrefix.Length));
        _end = MessagePrefix.Length + length;
        MessagePrefix.Write(_array, compressed: true, length);
    }
}
