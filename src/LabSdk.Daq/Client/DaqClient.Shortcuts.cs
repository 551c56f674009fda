using LabSdk.Devices;

namespace LabSdk.Daq;

public sealed partial class DaqClient
{
    /// <inheritdoc cref="DaqControl.GetDaemonInfoAsync"/>
    public Task<DaqDaemonInfo> GetDaemonInfoAsync(CancellationToken cancellationToken = default) => Control.GetDaemonInfoAsync(cancellationToken);

    /// <inheritdoc cref="DaqHardware.ListDevicesAsync"/>
    public Task<DaqDeviceList> ListDevicesAsync(string? capability = null, CancellationToken cancellationToken = default) =>
        Hardware.ListDevicesAsync(capability, cancellationToken);

    /// <inheritdoc cref="DaqHardware.GetDeviceStateAsync"/>
    public Task<DaqDeviceState> GetDeviceStateAsync(string deviceId, CancellationToken cancellationToken = default) =>
        Hardware.GetDeviceStateAsync(deviceId, cancellationToken);

    /// <inheritdoc cref="DaqHardware.MoveAbsoluteAsync"/>
    public Task<DaqMoveResult> MoveAbsoluteAsync(
        string deviceId, double position, bool waitForCompletion = false, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        Hardware.MoveAbsoluteAsync(deviceId, position, waitForCompletion, timeout, cancellationToken);

    /// <inheritdoc cref="DaqHardware.MoveRelativeAsync"/>
    public Task<DaqMoveResult> MoveRelativeAsync(
        string deviceId, double distance, bool waitForCompletion = false, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        Hardware.MoveRelativeAsync(deviceId, distance, waitForCompletion, timeout, cancellationToken);

    /// <inheritdoc cref="DaqHardware.GetPositionAsync"/>
    public Task<double> GetPositionAsync(string deviceId, CancellationToken cancellationToken = default) => Hardware.GetPositionAsync(deviceId, cancellationToken);

    /// <inheritdoc cref="DaqHardware.SetParameterAsync"/>
    public Task<ParameterValue> SetParameterAsync(string deviceId, string name, object value, CancellationToken cancellationToken = default) =>
        Hardware.SetParameterAsync(deviceId, name, value, cancellationToken);

    /// <inheritdoc cref="DaqHardware.GetParameterAsync"/>
    public Task<ParameterValue> GetParameterAsync(string deviceId, string name, CancellationToken cancellationToken = default) =>
        Hardware.GetParameterAsync(deviceId, name, cancellationToken);

    /// <inheritdoc cref="DaqHardware.StreamDeviceStateAsync"/>
    public IAsyncEnumerable<DaqStateUpdate> StreamDeviceStateAsync(
        IReadOnlyList<string>? deviceIds = null, double maxRateHz = 10, bool includeSnapshot = true, CancellationToken cancellationToken = default) =>
        Hardware.StreamDeviceStateAsync(deviceIds, maxRateHz, includeSnapshot, cancellationToken);

    /// <inheritdoc cref="DaqHardware.StreamFramesAsync"/>
    public IAsyncEnumerable<Frame> StreamFramesAsync(string deviceId, FrameOptions? options = null, CancellationToken cancellationToken = default) =>
        Hardware.StreamFramesAsync(deviceId, options, cancellationToken);

    /// <inheritdoc cref="DaqHardware.StreamParameterChangesAsync"/>
    public IAsyncEnumerable<ParameterChange> StreamParameterChangesAsync(
        string? deviceId = null, IReadOnlyList<string>? names = null, CancellationToken cancellationToken = default) =>
        Hardware.StreamParameterChangesAsync(deviceId, names, cancellationToken);
}
