namespace LabSdk.Mds.Wire;

/// <summary>The HID report descriptor of an MDS device: written for simulated ones, read to find the framing and candidates.</summary>
internal static class ReportDescriptor
{
    private static readonly (MdsChannel Channel, byte Count)[] Features =
    [
        (MdsChannel.SupportedFeatures, MdsLimits.Features),
        (MdsChannel.DeviceIdentifier, MdsLimits.DeviceIdentifier),
        (MdsChannel.DataUri, MdsLimits.DataUri),
        (MdsChannel.Authorization, MdsLimits.Authorization),
        (MdsChannel.StreamControl, 1),
    ];

    /// <summary>The 98 bytes of a device that streams in this framing.</summary>
    public static byte[] Write(StreamFraming framing)
    {
        var bytes = new List<byte> { 0x06, 0x00, 0xFF, 0x09, 0x01, 0xA1, 0x01 };
        foreach (var (channel, count) in Features)
        {
            Report(bytes, channel, count, main: 0xB1);
        }

        Report(bytes, MdsChannel.StreamData, (byte)MdsLimits.PacketCapacity(framing), main: 0x81);
        bytes.Add(0xC0);
        return [.. bytes];
    }

    /// <summary>The number of bytes of an input report, or null when the descriptor has no such report or cannot be read.</summary>
    /// <param name="descriptor">From the device: hostile.</param>
    /// <param name="reportId">The report.</param>
    public static int? InputBytes(ReadOnlySpan<byte> descriptor, byte reportId) => Scan(descriptor, reportId, inputs: true);

    /// <summary>True when the descriptor has every report of an MDS device.</summary>
    /// <param name="descriptor">From the device: hostile.</param>
    public static bool IsMds(ReadOnlySpan<byte> descriptor)
    {
        foreach (var (channel, _) in Features)
        {
            if (Scan(descriptor, (byte)channel, inputs: false) is null)
            {
                return false;
            }
        }

        return InputBytes(descriptor, (byte)MdsChannel.StreamData) is not null;
    }

    // Walks the short items of HID 1.11, section 6.2.2: prefix (size 2 bits, type 2, tag 4), then 0, 1, 2 or 4 bytes.
    private static int? Scan(ReadOnlySpan<byte> descriptor, byte reportId, bool inputs)
    {
        const byte ReportSize = 0x74, ReportId = 0x84, ReportCount = 0x94, Input = 0x80, Feature = 0xB0, LongItem = 0xFE;
        var (size, count, id) = (0u, 0u, 0u);
        for (var at = 0; at < descriptor.Length;)
        {
            var prefix = descriptor[at++];
            if (prefix == LongItem)
            {
                return null;
            }

            var length = (prefix & 3) == 3 ? 4 : prefix & 3;
            if (length > descriptor.Length - at)
            {
                return null;
            }

            var value = 0u;
            for (var i = 0; i < length; i++)
            {
                value |= (uint)descriptor[at + i] << (8 * i);
            }

            at += length;
            switch (prefix & 0xFC)
            {
                case ReportSize:
                    size = value;
                    break;
                case ReportCount:
                    count = value;
                    break;
                case ReportId:
                    id = value;
                    break;
                case var main when main == (inputs ? Input : Feature) && id == reportId && size is > 0 and <= 32 && count <= 4096:
                    return (int)(size * count / 8);
            }
        }

        return null;
    }

    private static void Report(List<byte> bytes, MdsChannel channel, byte count, byte main) =>
        bytes.AddRange([0x85, (byte)channel, 0x09, (byte)((byte)channel + 1), 0x95, count, 0x75, 0x08, 0x15, 0x00, 0x26, 0xFF, 0x00, main, 0x02]);
}
