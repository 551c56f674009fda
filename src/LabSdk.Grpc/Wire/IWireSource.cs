using System.Buffers;

namespace LabSdk.Grpc.Wire;

/// <summary>Bytes to walk over, in one piece or in several.</summary>
internal interface IWireSource
{
    long Position { get; }

    long Length { get; }

    bool TryRead(out byte value);

    bool TrySkip(long count);

    /// <summary>The next bytes, if they are in one piece; they are not taken.</summary>
    bool TryPeek(int count, out ReadOnlySpan<byte> bytes);
}

/// <summary>Bytes in one piece.</summary>
internal ref struct SpanSource(ReadOnlySpan<byte> bytes) : IWireSource
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _position;

    public readonly long Position => _position;

    public readonly long Length => _bytes.Length;

    public bool TryRead(out byte value)
    {
        if ((uint)_position >= (uint)_bytes.Length)
        {
            value = 0;
            return false;
        }

        value = _bytes[_position++];
        return true;
    }

    public bool TrySkip(long count)
    {
        if (count > _bytes.Length - _position)
        {
            return false;
        }

        _position += (int)count;
        return true;
    }

    public readonly bool TryPeek(int count, out ReadOnlySpan<byte> bytes)
    {
        bytes = _bytes.Slice(_position, count);
        return true;
    }
}

/// <summary>Bytes in several pieces.</summary>
internal ref struct SequenceSource(in ReadOnlySequence<byte> bytes) : IWireSource
{
    private SequenceReader<byte> _reader = new(bytes);

    public readonly long Position => _reader.Consumed;

    public readonly long Length => _reader.Length;

    public bool TryRead(out byte value) => _reader.TryRead(out value);

    public bool TrySkip(long count)
    {
        if (count > _reader.Remaining)
        {
            return false;
        }

        _reader.Advance(count);
        return true;
    }

    public readonly bool TryPeek(int count, out ReadOnlySpan<byte> bytes)
    {
        bytes = _reader.UnreadSpan;
        bytes = bytes[..Math.Min(count, bytes.Length)];
        return bytes.Length == count;
    }
}
