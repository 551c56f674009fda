namespace LabSdk.Daq;

/// <summary>What the daemon says about a frame stream, as of its last frame.</summary>
/// <param name="FramesPerSecond">Frames sent in the last second; a whole number.</param>
/// <param name="FramesSent">Frames sent since the stream began.</param>
/// <param name="FramesDropped">Frames left out by the daemon: rate limit, slow network, wrong size.</param>
/// <param name="MeanLatency">Mean time from capture to sending, on the daemon's side.</param>
public readonly record struct DaqFrameMetrics(double FramesPerSecond, ulong FramesSent, ulong FramesDropped, TimeSpan MeanLatency);
