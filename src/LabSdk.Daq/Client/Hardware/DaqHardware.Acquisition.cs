using LabSdk.Daq.Wire;

namespace LabSdk.Daq;

public sealed partial class DaqHardware
{
    /// <summary>Makes a device ready for a trigger.</summary>
    /// <param name="deviceId">The device.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>True when it is armed.</returns>
    public async Task<bool> ArmAsync(string deviceId, CancellationToken cancellationToken = default)
    {
        var call = Call("Arm", $"Arming '{deviceId}'", deviceId);
        var reply = await _connection.CallAsync(
            call, options => _calls.ArmAsync(new ArmRequest { DeviceId = deviceId }, options), cancellationToken, DaqUnits.Deadline(CommandLimit)).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Success, reply.ErrorMessage, call);
        return reply.Armed;
    }

    /// <summary>Fires one acquisition.</summary>
    /// <param name="deviceId">The device; it must be armed.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The time just before the trigger, UTC, by the daemon's clock.</returns>
    /// <exception cref="DaqDeviceException">The device is not armed, among others.</exception>
    public async Task<DateTimeOffset> TriggerAsync(string deviceId, CancellationToken cancellationToken = default)
    {
        var call = Call("Trigger", $"Triggering '{deviceId}'", deviceId);
        var reply = await _connection.CallAsync(
            call, options => _calls.TriggerAsync(new TriggerRequest { DeviceId = deviceId }, options), cancellationToken, DaqUnits.Deadline(CommandLimit)).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Success, reply.ErrorMessage, call);
        return DaqTime.FromNanoseconds(reply.TriggerTimestampNs);
    }

    /// <summary>Sets the exposure time and returns the one read back.</summary>
    /// <param name="deviceId">The camera.</param>
    /// <param name="exposure">The new exposure, above zero.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="DaqConfigurationException">The camera does not take this exposure.</exception>
    public async Task<TimeSpan> SetExposureAsync(string deviceId, TimeSpan exposure, CancellationToken cancellationToken = default)
    {
        var call = Call("SetExposure", FormattableString.Invariant($"Setting the exposure of '{deviceId}' to {exposure.TotalMilliseconds:R} ms"), deviceId);
        var request = new SetExposureRequest { DeviceId = deviceId, ExposureMs = exposure.TotalMilliseconds };
        var reply = await _connection.CallAsync(call, options => _calls.SetExposureAsync(request, options), cancellationToken).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Success, reply.ErrorMessage, call);
        return DaqUnits.Exposure(reply.ActualExposureMs) ?? exposure;
    }

    /// <summary>Reads the exposure time.</summary>
    /// <param name="deviceId">The camera.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<TimeSpan> GetExposureAsync(string deviceId, CancellationToken cancellationToken = default)
    {
        var call = Call("GetExposure", $"Reading the exposure of '{deviceId}'", deviceId);
        var reply = await _connection.CallAsync(
            call, options => _calls.GetExposureAsync(new GetExposureRequest { DeviceId = deviceId }, options), cancellationToken).ConfigureAwait(false);
        return DaqUnits.Exposure(reply.ExposureMs) ?? throw new DaqProtocolException(
            DaqErrorIds.MalformedMessage, $"The exposure of '{deviceId}' is not a finite number.",
            new DaqErrorDetails(call.Method, Grpc.GrpcStatusCode.OK, "")) { DeviceId = deviceId, Endpoint = _connection.Endpoint };
    }

    /// <summary>Prepares a device for an acquisition. Devices without such a step succeed without effect.</summary>
    /// <param name="deviceId">The device.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>True when it is staged.</returns>
    public async Task<bool> StageDeviceAsync(string deviceId, CancellationToken cancellationToken = default)
    {
        var call = Call("StageDevice", $"Staging '{deviceId}'", deviceId);
        var reply = await _connection.CallAsync(
            call, options => _calls.StageDeviceAsync(new StageDeviceRequest { DeviceId = deviceId }, options), cancellationToken, DaqUnits.Deadline(CommandLimit)).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Success, reply.ErrorMessage, call);
        return reply.Staged;
    }

    /// <summary>Ends what <see cref="StageDeviceAsync"/> began.</summary>
    /// <param name="deviceId">The device.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task UnstageDeviceAsync(string deviceId, CancellationToken cancellationToken = default)
    {
        var call = Call("UnstageDevice", $"Unstaging '{deviceId}'", deviceId);
        var reply = await _connection.CallAsync(
            call, options => _calls.UnstageDeviceAsync(new UnstageDeviceRequest { DeviceId = deviceId }, options), cancellationToken, DaqUnits.Deadline(CommandLimit)).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Success, reply.ErrorMessage, call);
    }

    /// <summary>Runs a command of the device's driver.</summary>
    /// <param name="deviceId">The device.</param>
    /// <param name="command">The command's name.</param>
    /// <param name="argumentsJson">Its arguments as JSON text, at most 65,536 bytes; empty for none.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The results as JSON text.</returns>
    /// <exception cref="DaqNotSupportedException">The device takes no commands.</exception>
    public async Task<string> ExecuteDeviceCommandAsync(string deviceId, string command, string argumentsJson = "", CancellationToken cancellationToken = default)
    {
        var call = Call("ExecuteDeviceCommand", $"Running command '{command}' of '{deviceId}'", deviceId);
        var request = new DeviceCommandRequest { DeviceId = deviceId, Command = command, Args = argumentsJson };
        var reply = await _connection.CallAsync(
            call, options => _calls.ExecuteDeviceCommandAsync(request, options), cancellationToken, DaqUnits.Deadline(CommandLimit)).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Success, reply.ErrorMessage, call);
        return reply.Results;
    }
}
