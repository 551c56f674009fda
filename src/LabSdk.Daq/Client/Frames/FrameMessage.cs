using LabSdk.Devices;

namespace LabSdk.Daq;

/// <summary>A frame that has arrived, not yet handed to its readers.</summary>
internal sealed class FrameMessage
{
    public required string DeviceId { get; init; }

    public required int Width { get; init; }

    public required int Height { get; init; }

    public required int BitDepth { get; init; }

    public required PixelFormat Format { get; init; }

    public required ulong Number { get; init; }

    public required DateTimeOffset Timestamp { get; init; }

    public TimeSpan? Exposure { get; init; }

    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    public DaqFrameMetrics? Metrics { get; init; }

    /// <summary>Null when no reader wants pixels.</summary>
    public SharedPixels? Pixels { get; init; }

    /// <summary>A frame for one reader. It takes over one ownership of the pixels.</summary>
    public Frame ToFrame(bool includePixels, ulong lostBefore, bool isAfterReconnect)
    {
        var pixels = includePixels ? Pixels : null;
        if (pixels is null)
        {
            Pixels?.Dispose();
        }

        return new Frame(DeviceId, Width, Height, Format, pixels?.Memory ?? default, pixels)
        {
            BitDepth = BitDepth,
            Number = Number,
            Timestamp = Timestamp,
            Exposure = Exposure,
            LostBefore = lostBefore,
            IsAfterReconnect = isAfterReconnect,
            Metadata = Metadata,
        };
    }
}
