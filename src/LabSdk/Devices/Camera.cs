using System.Runtime.CompilerServices;
using LabSdk.Connecting;
using LabSdk.Devices;
using LabSdk.Display.Widgets;
using LabSdk.Presentation;

namespace LabSdk;

/// <summary>A device that gives images.</summary>
/// <example>
/// <code>
/// var camera = lab.Camera("mock_camera");
/// camera.Exposure = TimeSpan.FromMilliseconds(20);
/// camera.Snapshot()                       // the last expression of a cell shows the image
/// </code>
/// </example>
public sealed class Camera : Device, IFrameSource, ITriggerable
{
    private readonly IFrameSource _frames;
    private Frame? _latest;

    internal Camera(Lab lab, DeviceParts parts)
        : base(lab, parts) => _frames = parts.Frames!;

    /// <summary>Width of a full frame in pixels; 0 when unknown.</summary>
    public int FrameWidth => _frames.FrameWidth;

    /// <summary>Height of a full frame in pixels; 0 when unknown.</summary>
    public int FrameHeight => _frames.FrameHeight;

    /// <summary>The exposure. Reading asks the camera; setting blocks until the camera has taken it.</summary>
    /// <exception cref="LabConfigurationException">The camera does not accept the value.</exception>
    /// <exception cref="NotSupportedByDeviceException">The camera has no exposure control.</exception>
    public TimeSpan Exposure
    {
        get => Wait($"Reading the exposure of '{Id}'", GetExposureAsync);
        set => Wait($"Setting the exposure of '{Id}'", token => SetExposureAsync(value, token));
    }

    /// <summary>True while the camera takes frames, for whomever. Blocks for one read.</summary>
    public bool IsStreaming => State.IsStreaming is true;

    /// <summary>The last frame that <see cref="Snapshot"/> or <see cref="Frames"/> gave; null before the first. Does not block.</summary>
    public Frame? LatestFrame => Volatile.Read(ref _latest);

    /// <summary>Takes one frame; starts the camera when it is stopped, and stops it again. Blocks. The frame may be kept.</summary>
    /// <param name="quality">How much of the frame is sent. Default full.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="LabTimeoutException">No frame came in time.</exception>
    public Frame Snapshot(FrameQuality quality = FrameQuality.Full, CancellationToken cancellationToken = default) =>
        Wait($"Taking a frame with '{Id}'", token => SnapshotAsync(quality, token), cancellationToken);

    /// <summary>
    /// Streams frames in a plain <c>foreach</c>. Blocks for each frame. The frames may be kept; at high rates use
    /// <see cref="FramesAsync"/>, whose frames are not copied.
    /// </summary>
    /// <param name="options">What to stream; null for full frames at full rate, without end.</param>
    /// <param name="cancellationToken">Ends the loop.</param>
    /// <exception cref="LabTimeoutException">No frame came for <see cref="FrameOptions.FrameTimeout"/>.</exception>
    public IEnumerable<Frame> Frames(FrameOptions? options = null, CancellationToken cancellationToken = default) =>
        Lab.Calls.Enumerate(Call($"Streaming frames of '{Id}'"), token => CopiesAsync(options, token), cancellationToken);

    /// <summary>Starts the frame stream and leaves it on. Blocks; without effect when it is on.</summary>
    /// <param name="frames">Stops by itself after this many frames; 0 (default) is no limit. Not every camera can.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public void Start(int frames = 0, CancellationToken cancellationToken = default) =>
        Do($"Starting '{Id}'", token => StartAsync(frames, token), cancellationToken);

    /// <summary>Stops the frame stream, for everybody who watches. Blocks.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public void Stop(CancellationToken cancellationToken = default) => Do($"Stopping '{Id}'", StopAsync, cancellationToken);

    /// <summary>
    /// A live picture for a notebook, with a choice of colours. Show it as the last expression of a cell. It streams only while
    /// it is shown, and starts and stops the camera if it stood still. Closes with the lab.
    /// </summary>
    /// <param name="rateHz">Most frames in a second, 1 to 10; large pictures come slower. Default 4.</param>
    /// <returns>The panel; dispose it to close it earlier.</returns>
    public Panel Live(int rateHz = 4)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rateHz, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rateHz, 10);
        return new CameraPanel(this, rateHz);
    }

    /// <summary>Makes the camera ready for a trigger. Blocks.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="NotSupportedByDeviceException">The camera cannot be triggered.</exception>
    public void Arm(CancellationToken cancellationToken = default) => Do($"Arming '{Id}'", token => ArmAsync(token).AsTask(), cancellationToken);

    /// <summary>Fires one acquisition. Blocks until it was fired.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>When it was fired, UTC, by the clock of the peer.</returns>
    /// <exception cref="DeviceException">The camera is not armed.</exception>
    /// <exception cref="NotSupportedByDeviceException">The camera cannot be triggered.</exception>
    public DateTimeOffset Trigger(CancellationToken cancellationToken = default) => WaitValue($"Triggering '{Id}'", TriggerAsync, cancellationToken);

    /// <summary>Takes one frame; starts the camera when it is stopped, and stops it again. The frame may be kept.</summary>
    /// <inheritdoc cref="Snapshot" path="/param"/>
    /// <inheritdoc cref="Snapshot" path="/exception"/>
    public async Task<Frame> SnapshotAsync(FrameQuality quality = FrameQuality.Full, CancellationToken cancellationToken = default)
    {
        await foreach (var frame in CopiesAsync(new FrameOptions { MaxFrames = 1, Quality = quality }, cancellationToken).ConfigureAwait(false))
        {
            return frame;
        }

        throw new DeviceException(LabErrorIds.NoFrame, $"'{Id}' ended its stream before the first frame.", "Take the frame again; see Health.", isTransient: true)
        {
            DeviceId = Id,
            Endpoint = Description.Endpoint,
        };
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<Frame> FramesAsync(FrameOptions? options = null, CancellationToken cancellationToken = default) =>
        Parts.Frames!.FramesAsync(options, cancellationToken);

    /// <summary>Reads the exposure.</summary>
    /// <param name="cancellationToken">Ends the read.</param>
    public Task<TimeSpan> GetExposureAsync(CancellationToken cancellationToken = default) => ExposureSetting.Get(cancellationToken);

    /// <summary>Sets the exposure and returns what was read back.</summary>
    /// <param name="exposure">The exposure, more than 0.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<TimeSpan> SetExposureAsync(TimeSpan exposure, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(exposure, TimeSpan.Zero);
        return ExposureSetting.Set(exposure, cancellationToken);
    }

    /// <summary>Starts the frame stream and leaves it on.</summary>
    /// <inheritdoc cref="Start" path="/param"/>
    public Task StartAsync(int frames = 0, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(frames);
        return Acquisition.On(frames, cancellationToken);
    }

    /// <summary>Stops the frame stream, for everybody who watches.</summary>
    /// <inheritdoc cref="Stop" path="/param"/>
    public Task StopAsync(CancellationToken cancellationToken = default) => Acquisition.Off(cancellationToken);

    /// <inheritdoc/>
    public ValueTask ArmAsync(CancellationToken cancellationToken = default) => Triggerable.ArmAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask<DateTimeOffset> TriggerAsync(CancellationToken cancellationToken = default) => Triggerable.TriggerAsync(cancellationToken);

    private Setting<TimeSpan> ExposureSetting => Parts.Exposure ?? throw LabErrors.NoFunction(Description, "exposure control");

    private Switching Acquisition => Parts.Acquisition ?? throw LabErrors.NoFunction(Description, "frame stream to start");

    private ITriggerable Triggerable => Parts.Trigger ?? throw LabErrors.NoFunction(Description, "trigger");

    // Frames of a stream live in pooled memory; what synchronous code gets must not change under its hands.
    private async IAsyncEnumerable<Frame> CopiesAsync(FrameOptions? options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var pooled in FramesAsync(options, cancellationToken).ConfigureAwait(false))
        {
            Frame copy;
            using (pooled)
            {
                copy = pooled.Copy();
            }

            Volatile.Write(ref _latest, copy);
            yield return copy;
        }
    }
}
