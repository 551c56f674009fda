namespace LabSdk.Mds.Wire;

/// <summary>CRC-16/XMODEM: polynomial 0x1021, initial value 0, no reflection, no final XOR; check value 0x31C3.</summary>
internal static class Crc16
{
    private static readonly ushort[] Table = MakeTable();

    /// <summary>The checksum of bytes, continued from the one of the bytes before.</summary>
    public static ushort Compute(ReadOnlySpan<byte> bytes, ushort crc = 0)
    {
        var table = Table;
        foreach (var value in bytes)
        {
            crc = (ushort)((crc << 8) ^ table[(crc >> 8) ^ value]);
        }

        return crc;
    }

    private static ushort[] MakeTable()
    {
        var table = new ushort[256];
        for (var i = 0; i < table.Length; i++)
        {
            var crc = (ushort)(i << 8);
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (ushort)((crc & 0x8000) != 0 ? (crc << 1) ^ 0x1021 : crc << 1);
            }

            table[i] = crc;
        }

        return table;
    }
}
