namespace LabSdk.Mds.Wire;

/// <summary>Sizes of the protocol, in bytes, without the report id.</summary>
internal static class MdsLimits
{
    public const int Features = 4;
    public const int DeviceIdentifier = 64;
    public const int DataUri = 128;
    public const int Authorization = 128;

    /// <summary>Chunk bytes of a packet in bare framing.</summary>
    public const int BareChunk = 63;

    /// <summary>Chunk bytes of a packet in length framing.</summary>
    public const int LengthChunk = 61;

    /// <summary>A buffer that holds any HID report with its id. A shorter one loses bytes of a 65-byte report.</summary>
    public const int ReportBuffer = 257;

    /// <summary>The payload capacity that is asked for when a config item is read.</summary>
    public static int Capacity(MdsChannel channel) => channel switch
    {
        MdsChannel.SupportedFeatures => Features,
        MdsChannel.DeviceIdentifier => DeviceIdentifier,
        MdsChannel.DataUri => DataUri,
        MdsChannel.Authorization => Authorization,
        _ => throw new ArgumentOutOfRangeException(nameof(channel), channel, "Only the four config items can be read."),
    };

    /// <summary>The payload capacity of a stream packet.</summary>
    public static int PacketCapacity(StreamFraming framing) => framing == StreamFraming.Bare ? BareChunk + 1 : LengthChunk + 2;
}
