namespace LabSdk.Devices;

/// <summary>Gives images.</summary>
public interface IFrameSource : IDevice
{
    /// <summary>Width of a full frame in pixels; 0 when unknown.</summary>
    int FrameWidth { get; }

    /// <summary>Height of a full frame in pixels; 0 when unknown.</summary>
    int FrameHeight { get; }

    /// <summary>
    /// Streams frames. The newest wins when the reader is slow; lost frames are counted in
    /// <see cref="Frame.LostBefore"/>. Each frame holds pooled memory: dispose it.
    /// </summary>
    /// <param name="options">What to stream; null for full frames at full rate.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    IAsyncEnumerable<Frame> FramesAsync(FrameOptions? options = null, CancellationToken cancellationToken = default);
}
