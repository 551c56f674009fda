using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace LabSdk.Simulation.Odp;

/// <summary>Builds one answer after the other in the same buffer. Stored records are not copied but sent from where they lie.</summary>
internal sealed class KafkaWriter : IDisposable
{
    private const int CopyBelow = 16 * 1024;
    private const int KeepBelow = 1024 * 1024;
    private const int LengthSize = 4;

    private readonly List<(int At, ReadOnlyMemory<byte> Bytes)> _splices = [];
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(4096);
    private int _length;
    private long _spliced;
    private bool _isFlexible;

    /// <summary>Bytes of the answer that begins now, its length field included.</summary>
    public long Length => _length + _spliced;

    public void Begin(int correlationId, bool isFlexible = false, bool hasHeaderTags = false)
    {
        _splices.Clear();
        (_length, _spliced, _isFlexible) = (LengthSize, 0, isFlexible);
        Int32(correlationId);
        if (hasHeaderTags)
        {
            Byte(0);
        }
    }

    public void Byte(byte value) => Reserve(1)[0] = value;

    public void Bool(bool value) => Byte(value ? (byte)1 : (byte)0);

    public void Int16(short value) => BinaryPrimitives.WriteInt16BigEndian(Reserve(2), value);

    public void Int32(int value) => BinaryPrimitives.WriteInt32BigEndian(Reserve(4), value);

    public void Int64(long value) => BinaryPrimitives.WriteInt64BigEndian(Reserve(8), value);

    public void Error(KafkaErrorCode error) => Int16((short)error);

    public void String(string? value)
    {
        var size = value is null ? -1 : Encoding.UTF8.GetByteCount(value);
        if (_isFlexible)
        {
            UnsignedVarint((uint)(size + 1));
        }
        else
        {
            Int16(size <= short.MaxValue ? (short)size : throw new MalformedRequestException("A text to be sent back is longer than 32,767 bytes."));
        }

        if (value is not null)
        {
            Encoding.UTF8.GetBytes(value, Reserve(size));
        }
    }

    public void Bytes(ReadOnlySpan<byte> value)
    {
        Int32(value.Length);
        value.CopyTo(Reserve(value.Length));
    }

    /// <summary>The number of elements that follow; -1 for null.</summary>
    public void Count(int count)
    {
        if (_isFlexible)
        {
            UnsignedVarint((uint)(count + 1));
        }
        else
        {
            Int32(count);
        }
    }

    /// <summary>The empty set of tagged fields of flexible versions.</summary>
    public void Tags()
    {
        if (_isFlexible)
        {
            Byte(0);
        }
    }

    /// <summary>A field of stored records: big pieces are referred to, small ones copied.</summary>
    public void Records(List<ReadOnlyMemory<byte>> pieces)
    {
        Int32(checked((int)pieces.Sum(piece => (long)piece.Length)));
        foreach (var piece in pieces)
        {
            if (piece.Length < CopyBelow)
            {
                piece.Span.CopyTo(Reserve(piece.Length));
            }
            else
            {
                _splices.Add((_length, piece));
                _spliced += piece.Length;
            }
        }
    }

    public async ValueTask SendAsync(Stream stream, CancellationToken cancellationToken)
    {
        BinaryPrimitives.WriteInt32BigEndian(_buffer, checked((int)(Length - LengthSize)));
        var sent = 0;
        foreach (var (at, bytes) in _splices)
        {
            await stream.WriteAsync(_buffer.AsMemory(sent, at - sent), cancellationToken).ConfigureAwait(false);
            await stream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
            sent = at;
        }

        if (sent < _length)
        {
            await stream.WriteAsync(_buffer.AsMemory(sent, _length - sent), cancellationToken).ConfigureAwait(false);
        }

        _splices.Clear();
        if (_buffer.Length > KeepBelow)
        {
            Resize(4096, 0);
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private void UnsignedVarint(uint value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            Byte((byte)(value | 0x80));
        }

        Byte((byte)value);
    }

    private Span<byte> Reserve(int size)
    {
        if (_buffer.Length - _length < size)
        {
            Resize(checked(Math.Max(_buffer.Length * 2, _length + size)), _length);
        }

        _length += size;
        return _buffer.AsSpan(_length - size, size);
    }

    private void Resize(int size, int kept)
    {
        var bigger = ArrayPool<byte>.Shared.Rent(size);
        _buffer.AsSpan(0, kept).CopyTo(bigger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = bigger;
    }
}
