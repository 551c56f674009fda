using LabSdk.Daq.Wire;

namespace LabSdk.Daq;

public sealed partial class DaqHardware
{
    /// <summary>Opens or closes a shutter.</summary>
    /// <param name="deviceId">The device.</param>
    /// <param name="open">True to open.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>What the daemon answers: the request itself, not a read-back. <see cref="DaqLaser"/> reads back.</returns>
    public async Task<bool> SetShutterAsync(string deviceId, bool open, CancellationToken cancellationToken = default)
    {
        var call = Call("SetShutter", $"{(open ? "Opening" : "Closing")} the shutter of '{deviceId}'", deviceId);
        var reply = await _connection.CallAsync(
            call, options => _calls.SetShutterAsync(new SetShutterRequest { DeviceId = deviceId, Open = open }, options), cancellationToken, DaqUnits.Deadline(CommandLimit)).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Success, reply.ErrorMessage, call);
        return reply.IsOpen;
    }

    /// <summary>Reads whether a shutter is open.</summary>
    /// <param name="deviceId">The device.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<bool> GetShutterAsync(string deviceId, CancellationToken cancellationToken = default) => (await _connection.CallAsync(
        Call("GetShutter", $"Reading the shutter of '{deviceId}'", deviceId),
        options => _calls.GetShutterAsync(new GetShutterRequest { DeviceId = deviceId }, options), cancellationToken).ConfigureAwait(false)).IsOpen;

    /// <summary>Tunes a wavelength.</summary>
    /// <param name="deviceId">The device.</param>
    /// <param name="nanometres">The new wavelength in nm.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>What the daemon answers: the request itself, not a read-back. <see cref="DaqLaser"/> reads back.</returns>
    /// <exception cref="DaqConfigurationException">The wavelength is out of range.</exception>
    public async Task<double> SetWavelengthAsync(string deviceId, double nanometres, CancellationToken cancellationToken = default)
    {
        var call = Call("SetWavelength", FormattableString.Invariant($"Tuning '{deviceId}' to {nanometres:R} nm"), deviceId);
        var request = new SetWavelengthRequest { DeviceId = deviceId, WavelengthNm = nanometres };
        var reply = await _connection.CallAsync(
            call, options => _calls.SetWavelengthAsync(request, options), cancellationToken, DaqUnits.Deadline(CommandLimit)).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Success, reply.ErrorMessage, call);
        return reply.ActualWavelengthNm;
    }

    /// <summary>Reads the wavelength in nm.</summary>
    /// <param name="deviceId">The device.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<double> GetWavelengthAsync(string deviceId, CancellationToken cancellationToken = default) => (await _connection.CallAsync(
        Call("GetWavelength", $"Reading the wavelength of '{deviceId}'", deviceId),
        options => _calls.GetWavelengthAsync(new GetWavelengthRequest { DeviceId = deviceId }, options), cancellationToken).ConfigureAwait(false)).WavelengthNm;

    /// <summary>Switches the emission of a laser.</summary>
    /// <param name="deviceId">The device.</param>
    /// <param name="enabled">True to switch on.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>What the daemon answers: the request itself, not a read-back. <see cref="DaqLaser"/> reads back.</returns>
    /// <exception cref="DaqDeviceException">The safety interlock refuses, for example because the shutter is open.</exception>
    public async Task<bool> SetEmissionAsync(string deviceId, bool enabled, CancellationToken cancellationToken = default)
    {
        var call = Call("SetEmission", $"Switching the emission of '{deviceId}' {(enabled ? "on" : "off")}", deviceId);
        var reply = await _connection.CallAsync(
            call, options => _calls.SetEmissionAsync(new SetEmissionRequest { DeviceId = deviceId, Enabled = enabled }, options), cancellationToken, DaqUnits.Deadline(CommandLimit)).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Success, reply.ErrorMessage, call);
        return reply.IsEnabled;
    }

    /// <summary>Reads whether a laser emits.</summary>
    /// <param name="deviceId">The device.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<bool> GetEmissionAsync(string deviceId, CancellationToken cancellationToken = default) => (await _connection.CallAsync(
        Call("GetEmission", $"Reading the emission of '{deviceId}'", deviceId),
        options => _calls.GetEmissionAsync(new GetEmissionRequest { DeviceId = deviceId }, options), cancellationToken).ConfigureAwait(false)).IsEnabled;
}
