using System.Buffers.Binary;

namespace LabSdk.Mds.Wire;

/// <summary>
/// A chunk taken apart. Header byte: bits 0-2 channel (0), bits 3-5 config (1 in a first chunk, 0 in the others), bit 6 more
/// data follow, bit 7 continuation. Allocates nothing.
/// </summary>
internal readonly ref struct ChunkParts
{
    private const int CrcBytes = 2;

    private ChunkParts(ChunkKind kind, uint number, int dataStart, ReadOnlySpan<byte> data)
    {
        Kind = kind;
        Number = number;
        DataStart = dataStart;
        Data = data;
    }

    public ChunkKind Kind { get; }

    /// <summary>First: the message's total length. Middle and last: the offset of the data in the message. Single: 0.</summary>
    public uint Number { get; }

    /// <summary>Where the data begin in the chunk.</summary>
    public int DataStart { get; }

    /// <summary>What stands behind the header. For a last chunk this still holds the checksum and what follows it.</summary>
    public ReadOnlySpan<byte> Data { get; }

    /// <summary>Data and checksum of a single chunk.</summary>
    public ReadOnlySpan<byte> Message => Data[..^CrcBytes];

    /// <summary>The checksum behind a number of data bytes.</summary>
    public ushort Crc(int dataLength) => BinaryPrimitives.ReadUInt16LittleEndian(Data.Slice(dataLength, CrcBytes));

    /// <summary>Takes a chunk apart; false when it breaks a rule that can be checked without its message.</summary>
    /// <param name="chunk">From a device: hostile.</param>
    /// <param name="parts">The parts.</param>
    public static bool TryRead(ReadOnlySpan<byte> chunk, out ChunkParts parts)
    {
        parts = default;
        if (chunk.IsEmpty)
        {
            return false;
        }

        var kind = chunk[0] switch
        {
            0x08 => ChunkKind.Single,
            0x48 => ChunkKind.First,
            0xC0 => ChunkKind.Middle,
            0x80 => ChunkKind.Last,
            _ => ChunkKind.Unknown,
        };
        if (kind == ChunkKind.Unknown)
        {
            return false;
        }

        if (kind == ChunkKind.Single)
        {
            parts = new ChunkParts(kind, 0, 1, chunk[1..]);
            return chunk.Length >= 1 + 1 + CrcBytes;
        }

        if (!Varint.TryRead(chunk[1..], out var number, out var length))
        {
            return false;
        }

        var data = chunk[(1 + length)..];
        parts = new ChunkParts(kind, number, 1 + length, data);
        return kind switch
        {
            ChunkKind.First => !data.IsEmpty && (uint)data.Length <= number,
            ChunkKind.Middle => !data.IsEmpty,
            _ => data.Length >= CrcBytes,
        };
    }
}
