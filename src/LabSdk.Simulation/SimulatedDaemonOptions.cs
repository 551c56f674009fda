using System.ComponentModel.DataAnnotations;

namespace LabSdk.Simulation;

/// <summary>How a <see cref="SimulatedDaemon"/> is set up. All members have usable defaults.</summary>
public sealed class SimulatedDaemonOptions
{
    /// <summary>Gets or sets what the daemon is for. Default <see cref="SimulatedDaemonProfile.Bench"/>.</summary>
    public SimulatedDaemonProfile Profile { get; set; } = SimulatedDaemonProfile.Bench;

    /// <summary>Gets or sets the quirks; null takes those of the profile: all for faithful, none for bench. Default null.</summary>
    public DaemonQuirks? Quirks { get; set; }

    /// <summary>Gets or sets the IP address to listen on, or <c>localhost</c>. Default <c>127.0.0.1</c>, which only this machine can reach.</summary>
    [Required]
    public string Host { get; set; } = "127.0.0.1";

    /// <summary>Gets or sets the TCP port, 0 to 65535. Default 0: the system chooses a free one.</summary>
    [Range(0, 65535)]
    public int Port { get; set; }

    /// <summary>Gets or sets the seed of all noise and identifiers: equal seeds give equal readings. Default 1.</summary>
    public long Seed { get; set; } = 1;

    /// <summary>Gets or sets the token that clients must show; null asks for none. Default null.</summary>
    public Secret? Token { get; set; }

    /// <summary>Gets or sets the PEM text of a server certificate for TLS; null serves plain text. Default null.</summary>
    public string? Certificate { get; set; }

    /// <summary>Gets or sets the PEM text of the certificate's private key. Needed with <see cref="Certificate"/>. Default null.</summary>
    public Secret? CertificateKey { get; set; }

    /// <summary>Gets or sets the clock of the devices, time stamps and streams. Default the system clock.</summary>
    [Required]
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>
    /// Gets or sets the top speed of the stages in mm/s, 0.001 to 100,000. Default 200 in the bench profile; ignored in the
    /// faithful profile unless set. Null takes the profile's.
    /// </summary>
    [Range(0.001, 100_000)]
    public double? StageSpeed { get; set; }

    /// <summary>Gets or sets the acceleration of the stages in mm/s², 0.001 to 1,000,000. Default 20 times the speed.</summary>
    [Range(0.001, 1_000_000)]
    public double? StageAcceleration { get; set; }

    /// <summary>Gets or sets the width of camera frames in pixels, 16 to 2048. Default 640.</summary>
    [Range(16, 2048)]
    public int FrameWidth { get; set; } = 640;

    /// <summary>Gets or sets the height of camera frames in pixels, 16 to 2048. Default 480.</summary>
    [Range(16, 2048)]
    public int FrameHeight { get; set; } = 480;

    /// <summary>
    /// Gets or sets the frame rate of the camera in 1/s, 0.1 to 10,000. Null takes 30 and the exposure as a limit in the bench
    /// profile, and 500 whatever the exposure where <see cref="DaemonQuirks.CameraRunsFree"/> is on.
    /// </summary>
    [Range(0.1, 10_000)]
    public double? FrameRate { get; set; }

    /// <summary>
    /// Gets or sets after how many frames the test pattern repeats, 0 to 1024. Default 0: never. A small number keeps the packed
    /// frames in memory, so that a benchmark measures the client and the network rather than the drawing.
    /// </summary>
    [Range(0, 1024)]
    public int DistinctFrames { get; set; }

    /// <summary>
    /// Gets or sets whether laser, rotator, analog output, second stage and peak detector exist. Null takes the profile's:
    /// true for bench, false for faithful.
    /// </summary>
    public bool? ExtraDevices { get; set; }

    /// <summary>Gets or sets the folder of the ring-buffer file; null serves no tap. Default null.</summary>
    public string? RingBufferFolder { get; set; }

    /// <summary>Gets or sets the size of the ring buffer's data region in bytes, 4,096 to 104,857,600. Default 1,048,576 (1 MiB).</summary>
    [Range(4096, 104_857_600)]
    public int RingBufferCapacity { get; set; } = 1_048_576;

    internal DaemonQuirks EffectiveQuirks =>
        Quirks ?? (Profile == SimulatedDaemonProfile.Faithful ? DaemonQuirks.All : DaemonQuirks.None);

    internal bool HasExtraDevices => ExtraDevices ?? Profile == SimulatedDaemonProfile.Bench;

    internal SimulatedDaemonOptions Copy() => (SimulatedDaemonOptions)MemberwiseClone();
}
