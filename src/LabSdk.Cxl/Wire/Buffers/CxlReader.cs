using System.Buffers.Binary;

namespace LabSdk.Cxl;

/// <summary>
/// Reads a payload from begin to end, little-endian, unaligned. Nothing is allocated for a count before the bytes that it
/// promises are known to be there.
/// </summary>
internal ref struct CxlReader
{
    private readonly ReadOnlyMemory<byte> _payload;
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly CxlCommand _command;
    private int _at;

    public CxlReader(ReadOnlyMemory<byte> payload, CxlCommand command, int minimum)
    {
        _payload = payload;
        _bytes = payload.Span;
        _command = command;
        if (payload.Length < minimum)
        {
            throw Short(minimum);
        }
    }

    public readonly int Remaining => _bytes.Length - _at;

    public readonly bool Has(int count) => Remaining >= count;

    public void Skip(int count) => Take(count);

    public byte Byte() => Take(1)[0];

    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public short Int16() => BinaryPrimitives.ReadInt16LittleEndian(Take(2));

    public uint UInt24()
    {
        var bytes = Take(3);
        return (uint)(bytes[0] | (bytes[1] << 8) | (bytes[2] << 16));
    }

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    /// <summary>16 bytes in the order of the text form (RFC 4122).</summary>
    public Guid Guid() => new(Take(16), bigEndian: true);

    public CxlText16 Text16() => new(Take(16));

    public CxlBitmap256 Bitmap256() => new(Take(32));

    /// <summary>A slice of the payload.</summary>
    public ReadOnlyMemory<byte> Bytes(int count)
    {
        var start = _at;
        Take(count);
        return count == 0 ? default : _payload.Slice(start, count);
    }

    /// <summary>All that is left; the default value when that is nothing, so that records of equal fields are equal.</summary>
    public ReadOnlyMemory<byte> Rest() => Bytes(Remaining);

    public T Element<T>()
        where T : ICxlElement<T> => T.Read(ref this);

    public IReadOnlyList<T> List<T>(uint count)
        where T : ICxlElement<T>
    {
        Demand(count, T.Size);
        if (count == 0)
        {
            return [];
        }

        var list = new T[count];
        for (var i = 0; i < list.Length; i++)
        {
            list[i] = T.Read(ref this);
        }

        return list;
    }

    public IReadOnlyList<ushort> UInt16List(uint count)
    {
        Demand(count, 2);
        if (count == 0)
        {
            return [];
        }

        var list = new ushort[count];
        for (var i = 0; i < list.Length; i++)
        {
            list[i] = UInt16();
        }

        return list;
    }

    public IReadOnlyList<ulong> UInt64Words(int count)
    {
        var words = new ulong[count];
        for (var i = 0; i < count; i++)
        {
            words[i] = UInt64();
        }

        return words;
    }

    /// <summary>Throws unless so many entries are left in the payload.</summary>
    public readonly void Demand(uint count, int size)
    {
        if (count > Remaining / size)
        {
            throw new CxlProtocolException(
                $"{Name}: the payload says {count} entries of {size} bytes, but only {Remaining} bytes are left.", Hint) { Opcode = _command.Opcode };
        }
    }

    private readonly string Name => $"{_command.Title} ({_command.Opcode:X4}h)";

    private const string Hint = "The component answers against its own counts. If it happens again, report the trace with the component's firmware revision.";

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > Remaining)
        {
            throw Short(_at + count);
        }

        var taken = _bytes.Slice(_at, count);
        _at += count;
        return taken;
    }

    private readonly CxlProtocolException Short(int needed) =>
        new($"{Name}: the payload has {_bytes.Length} bytes, at least {needed} are needed.", Hint) { Opcode = _command.Opcode };
}
