using LabSdk.Connecting;
using LabSdk.Devices;

namespace LabSdk;

/// <summary>A setting of a device that can be scanned like a motor and read like a detector, for example a wavelength.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class SettingAxis : IMovable, IReadable, IScanParticipant
{
    private readonly Device _device;
    private readonly Func<CancellationToken, Task<double>> _get;
    private readonly Func<double, CancellationToken, Task<double>> _set;

    internal SettingAxis(
        Device device,
        string name,
        string unit,
        DeviceLimits limits,
        Func<CancellationToken, Task<double>> get,
        Func<double, CancellationToken, Task<double>> set)
    {
        _device = device;
        Id = $"{device.Id}.{name}";
        Unit = unit;
        Limits = limits;
        _get = get;
        _set = set;
    }

    /// <summary>Device and setting, for example <c>mock_laser.wavelength</c>; also the name of its column in data.</summary>
    public string Id { get; }

    /// <summary>What is known of the device.</summary>
    public DeviceDescription Description => _device.Description;

    /// <summary>The unit of the setting.</summary>
    public string Unit { get; }

    /// <summary>The allowed range; open when the device names none.</summary>
    public DeviceLimits Limits { get; }

    IScanHost IScanParticipant.ScanHost => _device.Lab;

    double IMovable.Tolerance => 0;

    /// <summary>Reads the setting.</summary>
    /// <param name="cancellationToken">Ends the read.</param>
    public ValueTask<double> GetPositionAsync(CancellationToken cancellationToken = default) => new(_get(cancellationToken));

    /// <summary>Starts to set it and returns at once.</summary>
    /// <param name="target">The new value, in <see cref="Unit"/>.</param>
    /// <param name="options">Time limit and limit policy; null for the defaults.</param>
    /// <exception cref="DeviceException">The target is outside the limits; nothing is sent.</exception>
    public Motion StartMove(double target, MoveOptions? options = null)
    {
        _device.Lab.Calls.ThrowIfClosed();
        return SettingMotion.Start(Id, target, Unit, Limits, _device.Lab.Options.Timeout, options, _set);
    }

    // A setting is there at once or not at all: there is nothing to stop.
    ValueTask IMovable.StopAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>Reads the setting.</summary>
    /// <param name="cancellationToken">Ends the read.</param>
    public async ValueTask<Reading> ReadAsync(CancellationToken cancellationToken = default)
    {
        var value = await _get(cancellationToken).ConfigureAwait(false);
        return new Reading(value, Unit, _device.Lab.Options.TimeProvider.GetUtcNow(), double.IsNaN(value) ? ReadingStatus.Invalid : ReadingStatus.Ok);
    }
}
