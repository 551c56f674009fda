using System.ComponentModel.DataAnnotations;
using LabSdk.Options;

namespace LabSdk.Devices;

/// <summary>What a frame stream gives.</summary>
public sealed record FrameOptions
{
    /// <summary>How much of a frame is sent. Default full.</summary>
    public FrameQuality Quality { get; init; } = FrameQuality.Full;

    /// <summary>Most frames in a second; 0 (default) is no limit.</summary>
    [Range(0, 100000)]
    public int MaxFramesPerSecond { get; init; }

    /// <summary>Ends the stream after this many frames; 0 (default) is no limit.</summary>
    [Range(0, int.MaxValue)]
    public int MaxFrames { get; init; }

    /// <summary>False drops the pixels after the metadata is read. Default true.</summary>
    public bool IncludePixels { get; init; } = true;

    /// <summary>Frames kept for a slow reader before the oldest is dropped and counted. Default 4.</summary>
    [Range(1, 1024)]
    public int BufferedFrames { get; init; } = 4;

    /// <summary>Starts a camera that is not streaming, and stops it again at the end. Default true.</summary>
    public bool StartIfStopped { get; init; } = true;

    /// <summary>Fails when no frame came for this long. Default 10 s; infinite is no limit.</summary>
    [DurationRange(0.01, 86400, AllowInfinite = true)]
    public TimeSpan FrameTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
