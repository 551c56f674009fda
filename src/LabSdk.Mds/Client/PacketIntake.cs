using LabSdk.Mds.Wire;

namespace LabSdk.Mds.Client;

/// <summary>
/// From payloads to numbered packets: framing, sequence, counters. Allocates nothing per packet. Not thread-safe: the client
/// calls it under its lock.
/// </summary>
internal sealed class PacketIntake(FramingDetector detector)
{
    private SequenceTracker _tracker;

    public FramingDetector Detector { get; set; } = detector;

    public long Packets { get; private set; }

    public long Bytes { get; private set; }

    public long Empty { get; private set; }

    public long Gaps { get; private set; }

    public long Missed { get; private set; }

    public long Duplicates { get; private set; }

    public long OutOfOrder { get; private set; }

    public long ParseErrors { get; private set; }

    /// <summary>Reads a packet; false when it cannot be one. Such a packet leaves the sequence alone.</summary>
    /// <param name="payload">Without the report id: hostile.</param>
    /// <param name="reportLength">Length of the whole HID report; 0 on other links.</param>
    /// <param name="sequence">0 to 31.</param>
    /// <param name="status">What the number tells.</param>
    /// <param name="missed">Missing packets.</param>
    /// <param name="chunk">The chunk, a part of the payload.</param>
    /// <param name="isDoubtful">True when just now the framing has become doubtful.</param>
    public bool TryRead(
        ReadOnlySpan<byte> payload, int reportLength, out byte sequence, out SequenceStatus status, out int missed, out ReadOnlySpan<byte> chunk, out bool isDoubtful)
    {
        Detector.Observe(payload, reportLength);
        var isRead = StreamPacketReader.TryRead(payload, Detector.Framing, out sequence, out chunk);
        isDoubtful = Detector.Misfits(payload, isRead);
        if (!isRead)
        {
            (status, missed) = (default, 0);
            ParseErrors++;
            return false;
        }

        status = _tracker.Next(sequence, out missed);
        Count(status, missed, chunk.Length);
        return true;
    }

    /// <summary>Counts a chunk that came without a packet.</summary>
    public void CountUnnumbered(int length) => Count(SequenceStatus.Unnumbered, 0, length);

    /// <summary>Forgets the last number: streaming was turned on or off, or the device came back.</summary>
    public void ResetSequence() => _tracker.Reset();

    private void Count(SequenceStatus status, int missed, int length)
    {
        Packets++;
        Bytes += length;
        Empty += length == 0 ? 1 : 0;
        Missed += missed;
        switch (status)
        {
            case SequenceStatus.Gap:
                Gaps++;
                break;
            case SequenceStatus.Duplicate:
                Duplicates++;
                break;
            case SequenceStatus.OutOfOrder:
                OutOfOrder++;
                break;
        }
    }
}
