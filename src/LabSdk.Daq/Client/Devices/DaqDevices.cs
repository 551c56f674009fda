namespace LabSdk.Daq;

/// <summary>Makes the devices of a daemon into motors, detectors, cameras, lasers and settables.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class DaqDevices
{
    private readonly DaqConnection _connection;
    private readonly DaqHardware _hardware;

    internal DaqDevices(DaqConnection connection, DaqHardware hardware)
    {
        _connection = connection;
        _hardware = hardware;
    }

    /// <summary>A device that moves, by its id.</summary>
    /// <param name="deviceId">The id.</param>
    /// <param name="cancellationToken">Ends the look-up.</param>
    /// <exception cref="DeviceException">There is no such device; the nearest ids are listed.</exception>
    /// <exception cref="NotSupportedByDeviceException">It does not move.</exception>
    public async ValueTask<DaqMotor> GetMotorAsync(string deviceId, CancellationToken cancellationToken = default) =>
        Motor(await _hardware.GetDeviceAsync(deviceId, cancellationToken).ConfigureAwait(false));

    /// <summary>A device that gives readings, by its id.</summary>
    /// <param name="deviceId">The id.</param>
    /// <param name="cancellationToken">Ends the look-up.</param>
    /// <exception cref="DeviceException">There is no such device; the nearest ids are listed.</exception>
    /// <exception cref="NotSupportedByDeviceException">It gives no readings.</exception>
    public async ValueTask<DaqDetector> GetDetectorAsync(string deviceId, CancellationToken cancellationToken = default) =>
        Detector(await _hardware.GetDeviceAsync(deviceId, cancellationToken).ConfigureAwait(false));

    /// <summary>A device that gives frames, by its id.</summary>
    /// <param name="deviceId">The id.</param>
    /// <param name="cancellationToken">Ends the look-up.</param>
    /// <exception cref="DeviceException">There is no such device; the nearest ids are listed.</exception>
    /// <exception cref="NotSupportedByDeviceException">It gives no frames.</exception>
    public async ValueTask<DaqCamera> GetCameraAsync(string deviceId, CancellationToken cancellationToken = default) =>
        Camera(await _hardware.GetDeviceAsync(deviceId, cancellationToken).ConfigureAwait(false));

    /// <summary>A laser, by its id.</summary>
    /// <param name="deviceId">The id.</param>
    /// <param name="cancellationToken">Ends the look-up.</param>
    /// <exception cref="DeviceException">There is no such device; the nearest ids are listed.</exception>
    /// <exception cref="NotSupportedByDeviceException">It has neither wavelength nor shutter nor emission.</exception>
    public async ValueTask<DaqLaser> GetLaserAsync(string deviceId, CancellationToken cancellationToken = default) =>
        Laser(await _hardware.GetDeviceAsync(deviceId, cancellationToken).ConfigureAwait(false));

    /// <summary>Any device by its parameters, by its id.</summary>
    /// <param name="deviceId">The id.</param>
    /// <param name="cancellationToken">Ends the look-up.</param>
    /// <exception cref="DeviceException">There is no such device; the nearest ids are listed.</exception>
    public async ValueTask<DaqSettable> GetSettableAsync(string deviceId, CancellationToken cancellationToken = default) =>
        Settable(await _hardware.GetDeviceAsync(deviceId, cancellationToken).ConfigureAwait(false));

    /// <summary>A listed device as a motor. Asks nobody.</summary>
    /// <param name="device">The device.</param>
    /// <exception cref="NotSupportedByDeviceException">It does not move.</exception>
    public DaqMotor Motor(DaqDevice device) => new(_connection, _hardware, Require(device, DaqCapabilities.Movable));

    /// <summary>A listed device as a detector. Asks nobody.</summary>
    /// <param name="device">The device.</param>
    /// <exception cref="NotSupportedByDeviceException">It gives no readings.</exception>
    public DaqDetector Detector(DaqDevice device) => new(_connection, _hardware, Require(device, DaqCapabilities.Readable));

    /// <summary>A listed device as a camera. Asks nobody.</summary>
    /// <param name="device">The device.</param>
    /// <exception cref="NotSupportedByDeviceException">It gives no frames.</exception>
    public DaqCamera Camera(DaqDevice device) => new(_connection, _hardware, Require(device, DaqCapabilities.FrameProducer));

    /// <summary>A listed device as a laser. Asks nobody.</summary>
    /// <param name="device">The device.</param>
    /// <exception cref="NotSupportedByDeviceException">It has neither wavelength nor shutter nor emission.</exception>
    public DaqLaser Laser(DaqDevice device)
    {
        ArgumentNullException.ThrowIfNull(device);
        var able = device.Can(DaqCapabilities.ShutterControllable) || device.Can(DaqCapabilities.EmissionControllable);
        return new DaqLaser(_connection, _hardware, able ? device : Require(device, DaqCapabilities.WavelengthTunable));
    }

    /// <summary>A listed device by its parameters. Asks nobody.</summary>
    /// <param name="device">The device.</param>
    public DaqSettable Settable(DaqDevice device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return new DaqSettable(_connection, _hardware, device);
    }

    private DaqDevice Require(DaqDevice device, string capability)
    {
        ArgumentNullException.ThrowIfNull(device);
        return device.Can(capability) ? device : throw _hardware.Catalog.Lacks(device, capability);
    }
}
