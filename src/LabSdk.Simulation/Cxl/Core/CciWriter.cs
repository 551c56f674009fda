using System.Buffers.Binary;
using System.Text;

namespace LabSdk.Simulation.Cxl;

/// <summary>Writes an answer payload from its beginning.</summary>
internal sealed class CciWriter
{
    private readonly List<byte> _bytes = [];

    public int Length => _bytes.Count;

    public CciWriter U8(int value)
    {
        _bytes.Add((byte)value);
        return this;
    }

    public CciWriter U16(int value) => U8(value).U8(value >> 8);

    public CciWriter U24(uint value) => U16((ushort)value).U8((byte)(value >> 16));

    public CciWriter U32(uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return Bytes(bytes);
    }

    public CciWriter U64(ulong value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        return Bytes(bytes);
    }

    public CciWriter Uuid(Guid value) => Bytes(value.ToByteArray(bigEndian: true));

    public CciWriter Pad(int count) => Bytes(new byte[count]);

    public CciWriter Bytes(ReadOnlySpan<byte> value)
    {
        _bytes.AddRange(value);
        return this;
    }

    /// <summary>Text in a field of this many bytes, cut or filled with NUL.</summary>
    public CciWriter Ascii(string text, int size)
    {
        var field = new byte[size];
        Encoding.ASCII.GetBytes(text.Length > size ? text[..size] : text, field);
        return Bytes(field);
    }

    public byte[] ToArray() => [.. _bytes];
}
