using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using LabSdk.Daq.Wire;
using LabSdk.Devices;
using LabSdk.Options;

namespace LabSdk.Daq;

public sealed partial class DaqHardware
{
    private const string AlreadyStreaming = "Already streaming";

    private readonly ConcurrentDictionary<string, CameraFeed> _feeds = new(StringComparer.Ordinal);

    /// <summary>Switches a camera on. Frames then flow to everybody who listens.</summary>
    /// <param name="deviceId">The camera.</param>
    /// <param name="frameCount">How many frames; 0 (default) for no end. Drivers without this ability ignore it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>False when it was running already.</returns>
    public async Task<bool> StartStreamAsync(string deviceId, int frameCount = 0, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(frameCount);
        var call = Call("StartStream", $"Starting camera '{deviceId}'", deviceId);
        var request = new StartStreamRequest { DeviceId = deviceId };
        if (frameCount > 0)
        {
            request.FrameCount = (uint)frameCount;
        }

        var reply = await _connection.CallAsync(call, options => _calls.StartStreamAsync(request, options), cancellationToken, DaqUnits.Deadline(CommandLimit)).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Success, reply.ErrorMessage, call);
        return !reply.ErrorMessage.Contains(AlreadyStreaming, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Switches a camera off, for everybody who listens.</summary>
    /// <param name="deviceId">The camera.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The camera's total count of frames.</returns>
    public async Task<ulong> StopStreamAsync(string deviceId, CancellationToken cancellationToken = default)
    {
        var call = Call("StopStream", $"Stopping camera '{deviceId}'", deviceId);
        var reply = await _connection.CallAsync(
            call, options => _calls.StopStreamAsync(new StopStreamRequest { DeviceId = deviceId }, options), cancellationToken, DaqUnits.Deadline(CommandLimit)).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Success, "", call);
        return reply.FramesCaptured;
    }

    /// <summary>
    /// Streams frames. The newest wins when the reader is slow; gaps are counted in <see cref="Frame.LostBefore"/>. Readers
    /// of one camera with the same quality and rate share one stream of the daemon, which allows three for each computer.
    /// Each frame holds pooled memory: dispose it, or keep a <see cref="Frame.Copy"/>.
    /// </summary>
    /// <param name="deviceId">The camera.</param>
    /// <param name="options">What to stream; null for full frames at full rate, starting the camera if needed.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <exception cref="NotSupportedByDeviceException">The device gives no frames. Checked first, because the daemon loses a stream slot over it.</exception>
    /// <exception cref="DaqTimeoutException">No frame came for <see cref="FrameOptions.FrameTimeout"/>.</exception>
    /// <exception cref="ProtocolException">A frame is broken.</exception>
    public async IAsyncEnumerable<Frame> StreamFramesAsync(
        string deviceId, FrameOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        options ??= new FrameOptions();
        OptionsValidator.Validate(options, $"the frame stream of '{deviceId}'");
        await Catalog.FindAsync(deviceId, DaqCapabilities.FrameProducer, cancellationToken).ConfigureAwait(false);
        var feed = _feeds.GetOrAdd(deviceId, id => new CameraFeed(_connection, this, id));
        await foreach (var frame in feed.ReadAsync(options, cancellationToken).ConfigureAwait(false))
        {
            yield return frame;
        }
    }

    /// <summary>What the daemon said about a camera's stream with its last frame; null when none was read.</summary>
    /// <param name="deviceId">The camera.</param>
    public DaqFrameMetrics? GetFrameMetrics(string deviceId) => _feeds.TryGetValue(deviceId, out var feed) ? feed.Metrics : null;

    internal async Task CloseFramesAsync()
    {
        foreach (var feed in _feeds.Values)
        {
            await feed.CloseAsync().ConfigureAwait(false);
        }
    }
}
