using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using LabSdk.Options;
using LabSdk.Tapes;

namespace LabSdk.Mds;

/// <summary>How a client works. Copied when the client is created: later changes have no effect.</summary>
public sealed class MdsOptions
{
    /// <summary>Gets or sets the framing of stream packets.</summary>
    /// <value>Default null: found out from the link, the report descriptor and the packets.</value>
    public StreamFraming? Framing { get; set; }

    /// <summary>Gets or sets what happens with texts of the device that are not UTF-8.</summary>
    /// <value>Default <see cref="MdsTextDecoding.Strict"/>.</value>
    public MdsTextDecoding TextDecoding { get; set; }

    /// <summary>Gets or sets how long a config read or a stream control request may take.</summary>
    /// <value>Default 5 s. Range 0.05 s to 600 s.</value>
    [DurationRange(0.05, 600)]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets the longest single wait of the background reader for a packet.</summary>
    /// <value>Default 100 ms. Range 0.01 s to 0.2 s: stopping waits for it.</value>
    [DurationRange(0.01, 0.2)]
    public TimeSpan ReadTimeout { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Gets or sets whether turning streaming on starts a reader in the background, where the link has packets to read.</summary>
    /// <value>Default true. Set it to false to call <see cref="MdsClient.ReadPacketAsync"/> or <see cref="MdsClient.Process"/> yourself.</value>
    public bool ReadInBackground { get; set; } = true;

    /// <summary>Gets or sets how many packets wait for each subscriber (event handlers, enumerations, uploads) before they are counted as overflow.</summary>
    /// <value>Default 10,000. Range 1 to 10,000,000.</value>
    [Range(1, 10_000_000)]
    public int PacketQueue { get; set; } = 10_000;

    /// <summary>Gets or sets whether a lost device is looked for, configured and turned on again.</summary>
    /// <value>Default false.</value>
    public bool Reconnect { get; set; }

    /// <summary>Gets or sets the time between two attempts to find a lost device.</summary>
    /// <value>Default 1 s. Range 0.01 s to 3600 s.</value>
    [DurationRange(0.01, 3600)]
    public TimeSpan ReconnectInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets or sets whether the link stays open when the client is disposed; streaming is turned off all the same.</summary>
    /// <value>Default false.</value>
    public bool LeaveOpen { get; set; }

    /// <summary>Gets or sets how a HID device is opened.</summary>
    /// <value>Default <see cref="HidDriver.Auto"/>: libhidapi, else hidraw.</value>
    public HidDriver HidDriver { get; set; }

    /// <summary>Gets or sets a config of yours: uploads go by it instead of by what the device says, and it stands in where there is nothing to read (no link, console lines, files).</summary>
    /// <value>Default null: what the device says.</value>
    public DeviceConfig? Config { get; set; }

    /// <summary>Gets or sets how chunks are uploaded. Nothing is sent until it is asked for.</summary>
    /// <value>Default: the rules of <see cref="UploadOptions"/>.</value>
    public UploadOptions Upload { get; set; } = new();

    /// <summary>Gets or sets the longest message that is put together, in bytes.</summary>
    /// <value>Default 16 MiB. Range 1 KiB to 256 MiB.</value>
    [Range(1024, 256 * 1024 * 1024)]
    public int LongestMessage { get; set; } = 16 * 1024 * 1024;

    /// <summary>Gets or sets the clock.</summary>
    /// <value>Default <see cref="TimeProvider.System"/>.</value>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Who is told what crosses the link; null for nobody.</summary>
    internal TapeTap? Tap { get; set; }

    internal MdsOptions Copy()
    {
        var copy = (MdsOptions)MemberwiseClone();
        copy.Upload = Upload.Copy();
        return copy;
    }
}
