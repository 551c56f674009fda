namespace LabSdk.Mds.Wire;

/// <summary>Unsigned numbers in groups of seven bits, low group first, at most five bytes; and signed ones folded onto them (zigzag).</summary>
internal static class Varint
{
    private const int MostBytes = 5;

    /// <summary>Reads a number; false when it is cut off or longer than 32 bits.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out uint value, out int length)
    {
        value = 0;
        for (length = 0; length < Math.Min(bytes.Length, MostBytes);)
        {
            var group = bytes[length];
            if (length == MostBytes - 1 && group > 0x0F)
            {
                return false;
            }

            value |= (uint)(group & 0x7F) << (7 * length);
            length++;
            if (group < 0x80)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Writes a number and returns its length.</summary>
    public static int Write(Span<byte> bytes, uint value)
    {
        var length = 0;
        for (; value >= 0x80; value >>= 7)
        {
            bytes[length++] = (byte)(value | 0x80);
        }

        bytes[length++] = (byte)value;
        return length;
    }

    /// <summary>0, 1, 2, 3 become 0, -1, 1, -2.</summary>
    public static int Unfold(uint value) => (int)(value >> 1) ^ -(int)(value & 1);

    /// <summary>0, -1, 1, -2 become 0, 1, 2, 3.</summary>
    public static uint Fold(int value) => (uint)((value << 1) ^ (value >> 31));
}
