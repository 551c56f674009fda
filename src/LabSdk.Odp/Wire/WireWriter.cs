using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace LabSdk.Odp.Wire;

/// <summary>Writes protobuf fields into a span whose size was computed before.</summary>
internal ref struct WireWriter(Span<byte> target)
{
    private readonly Span<byte> _target = target;

    public int Written { get; private set; }

    /// <summary>Bytes that a number takes.</summary>
    public static int SizeOf(ulong value) => (BitOperations.Log2(value | 1) / 7) + 1;

    /// <summary>Bytes that a text or message of this length takes, with its length.</summary>
    public static int SizeOfBytes(int length) => SizeOf((ulong)length) + length;

    public void Byte(byte value) => _target[Written++] = value;

    public void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            Byte((byte)(value | 0x80));
        }

        Byte((byte)value);
    }

    public void Fixed64(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(_target[Written..], value);
        Written += 8;
    }

    /// <summary>A length and a text.</summary>
    public void Text(string text)
    {
        Varint((ulong)Encoding.UTF8.GetByteCount(text));
        Written += Encoding.UTF8.GetBytes(text, _target[Written..]);
    }

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_target[Written..]);
        Written += bytes.Length;
    }
}
