using System.Threading.Channels;
using Grpc.Core;

namespace LabSdk.Simulation.Daq;

using LabSdk.Daq.Wire;

/// <summary>The status stream and the measurement stream.</summary>
internal sealed partial class ControlServiceHost
{
    private const int QueuedMeasurements = 100;
    private const double SimulatedMemoryMib = 512;
    private static readonly TimeSpan StatusPeriod = TimeSpan.FromMilliseconds(100);

    public override async Task StreamStatus(
        StatusRequest request, IServerStreamWriter<SystemStatus> responseStream, ServerCallContext context)
    {
        await foreach (var _ in Ticker.EveryAsync(StatusPeriod, state.Time, context.CancellationToken).ConfigureAwait(false))
        {
            var busy = state.Scripts.Executions.Any(execution => execution.State == "RUNNING");
            var status = new SystemStatus
            {
                CurrentState = busy ? "RUNNING" : "IDLE",
                CurrentMemoryUsageMb = state.Quirks.MemoryFigureInKibibytes ? SimulatedMemoryMib * 1024 : SimulatedMemoryMib,
                TimestampNs = state.Time.Nanoseconds(),
            };
            await responseStream.WriteAsync(status, context.CancellationToken).ConfigureAwait(false);
        }
    }

    public override async Task StreamMeasurements(
        MeasurementRequest request, IServerStreamWriter<DataPoint> responseStream, ServerCallContext context)
    {
        // Only cameras feed the daemon's measurement bus: one point per image, its value is the pixel count.
        var points = Channel.CreateBounded<DataPoint>(QueuedMeasurements);
        var sources = state.Devices.Where(device => request.Channels.Count == 0 || request.Channels.Contains(device.Id));
        foreach (var device in sources)
        {
            if (device is IFrameDriver camera)
            {
                _ = ForwardAsync(device.Id, camera, points.Writer, context.CancellationToken);
            }
        }

        await context.WriteResponseHeadersAsync([]).ConfigureAwait(false);
        long? last = null;
        await foreach (var point in points.Reader.ReadAllAsync(context.CancellationToken).ConfigureAwait(false))
        {
            var now = state.Time.GetTimestamp();
            if (request.MaxRateHz > 0 && last is { } before
                && state.Time.GetElapsedTime(before, now).TotalSeconds < 1.0 / request.MaxRateHz)
            {
                continue;
            }

            last = now;
            await responseStream.WriteAsync(point, context.CancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task ForwardAsync(
        string channel, IFrameDriver camera, ChannelWriter<DataPoint> points, CancellationToken cancellationToken)
    {
        using var frames = camera.Frames.Subscribe();
        try
        {
            await foreach (var frame in frames.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                points.TryWrite(new DataPoint { Channel = channel, Value = frame.Width * frame.Height, TimestampNs = frame.TimestampNs });
            }
        }
        catch (OperationCanceledException)
        {
            // The client has left.
        }
    }
}
