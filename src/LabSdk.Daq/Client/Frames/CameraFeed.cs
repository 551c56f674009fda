using System.Runtime.CompilerServices;
using LabSdk.Daq.Wire;
using LabSdk.Devices;

namespace LabSdk.Daq;

/// <summary>
/// All frame streams of one camera. Follows the daemon's rules: listen, then start the camera if it stands still and we
/// may; at the end first hang up while frames still flow, because only then the daemon frees its slot, and stop the
/// camera only if it was us who started it.
/// </summary>
internal sealed class CameraFeed(DaqConnection connection, DaqHardware hardware, string deviceId)
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Dictionary<(FrameQuality Quality, int Rate), FrameHub> _hubs = [];
    private bool _startedByUs;

    /// <summary>The metrics of the last frame of any of the streams; null when none is open.</summary>
    public DaqFrameMetrics? Metrics { get; private set; }

    public async IAsyncEnumerable<Frame> ReadAsync(FrameOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = new FrameSubscription(options, connection.Options.Replay is not null);
        var hub = await JoinAsync(reader, cancellationToken).ConfigureAwait(false);
        try
        {
            for (var count = 0; options.MaxFrames == 0 || count < options.MaxFrames; count++)
            {
                if (!await WaitAsync(reader, cancellationToken).ConfigureAwait(false) || !reader.TryRead(out var frame))
                {
                    yield break;
                }

                Metrics = hub.Metrics;
                yield return frame!;
            }
        }
        finally
        {
            await LeaveAsync(hub, reader).ConfigureAwait(false);
        }
    }

    /// <summary>Ends all streams; their readers see the end.</summary>
    public async Task CloseAsync()
    {
        await _gate.WaitAsync().ConfigureAwait(false);
        try
        {
            foreach (var (key, hub) in _hubs.ToArray())
            {
                await CloseAsync(key, hub).ConfigureAwait(false);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<FrameHub> JoinAsync(FrameSubscription reader, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var key = (reader.Options.Quality, reader.Options.MaxFramesPerSecond);
            if (!_hubs.TryGetValue(key, out var hub) || hub.HasEnded)
            {
                _hubs[key] = hub = new FrameHub(connection, RestartAsync);
                hub.Add(reader);
                hub.Open(new StreamFramesRequest { DeviceId = deviceId, MaxFps = (uint)reader.Options.MaxFramesPerSecond, Quality = (StreamQuality)(int)reader.Options.Quality });
            }
            else
            {
                hub.Add(reader);
            }

            try
            {
                if (reader.Options.StartIfStopped && !_startedByUs)
                {
                    _startedByUs = await hardware.StartStreamAsync(deviceId, 0, cancellationToken).ConfigureAwait(false);
                }

                return hub;
            }
            catch
            {
                hub.Remove(reader);
                if (hub.IsEmpty)
                {
                    await CloseAsync(key, hub).ConfigureAwait(false);
                }

                throw;
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task LeaveAsync(FrameHub hub, FrameSubscription reader)
    {
        await _gate.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            hub.Remove(reader);
            reader.Close();
            var key = (reader.Options.Quality, reader.Options.MaxFramesPerSecond);
            if (hub.IsEmpty && _hubs.TryGetValue(key, out var current) && current == hub)
            {
                await CloseAsync(key, hub).ConfigureAwait(false);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task CloseAsync((FrameQuality Quality, int Rate) key, FrameHub hub)
    {
        await hub.CloseAsync().ConfigureAwait(false);
        _hubs.Remove(key);
        if (_hubs.Count > 0 || !_startedByUs)
        {
            return;
        }

        _startedByUs = false;
        if (hub.Interval is { } interval && connection.Reachability.Status.State == DaqConnectionState.Connected)
        {
            var pause = TimeSpan.FromTicks(Math.Clamp(interval.Ticks * 3, ShortestPause.Ticks, LongestPause.Ticks));
            await Task.Delay(pause, connection.Time, CancellationToken.None).ConfigureAwait(false);
        }

        try
        {
            await hardware.StopStreamAsync(deviceId, CancellationToken.None).ConfigureAwait(false);
        }
        catch (LabException)
        {
            // The stream's own error, or the end of the connection, is what the reader gets to see.
        }
    }

    /// <summary>A daemon that was restarted has forgotten that the camera was running.</summary>
    private async Task RestartAsync(CancellationToken cancellationToken)
    {
        if (_startedByUs)
        {
            await hardware.StartStreamAsync(deviceId, 0, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<bool> WaitAsync(FrameSubscription reader, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var silence = new CancellationTokenSource(reader.Options.FrameTimeout, connection.Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellationToken);
            try
            {
                return await reader.WaitAsync(either.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested && silence.IsCancellationRequested)
            {
                // While the daemon is away silence says nothing about the camera.
                if (connection.Reachability.Status.State != DaqConnectionState.Reconnecting)
                {
                    throw NoFrames(reader.Options);
                }
            }
        }
    }

    private DaqTimeoutException NoFrames(FrameOptions options) => new(
        DaqErrorIds.NoFrames,
        FormattableString.Invariant($"Camera '{deviceId}' sent no frame for {options.FrameTimeout.TotalSeconds:0.###} s."),
        new DaqErrorDetails("HardwareService.StreamFrames", Grpc.GrpcStatusCode.OK, ""),
        options.StartIfStopped
            ? "Somebody may have stopped it, or its exposure is longer than the limit: give a longer FrameTimeout."
            : "A camera that is not started sends nothing: start it, or set StartIfStopped.")
    {
        DeviceId = deviceId,
        Endpoint = connection.Endpoint,
        Timeout = options.FrameTimeout,
    };
}
