namespace LabSdk.Mds;

/// <summary>The GATT ids of the diagnostic service over Bluetooth LE. Source: Memfault's public documentation.</summary>
public static class MdsGatt
{
    /// <summary>The service.</summary>
    public static readonly Guid Service = new("54220000-f6a5-4007-a371-722f4ebd8436");

    /// <summary>Read: bit mask, one byte today.</summary>
    public static readonly Guid SupportedFeatures = new("54220001-f6a5-4007-a371-722f4ebd8436");

    /// <summary>Read: text.</summary>
    public static readonly Guid DeviceIdentifier = new("54220002-f6a5-4007-a371-722f4ebd8436");

    /// <summary>Read: text.</summary>
    public static readonly Guid DataUri = new("54220003-f6a5-4007-a371-722f4ebd8436");

    /// <summary>Read: text, secret.</summary>
    public static readonly Guid Authorization = new("54220004-f6a5-4007-a371-722f4ebd8436");

    /// <summary>Notify: stream packets in bare framing. Write with response: one byte, 1 on, 0 off; only after subscribing.</summary>
    public static readonly Guid DataExport = new("54220005-f6a5-4007-a371-722f4ebd8436");

    /// <summary>The descriptor that subscribes: write 0x0001.</summary>
    public static readonly Guid ClientConfiguration = new("00002902-0000-1000-8000-00805f9b34fb");

    /// <summary>The characteristic of a channel; stream data and stream control share one.</summary>
    /// <param name="channel">The channel.</param>
    public static Guid Characteristic(MdsChannel channel) => channel switch
    {
        MdsChannel.SupportedFeatures => SupportedFeatures,
        MdsChannel.DeviceIdentifier => DeviceIdentifier,
        MdsChannel.DataUri => DataUri,
        MdsChannel.Authorization => Authorization,
        MdsChannel.StreamControl or MdsChannel.StreamData => DataExport,
        _ => throw new ArgumentOutOfRangeException(nameof(channel), channel, "There is no such channel."),
    };
}
