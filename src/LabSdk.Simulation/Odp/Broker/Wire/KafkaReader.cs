using System.Buffers.Binary;
using System.Text;

namespace LabSdk.Simulation.Odp;

/// <summary>Reads the body of a request. Every length is checked against what has arrived before it is used.</summary>
internal ref struct KafkaReader(ReadOnlySpan<byte> bytes, bool isFlexible = false)
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private readonly bool _isFlexible = isFlexible;

    public int Position { get; private set; }

    public readonly int Remaining => _bytes.Length - Position;

    public byte Byte() => Take(1)[0];

    public bool Bool() => Byte() != 0;

    public short Int16() => BinaryPrimitives.ReadInt16BigEndian(Take(2));

    public int Int32() => BinaryPrimitives.ReadInt32BigEndian(Take(4));

    public long Int64() => BinaryPrimitives.ReadInt64BigEndian(Take(8));

    public string String() => NullableString() ?? throw new MalformedRequestException("A text that must be there is null.");

    public string? NullableString()
    {
        var length = _isFlexible ? CompactLength() : Int16();
        return length < 0 ? null : Text(length);
    }

    /// <summary>A text of the old kind, as the client's name in a request header of any version.</summary>
    public string? PlainNullableString()
    {
        var length = Int16();
        return length < 0 ? null : Text(length);
    }

    public byte[] Bytes()
    {
        var (start, length) = BytesRange();
        return length <= 0 ? [] : _bytes.Slice(start, length).ToArray();
    }

    /// <summary>Where a byte field lies; a length of -1 is null.</summary>
    public (int Start, int Length) BytesRange()
    {
        var length = _isFlexible ? CompactLength() : Int32();
        var start = Position;
        if (length >= 0)
        {
            Take(length);
        }

        return (start, Math.Max(length, -1));
    }

    /// <summary>The number of elements that follow, each at least one byte; -1 for null.</summary>
    public int Count(int smallestElement = 1)
    {
        var count = _isFlexible ? CompactLength() : Int32();
        if (count > 0 && (long)count * smallestElement > Remaining)
        {
            throw new MalformedRequestException($"{count} elements are announced where {Remaining} bytes are left.");
        }

        return Math.Max(count, -1);
    }

    /// <summary>Skips the tagged fields of flexible versions.</summary>
    public void Tags()
    {
        if (!_isFlexible)
        {
            return;
        }

        for (var count = UnsignedVarint(); count > 0; count--)
        {
            UnsignedVarint();
            Take(Length(UnsignedVarint()));
        }
    }

    private string Text(int length)
    {
        try
        {
            return Strict.GetString(Take(length));
        }
        catch (DecoderFallbackException)
        {
            throw new MalformedRequestException("A text is not UTF-8.");
        }
    }

    private int CompactLength() => Length(UnsignedVarint()) - 1;

    private static int Length(uint value) =>
        value <= int.MaxValue ? (int)value : throw new MalformedRequestException("A length is beyond 2 GiB.");

    private uint UnsignedVarint()
    {
        uint value = 0;
        for (var shift = 0; shift < 35; shift += 7)
        {
            var next = Byte();
            value |= (uint)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new MalformedRequestException("A variable-length number does not end.");
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length < 0 || length > Remaining)
        {
            throw new MalformedRequestException($"{length} bytes are announced where {Remaining} are left.");
        }

        var taken = _bytes.Slice(Position, length);
        Position += length;
        return taken;
    }
}
