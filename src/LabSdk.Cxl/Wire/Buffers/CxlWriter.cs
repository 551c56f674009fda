using System.Buffers.Binary;

namespace LabSdk.Cxl;

/// <summary>Writes a payload from begin to end, little-endian; reserved bytes become 0.</summary>
internal ref struct CxlWriter
{
    private readonly Span<byte> _bytes;

    public CxlWriter(Span<byte> destination, int size)
    {
        if (destination.Length < size)
        {
            throw new ArgumentException($"The payload needs {size} bytes, the room has {destination.Length}.", nameof(destination));
        }

        _bytes = destination[..size];
    }

    public int Written { get; private set; }

    public void Skip(int count) => Take(count).Clear();

    public void Byte(byte value) => Take(1)[0] = value;

    public void UInt16(ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(Take(2), value);

    public void Int16(short value) => BinaryPrimitives.WriteInt16LittleEndian(Take(2), value);

    public void UInt24(uint value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 0xFFFFFFu);
        var bytes = Take(3);
        bytes[0] = (byte)value;
        bytes[1] = (byte)(value >> 8);
        bytes[2] = (byte)(value >> 16);
    }

    public void UInt32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Take(4), value);

    public void UInt64(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Take(8), value);

    /// <summary>16 bytes in the order of the text form (RFC 4122).</summary>
    public void Guid(Guid value) => value.TryWriteBytes(Take(16), bigEndian: true, out _);

    public void Text16(CxlText16 value) => value.CopyTo(Take(16));

    public void Bitmap256(CxlBitmap256 value) => value.CopyTo(Take(32));

    public void Bytes(ReadOnlyMemory<byte> value) => value.Span.CopyTo(Take(value.Length));

    /// <summary>A field of a fixed length; a shorter value is filled up with zeroes.</summary>
    public void Bytes(ReadOnlyMemory<byte> value, int size, string name)
    {
        if (value.Length > size)
        {
            throw new ArgumentException($"{name} has {value.Length} bytes, its place has {size}.", name);
        }

        var place = Take(size);
        value.Span.CopyTo(place);
        place[value.Length..].Clear();
    }

    /// <summary>Data whose length another field says.</summary>
    public void Exactly(ReadOnlyMemory<byte> value, int length, string name)
    {
        if (value.Length != length)
        {
            throw new ArgumentException($"{name} has {value.Length} bytes, the request says {length}.", name);
        }

        Bytes(value);
    }

    /// <summary>A count field of 1, 2 or 4 bytes.</summary>
    public void Count(int count, int size, string name)
    {
        if (size < 4 && count >= 1 << (8 * size))
        {
            throw new ArgumentException($"{name} has {count} entries; the command can carry {(1 << (8 * size)) - 1}.", name);
        }

        var place = Take(size);
        for (var i = 0; i < size; i++)
        {
            place[i] = (byte)(count >> (8 * i));
        }
    }

    public void Element<T>(T value)
        where T : ICxlElement<T> => value.Write(ref this);

    public void List<T>(IReadOnlyList<T> list)
        where T : ICxlElement<T>
    {
        for (var i = 0; i < list.Count; i++)
        {
            list[i].Write(ref this);
        }
    }

    public void UInt16List(IReadOnlyList<ushort> list)
    {
        for (var i = 0; i < list.Count; i++)
        {
            UInt16(list[i]);
        }
    }

    /// <summary>Exactly so many words; missing ones are 0.</summary>
    public void UInt64Words(IReadOnlyList<ulong> words, int count)
    {
        if (words.Count > count)
        {
            throw new ArgumentException($"There are {words.Count} words, the place has {count}.", nameof(words));
        }

        for (var i = 0; i < count; i++)
        {
            UInt64(i < words.Count ? words[i] : 0);
        }
    }

    /// <summary>The fixed part of another payload.</summary>
    public void Nested(MemdevGetHealthInfo value)
    {
        value = value with { Surplus = default };
        value.Write(Take(value.Size));
    }

    private Span<byte> Take(int count)
    {
        var taken = _bytes.Slice(Written, count);
        Written += count;
        return taken;
    }
}
