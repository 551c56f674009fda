using System.Buffers.Binary;
using System.Numerics;

namespace LabSdk.Framing;

/// <summary>CRC-32C (Castagnoli), as in iSCSI: the checksum of journals and tapes.</summary>
internal static class Crc32C
{
    /// <summary>The checksum of one or two pieces.</summary>
    public static uint Of(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second = default) => ~Continue(Continue(uint.MaxValue, first), second);

    private static uint Continue(uint crc, ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (var value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return crc;
    }
}
