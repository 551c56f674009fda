using LabSdk.Devices;

namespace LabSdk.Daq;

/// <summary>A device that gives frames.</summary>
public sealed class DaqCamera : DaqDeviceAdapter, IFrameSource, ITriggerable
{
    internal DaqCamera(DaqConnection connection, DaqHardware hardware, DaqDevice device)
        : base(connection, hardware, device)
    {
    }

    /// <inheritdoc/>
    public int FrameWidth => Device.FrameWidth;

    /// <inheritdoc/>
    public int FrameHeight => Device.FrameHeight;

    /// <summary>What the daemon said about the stream with its last frame; null when none was read.</summary>
    public DaqFrameMetrics? LastMetrics => Hardware.GetFrameMetrics(Id);

    /// <inheritdoc/>
    public IAsyncEnumerable<Frame> FramesAsync(FrameOptions? options = null, CancellationToken cancellationToken = default) =>
        Hardware.StreamFramesAsync(Id, options, cancellationToken);

    /// <summary>Takes one frame; the camera is started for it when it stands still.</summary>
    /// <param name="options">Quality and patience; the number of frames is always one. Null for the defaults.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>A frame of pooled memory: dispose it, or keep a <see cref="Frame.Copy"/>.</returns>
    /// <exception cref="DaqTimeoutException">No frame came.</exception>
    public async Task<Frame> SnapshotAsync(FrameOptions? options = null, CancellationToken cancellationToken = default)
    {
        Frame? last = null;
        await foreach (var frame in FramesAsync((options ?? new FrameOptions()) with { MaxFrames = 1 }, cancellationToken).ConfigureAwait(false))
        {
            last?.Dispose();
            last = frame;
        }

        return last ?? throw new DaqDeviceException(
            DaqErrorIds.NoFrames, $"Camera '{Id}' ended its stream without a frame.", new DaqErrorDetails("HardwareService.StreamFrames", Grpc.GrpcStatusCode.OK, ""))
        {
            DeviceId = Id,
            Endpoint = Connection.Endpoint,
        };
    }

    /// <summary>Reads the exposure time.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<TimeSpan> GetExposureAsync(CancellationToken cancellationToken = default) => Hardware.GetExposureAsync(Id, cancellationToken);

    /// <summary>Sets the exposure time and returns the one read back. The published range is checked first.</summary>
    /// <param name="exposure">The new exposure, above zero.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="DeviceException">It is outside the range. Nothing was sent.</exception>
    public Task<TimeSpan> SetExposureAsync(TimeSpan exposure, CancellationToken cancellationToken = default)
    {
        Device.ExposureLimits.Check(Id, exposure.TotalSeconds, "s");
        return Hardware.SetExposureAsync(Id, exposure, cancellationToken);
    }

    /// <summary>Switches the camera on until it is stopped. A stream of frames does this by itself.</summary>
    /// <param name="frameCount">How many frames; 0 (default) for no end.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>False when it was running already.</returns>
    public Task<bool> StartAsync(int frameCount = 0, CancellationToken cancellationToken = default) => Hardware.StartStreamAsync(Id, frameCount, cancellationToken);

    /// <summary>Switches the camera off, for everybody.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The camera's total count of frames.</returns>
    public Task<ulong> StopAsync(CancellationToken cancellationToken = default) => Hardware.StopStreamAsync(Id, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask ArmAsync(CancellationToken cancellationToken = default)
    {
        Require(DaqCapabilities.Triggerable);
        await Hardware.ArmAsync(Id, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<DateTimeOffset> TriggerAsync(CancellationToken cancellationToken = default)
    {
        Require(DaqCapabilities.Triggerable);
        return new ValueTask<DateTimeOffset>(Hardware.TriggerAsync(Id, cancellationToken));
    }

    private void Require(string capability)
    {
        if (!Device.Can(capability))
        {
            throw Hardware.Catalog.Lacks(Device, capability);
        }
    }
}
