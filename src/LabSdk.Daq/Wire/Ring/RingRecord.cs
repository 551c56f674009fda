using Google.Protobuf;
using LabSdk.Daq.Wire;

namespace LabSdk.Daq;

/// <summary>One record of the ring buffer.</summary>
/// <param name="Payload">The bytes, without their length.</param>
/// <param name="Kind">What they hold, told from the bytes themselves.</param>
public sealed record RingRecord(ReadOnlyMemory<byte> Payload, RingPayloadKind Kind)
{
    /// <summary>The scan point, when <see cref="Kind"/> is <see cref="RingPayloadKind.ScanProgress"/>; else null.</summary>
    public ScanProgress? ScanProgress { get; init; }

    /// <summary>The image, when <see cref="Kind"/> is <see cref="RingPayloadKind.Image"/>; else null.</summary>
    public RingImage? Image { get; init; }

    /// <summary>Bytes of the buffer that were overwritten before they could be read, since the record before this one.</summary>
    public ulong LostBytesBefore { get; init; }

    /// <summary>True on the first record after the daemon created the buffer anew.</summary>
    public bool IsAfterReopen { get; init; }

    /// <summary>Tells what a payload holds: Arrow by its mark, an image when all its lengths add up, else a scan point.</summary>
    /// <param name="payload">The bytes of a record.</param>
    public static RingRecord Parse(ReadOnlyMemory<byte> payload)
    {
        if (payload.Span.StartsWith("ARROW1"u8))
        {
            return new RingRecord(payload, RingPayloadKind.Arrow);
        }

        if (RingImageReader.TryRead(payload, out var image))
        {
            return new RingRecord(payload, RingPayloadKind.Image) { Image = image };
        }

        return TryReadProgress(payload) is { } progress
            ? new RingRecord(payload, RingPayloadKind.ScanProgress) { ScanProgress = progress }
            : new RingRecord(payload, RingPayloadKind.Unknown);
    }

    private static ScanProgress? TryReadProgress(ReadOnlyMemory<byte> payload)
    {
        try
        {
            // Nearly any bytes parse as some protobuf message; a scan point names its scan.
            var progress = ScanProgress.Parser.ParseFrom(payload.Span);
            return progress.ScanId.Length > 0 ? progress : null;
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }
}
