using System.Buffers.Binary;

namespace LabSdk.Simulation.Cxl;

/// <summary>
/// Reads a request payload from its beginning. The simulator reads and writes the tables by itself, without the records of the
/// client: a layout that is wrong on one side shows, it cannot cancel out.
/// </summary>
internal ref struct CciReader(ReadOnlySpan<byte> payload)
{
    private ReadOnlySpan<byte> _rest = payload;

    /// <summary>Bytes that were not read yet.</summary>
    public readonly int Remaining => _rest.Length;

    public byte U8() => Bytes(1)[0];

    public ushort U16() => BinaryPrimitives.ReadUInt16LittleEndian(Bytes(2));

    public uint U24()
    {
        var bytes = Bytes(3);
        return bytes[0] | ((uint)bytes[1] << 8) | ((uint)bytes[2] << 16);
    }

    public uint U32() => BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4));

    public ulong U64() => BinaryPrimitives.ReadUInt64LittleEndian(Bytes(8));

    public Guid Uuid() => new(Bytes(16), bigEndian: true);

    public void Skip(int count) => Bytes(count);

    public ReadOnlySpan<byte> Bytes(int count)
    {
        if (count < 0 || count > _rest.Length)
        {
            throw new CciPayloadException();
        }

        var bytes = _rest[..count];
        _rest = _rest[count..];
        return bytes;
    }

    public ReadOnlySpan<byte> Rest() => Bytes(_rest.Length);

    /// <summary>Refuses a payload that has not exactly this many bytes left, whatever its count field says.</summary>
    public readonly void Expect(long bytes)
    {
        if (bytes != _rest.Length)
        {
            throw new CciPayloadException();
        }
    }
}
