using System.Buffers;
using System.Buffers.Binary;

namespace LabSdk.Daq.Wire;

/// <summary>Reads protobuf fields from the segments a message arrived in, without copying or allocating.</summary>
internal ref struct ProtobufCursor
{
    private const int DeepestGroup = 32;

    private SequenceReader<byte> _reader;

    public ProtobufCursor(ReadOnlySequence<byte> message) => _reader = new SequenceReader<byte>(message);

    /// <summary>Moves to the next field; false at the end.</summary>
    public bool TryReadTag(out int number, out int wireType)
    {
        (number, wireType) = (0, 0);
        if (_reader.End)
        {
            return false;
        }

        var tag = ReadVarint();
        (number, wireType) = ((int)((uint)tag >> 3), (int)(tag & 7));
        return tag <= uint.MaxValue && number > 0 ? true : throw FrameErrors.BadField(number);
    }

    public ulong ReadVarint()
    {
        var value = 0ul;
        for (var shift = 0; shift < 70; shift += 7)
        {
            if (!_reader.TryRead(out var part))
            {
                throw FrameErrors.Truncated();
            }

            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }

        throw FrameErrors.BadVarint();
    }

    public double ReadDouble()
    {
        Span<byte> bytes = stackalloc byte[8];
        if (!_reader.TryCopyTo(bytes))
        {
            throw FrameErrors.Truncated();
        }

        _reader.Advance(8);
        return BinaryPrimitives.ReadDoubleLittleEndian(bytes);
    }

    /// <summary>Text, nested message or bytes: a view of the message, not a copy.</summary>
    public ReadOnlySequence<byte> ReadBytes()
    {
        var length = ReadVarint();
        if (length > (ulong)_reader.Remaining)
        {
            throw FrameErrors.Truncated();
        }

        var bytes = _reader.UnreadSequence.Slice(0, (long)length);
        _reader.Advance((long)length);
        return bytes;
    }

    public void Skip(int number, int wireType) => Skip(number, wireType, 0);

    private void Skip(int number, int wireType, int depth)
    {
        switch (wireType)
        {
            case 0:
                ReadVarint();
                break;
            case 1:
                Advance(8);
                break;
            case 2:
                ReadBytes();
                break;
            case 3 when depth < DeepestGroup:
                SkipGroup(number, depth);
                break;
            case 5:
                Advance(4);
                break;
            default:
                throw FrameErrors.BadField(number);
        }
    }

    private void SkipGroup(int group, int depth)
    {
        while (TryReadTag(out var number, out var wireType))
        {
            if (wireType == 4)
            {
                if (number != group)
                {
                    throw FrameErrors.BadField(number);
                }

                return;
            }

            Skip(number, wireType, depth + 1);
        }

        throw FrameErrors.Truncated();
    }

    private void Advance(int count)
    {
        if (_reader.Remaining < count)
        {
            throw FrameErrors.Truncated();
        }

        _reader.Advance(count);
    }
}
