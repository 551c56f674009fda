using System.Threading.Channels;
using Grpc.Core;

namespace LabSdk.Simulation.Daq;

using LabSdk.Daq.Wire;

/// <summary>One listener's way from the camera to the network: rate limit, quality, queue, metrics.</summary>
internal sealed class FrameStream(StreamFramesRequest request, TimeProvider time, CallFaults faults)
{
    private const int QueueLength = 8;
    private const int QueueHighMark = 6;
    private static readonly TimeSpan RateWindow = TimeSpan.FromSeconds(1);
    private readonly Queue<long> _sentLately = new();
    private long? _lastTaken;
    private ulong _sent;
    private long _dropped;
    private double _latencySum;

    /// <summary>Runs until the client leaves.</summary>
    public async Task RunAsync(
        ChannelReader<SimulatedFrame> frames, IServerStreamWriter<FrameData> output, CancellationToken cancellationToken)
    {
        var queue = Channel.CreateBounded<SimulatedFrame>(new BoundedChannelOptions(QueueLength) { SingleReader = true });
        var sending = SendAsync(queue.Reader, output, cancellationToken);
        try
        {
            await TakeAsync(frames, queue, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            queue.Writer.Complete();
            await sending.ConfigureAwait(false);
        }
    }

    private async Task TakeAsync(
        ChannelReader<SimulatedFrame> frames, Channel<SimulatedFrame> queue, CancellationToken cancellationToken)
    {
        await foreach (var frame in frames.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            if (TooSoon() || queue.Reader.Count >= QueueHighMark || !queue.Writer.TryWrite(frame))
            {
                Interlocked.Increment(ref _dropped);
            }
        }
    }

    private async Task SendAsync(
        ChannelReader<SimulatedFrame> queue, IServerStreamWriter<FrameData> output, CancellationToken cancellationToken)
    {
        await foreach (var frame in queue.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            await output.WriteAsync(Message(frame), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>True when the frame comes sooner after the last one than the requested rate allows.</summary>
    private bool TooSoon()
    {
        var now = time.GetTimestamp();
        if (request.MaxFps > 0 && _lastTaken is { } last && time.GetElapsedTime(last, now).TotalSeconds < 1.0 / request.MaxFps)
        {
            return true;
        }

        _lastTaken = now;
        return false;
    }

    private FrameData Message(SimulatedFrame frame)
    {
        var payload = frame.Payloads.For(request.Quality);
        return new FrameData
        {
            DeviceId = request.DeviceId,
            Width = payload.Width,
            Height = payload.Height,
            BitDepth = SimulatedFrame.BitDepth,
            Data = payload.Data,
            FrameNumber = frame.Number,
            TimestampNs = frame.TimestampNs,
            ExposureMs = frame.ExposureMs,
            Metrics = NextMetrics(frame.TimestampNs),
            Compression = CompressionType.CompressionLz4,
            UncompressedSize = faults.WrongUncompressedSize ? payload.UncompressedSize + 1 : payload.UncompressedSize,
        };
    }

    private StreamingMetrics NextMetrics(ulong capturedNs)
    {
        var now = time.GetTimestamp();
        _sentLately.Enqueue(now);
        while (time.GetElapsedTime(_sentLately.Peek(), now) > RateWindow)
        {
            _sentLately.Dequeue();
        }

        _sent++;
        _latencySum += (time.Nanoseconds() - capturedNs) / 1e6;
        return new StreamingMetrics
        {
            CurrentFps = _sentLately.Count,
            FramesSent = _sent,
            FramesDropped = (ulong)Interlocked.Read(ref _dropped),
            AvgLatencyMs = _latencySum / _sent,
        };
    }
}
