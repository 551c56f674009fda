using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace LabSdk.Mds.Wire;

/// <summary>Reads the blocks of a coredump: header CORE, blocks of type, address, length and data, footer DUMP.</summary>
internal static class CoredumpReader
{
    private const int HeaderBytes = 12, BlockBytes = 12;

    /// <summary>The summary; null when this is no coredump. Stops quietly at anything inconsistent.</summary>
    /// <param name="bytes">Decoded: hostile.</param>
    public static CoredumpSummary? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderBytes || !bytes.StartsWith("CORE"u8))
        {
            return null;
        }

        var summary = new CoredumpSummary
        {
            Version = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]),
            TotalSize = BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]),
        };
        for (var rest = bytes[HeaderBytes..]; rest.Length >= 8;)
        {
            if (rest.StartsWith("DUMP"u8))
            {
                return summary with { IsTruncated = (BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]) & 1) != 0 };
            }

            if (rest.Length < BlockBytes)
            {
                break;
            }

            var length = BinaryPrimitives.ReadUInt32LittleEndian(rest[8..]);
            if (length > (uint)(rest.Length - BlockBytes))
            {
                break;
            }

            summary = Block(summary, rest[0], rest.Slice(BlockBytes, (int)length));
            rest = rest[(BlockBytes + (int)length)..];
        }

        return summary;
    }

    private static CoredumpSummary Block(CoredumpSummary summary, byte type, ReadOnlySpan<byte> data) => type switch
    {
        1 => summary with { Memory = (summary.Memory.Count + 1, summary.Memory.Bytes + data.Length) },
        2 => summary with { DeviceSerial = Text(data) },
        4 => summary with { HardwareVersion = Text(data) },
        5 when data.Length >= 4 => summary with { Reason = (RebootReason)BinaryPrimitives.ReadInt32LittleEndian(data) },
        7 when data.Length >= 4 => summary with { Machine = Machine(BinaryPrimitives.ReadUInt16LittleEndian(data)) },
        10 => summary with { SoftwareVersion = Text(data) },
        11 => summary with { SoftwareType = Text(data) },
        _ => summary,
    };

    private static string Text(ReadOnlySpan<byte> data) => Encoding.UTF8.GetString(data.TrimEnd((byte)0));

    // e_machine of the ELF specification.
    private static string Machine(ushort elf) => elf switch
    {
        40 => "Arm",
        94 => "Xtensa",
        183 => "AArch64",
        243 => "RISC-V",
        _ => string.Create(CultureInfo.InvariantCulture, $"ELF machine {elf}"),
    };
}
