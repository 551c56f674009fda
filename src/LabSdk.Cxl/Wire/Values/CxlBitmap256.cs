using System.Buffers.Binary;
using System.Collections;

namespace LabSdk.Cxl;

/// <summary>32 bytes with one bit for each of the ids 0 to 255: bit n of byte n/8 is id n.</summary>
public readonly record struct CxlBitmap256 : IEnumerable<int>
{
    private readonly (ulong A, ulong B, ulong C, ulong D) _words;

    /// <summary>Reads 32 bytes as they travel.</summary>
    /// <param name="bytes">At least 32 bytes.</param>
    public CxlBitmap256(ReadOnlySpan<byte> bytes) => _words = (
        BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]),
        BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]),
        BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..]));

    /// <summary>Sets the bits of some ids.</summary>
    /// <param name="ids">The ids, 0 to 255.</param>
    public CxlBitmap256(IEnumerable<int> ids)
    {
        Span<byte> bytes = stackalloc byte[32];
        foreach (var id in ids)
        {
            bytes[id >> 3] |= (byte)(1 << (id & 7));
        }

        this = new CxlBitmap256(bytes);
    }

    /// <summary>True when the bit of an id is set.</summary>
    /// <param name="id">0 to 255.</param>
    public bool this[int id]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)id, 255u, nameof(id));
            var word = (id >> 6) switch { 0 => _words.A, 1 => _words.B, 2 => _words.C, _ => _words.D };
            return ((word >> (id & 63)) & 1) != 0;
        }
    }

    /// <summary>Writes the 32 bytes as they travel.</summary>
    /// <param name="destination">At least 32 bytes.</param>
    public void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(destination, _words.A);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[8..], _words.B);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[16..], _words.C);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[24..], _words.D);
    }

    /// <summary>The ids whose bits are set, ascending.</summary>
    public IEnumerator<int> GetEnumerator()
    {
        for (var id = 0; id < 256; id++)
        {
            if (this[id])
            {
                yield return id;
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The ids, for example <c>0, 1, 3</c>.</summary>
    public override string ToString() => string.Join(", ", this);
}
