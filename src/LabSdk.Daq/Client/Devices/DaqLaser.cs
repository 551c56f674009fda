using LabSdk.Devices;

namespace LabSdk.Daq;

/// <summary>
/// A device with a wavelength, a shutter or an emission switch. What was set is read back, because the daemon's answers
/// only repeat the request (<see cref="DaqOptions.VerifyLaserSettings"/>).
/// </summary>
public sealed class DaqLaser : DaqDeviceAdapter
{
    internal DaqLaser(DaqConnection connection, DaqHardware hardware, DaqDevice device)
        : base(connection, hardware, device)
    {
    }

    /// <summary>The range of wavelengths in nm.</summary>
    public DeviceLimits WavelengthLimits => Device.WavelengthLimits;

    /// <summary>The wavelength as something that can be scanned.</summary>
    public IMovable WavelengthAxis => new DaqWavelengthAxis(this);

    /// <summary>Reads the wavelength in nm.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<double> GetWavelengthAsync(CancellationToken cancellationToken = default) => Hardware.GetWavelengthAsync(Id, cancellationToken);

    /// <summary>Tunes the wavelength and returns the one read back, in nm. The published range is checked first.</summary>
    /// <param name="nanometres">The new wavelength in nm.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="DeviceException">It is outside the range. Nothing was sent.</exception>
    public async Task<double> SetWavelengthAsync(double nanometres, CancellationToken cancellationToken = default)
    {
        WavelengthLimits.Check(Id, nanometres, "nm");
        var answer = await Hardware.SetWavelengthAsync(Id, nanometres, cancellationToken).ConfigureAwait(false);
        return Connection.Options.VerifyLaserSettings ? await GetWavelengthAsync(cancellationToken).ConfigureAwait(false) : answer;
    }

    /// <summary>Reads whether the shutter is open.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<bool> GetShutterAsync(CancellationToken cancellationToken = default) => Hardware.GetShutterAsync(Id, cancellationToken);

    /// <summary>Opens or closes the shutter.</summary>
    /// <param name="open">True to open.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="DaqDeviceException">It is not in the wanted state afterwards.</exception>
    public async Task<bool> SetShutterAsync(bool open, CancellationToken cancellationToken = default)
    {
        var answer = await Hardware.SetShutterAsync(Id, open, cancellationToken).ConfigureAwait(false);
        return Connection.Options.VerifyLaserSettings
            ? Verify(open, await GetShutterAsync(cancellationToken).ConfigureAwait(false), "The shutter", open ? "closed" : "open")
            : answer;
    }

    /// <summary>Reads whether the laser emits.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<bool> GetEmissionAsync(CancellationToken cancellationToken = default) => Hardware.GetEmissionAsync(Id, cancellationToken);

    /// <summary>Switches the emission.</summary>
    /// <param name="enabled">True to switch on.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="DaqDeviceException">The safety interlock refuses, or it is not in the wanted state afterwards.</exception>
    public async Task<bool> SetEmissionAsync(bool enabled, CancellationToken cancellationToken = default)
    {
        var answer = await Hardware.SetEmissionAsync(Id, enabled, cancellationToken).ConfigureAwait(false);
        return Connection.Options.VerifyLaserSettings
            ? Verify(enabled, await GetEmissionAsync(cancellationToken).ConfigureAwait(false), "The emission", enabled ? "off" : "on")
            : answer;
    }

    private bool Verify(bool wanted, bool actual, string what, string still) => wanted == actual
        ? actual
        : throw new DaqDeviceException(
            DaqErrorIds.ReadbackDiffers, $"{what} of '{Id}' is still {still} after it was set.",
            new DaqErrorDetails("HardwareService", Grpc.GrpcStatusCode.OK, ""), "The daemon accepted the command: look at the device itself, for example at its interlock.")
        {
            DeviceId = Id,
            Endpoint = Connection.Endpoint,
        };

    private sealed class DaqWavelengthAxis(DaqLaser laser) : IMovable
    {
        public string Id => $"{laser.Id}.wavelength";

        public DeviceDescription Description => laser.Description;

        public string Unit => "nm";

        public DeviceLimits Limits => laser.WavelengthLimits;

        public double Tolerance => 1e-3;

        public ValueTask<double> GetPositionAsync(CancellationToken cancellationToken = default) => new(laser.GetWavelengthAsync(cancellationToken));

        public Motion StartMove(double target, MoveOptions? options = null)
        {
            Limits.Check(Id, target, Unit);
            return Motion.Start(Id, target, Unit, (_, token) => laser.SetWavelengthAsync(target, token), time: laser.Connection.Time);
        }

        public ValueTask StopAsync(CancellationToken cancellationToken = default) => throw new NotSupportedByDeviceException(
            DaqErrorIds.NotSupported, $"The tuning of '{laser.Id}' cannot be stopped.", "Set another wavelength.") { DeviceId = laser.Id };
    }
}
