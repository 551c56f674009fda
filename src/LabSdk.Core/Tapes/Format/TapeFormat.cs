using System.Buffers.Binary;
using LabSdk.Framing;

namespace LabSdk.Tapes;

/// <summary>The bytes of a tape, as docs/explanations/tapes.md writes them down. All numbers are little-endian.</summary>
internal static class TapeFormat
{
    /// <summary>A reader refuses another major version.</summary>
    public const ushort MajorVersion = 1;

    /// <summary>Grows with what old readers may skip.</summary>
    public const ushort MinorVersion = 0;

    /// <summary>Kind, direction, link, call, time: what each body begins with.</summary>
    public const int BodyHeadBytes = 16;

    /// <summary>Frame and beginning of the body.</summary>
    public const int Overhead = RecordFraming.HeadBytes + BodyHeadBytes;

    /// <summary>The longest body.</summary>
    public const int LongestBody = 512 * 1024 * 1024 + 4096;

    /// <summary>LABTAPE and a line end, so that a transfer as text shows.</summary>
    public static ReadOnlySpan<byte> Magic => "LABTAPE\n"u8;

    /// <summary>Writes what stands before the content; the frame is sealed by the writer.</summary>
    public static void WriteBodyHead(Span<byte> record, in TapeRecordHead head)
    {
        var body = record[RecordFraming.HeadBytes..];
        body[0] = (byte)head.Kind;
        body[1] = (byte)head.Direction;
        BinaryPrimitives.WriteUInt16LittleEndian(body[2..], head.Link);
        BinaryPrimitives.WriteUInt32LittleEndian(body[4..], head.Call);
        BinaryPrimitives.WriteInt64LittleEndian(body[8..], head.Time.Ticks);
    }

    /// <summary>Reads what stands before the content; false when the body is too short.</summary>
    public static bool TryReadBodyHead(ReadOnlySpan<byte> body, out TapeRecordHead head)
    {
        if (body.Length < BodyHeadBytes)
        {
            head = default;
            return false;
        }

        head = new TapeRecordHead(
            (TapeRecordKind)body[0],
            (TapeDirection)body[1],
            BinaryPrimitives.ReadUInt16LittleEndian(body[2..]),
            BinaryPrimitives.ReadUInt32LittleEndian(body[4..]),
            TimeSpan.FromTicks(BinaryPrimitives.ReadInt64LittleEndian(body[8..])));
        return true;
    }
}
