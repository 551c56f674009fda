namespace LabSdk.Mds.Wire;

/// <summary>
/// Finds out which framing a device uses, by the first decisive evidence. Afterwards it only watches: three packets in a
/// row that the decided framing cannot read and the other one can are suspicious, and said once; nothing is switched.
/// </summary>
internal sealed class FramingDetector
{
    private const int BareReport = 65;
    private const int Suspicious = 3;
    private int _misfits;

    /// <param name="option">The user's choice; null to detect.</param>
    /// <param name="isGatt">True on BLE links.</param>
    /// <param name="descriptor">The HID report descriptor; empty when unknown.</param>
    public FramingDetector(StreamFraming? option = null, bool isGatt = false, ReadOnlySpan<byte> descriptor = default)
    {
        (Framing, Evidence) = option is { } chosen ? (chosen, FramingEvidence.Option)
            : isGatt ? (StreamFraming.Bare, FramingEvidence.Gatt)
            : ReportDescriptor.InputBytes(descriptor, (byte)MdsChannel.StreamData) switch
            {
                MdsLimits.LengthChunk + 2 => (StreamFraming.Length, FramingEvidence.Descriptor),
                MdsLimits.BareChunk + 1 => (StreamFraming.Bare, FramingEvidence.Descriptor),
                _ => (StreamFraming.Length, FramingEvidence.Default),
            };
    }

    /// <summary>The framing to read the next packet with.</summary>
    public StreamFraming Framing { get; private set; }

    /// <summary>Why.</summary>
    public FramingEvidence Evidence { get; private set; }

    /// <summary>True until there is evidence.</summary>
    public bool IsUndecided => Evidence == FramingEvidence.Default;

    /// <summary>Looks at a packet before it is read.</summary>
    /// <param name="payload">The packet without its report id.</param>
    /// <param name="reportLength">Length of the whole HID report with its id; 0 on other links.</param>
    public void Observe(ReadOnlySpan<byte> payload, int reportLength)
    {
        if (!IsUndecided)
        {
            return;
        }

        if (reportLength == BareReport)
        {
            (Framing, Evidence) = (StreamFraming.Bare, FramingEvidence.ReportSize);
        }
        else if (ByContent(payload) is { } framing)
        {
            (Framing, Evidence) = (framing, FramingEvidence.Content);
        }
    }

    /// <summary>Tells whether a packet could be read; true exactly when the decision has become suspicious.</summary>
    public bool Misfits(ReadOnlySpan<byte> payload, bool couldRead)
    {
        var other = Framing == StreamFraming.Bare ? StreamFraming.Length : StreamFraming.Bare;
        _misfits = !couldRead && StreamPacketReader.TryRead(payload, other, out _, out _) ? _misfits + 1 : 0;
        return _misfits == Suspicious;
    }

    /// <summary>The framing that a packet must have because of where a chunk header stands in it; null when it does not tell.</summary>
    /// <param name="payload">The packet without its report id.</param>
    public static StreamFraming? ByContent(ReadOnlySpan<byte> payload)
    {
        if (payload.Length >= 3
            && payload[1] is >= 1 and <= MdsLimits.LengthChunk
            && payload[1] + 2 <= payload.Length
            && IsChunkHeader(payload[2])
            && !payload[(2 + payload[1])..].ContainsAnyExcept((byte)0))
        {
            return StreamFraming.Length;
        }

        return payload.Length >= 2 && IsChunkHeader(payload[1]) ? StreamFraming.Bare : null;
    }

    private static bool IsChunkHeader(byte value) => value is 0x08 or 0x48 or 0x80 or 0xC0;
}
