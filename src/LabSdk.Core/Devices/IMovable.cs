namespace LabSdk.Devices;

/// <summary>Can be brought to a value: every motor, and every setting that can be scanned.</summary>
public interface IMovable : IDevice
{
    /// <summary>The unit of positions; empty when unknown.</summary>
    string Unit { get; }

    /// <summary>The allowed range; <see cref="DeviceLimits.None"/> when the device names none.</summary>
    DeviceLimits Limits { get; }

    /// <summary>How far from its target the device may come to rest, in <see cref="Unit"/>; at least 0.</summary>
    double Tolerance { get; }

    /// <summary>Reads where it is.</summary>
    /// <param name="cancellationToken">Ends the read.</param>
    ValueTask<double> GetPositionAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Starts a move and returns at once. Limits are checked before anything is sent: a target outside throws here.
    /// </summary>
    /// <param name="target">Where to go, in <see cref="Unit"/>.</param>
    /// <param name="options">Time limit and limit policy; null for the defaults.</param>
    /// <exception cref="DeviceException">The target is outside the limits.</exception>
    Motion StartMove(double target, MoveOptions? options = null);

    /// <summary>Asks the device to stop where it is.</summary>
    /// <param name="cancellationToken">Ends the call, not the stop.</param>
    /// <exception cref="NotSupportedByDeviceException">The device cannot be stopped.</exception>
    ValueTask StopAsync(CancellationToken cancellationToken = default);
}
