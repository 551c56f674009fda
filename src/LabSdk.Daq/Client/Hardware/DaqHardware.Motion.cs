using System.Runtime.CompilerServices;
using LabSdk.Daq.Wire;

namespace LabSdk.Daq;

public sealed partial class DaqHardware
{
    /// <summary>The daemon's own limit for a command, and for a wait that names none.</summary>
    internal static readonly TimeSpan CommandLimit = TimeSpan.FromSeconds(15);

    /// <summary>Moves a device to a position. No limits are checked here: use <see cref="DaqMotor"/> for that.</summary>
    /// <param name="deviceId">The device.</param>
    /// <param name="position">Where to, in the device's unit.</param>
    /// <param name="waitForCompletion">True to wait until it has settled.</param>
    /// <param name="timeout">How long the wait may take; null for the daemon's 15 s. The command itself is always limited to 15 s.</param>
    /// <param name="cancellationToken">Ends the call. A blocking driver is then left half-way: prefer to stop the motion.</param>
    /// <exception cref="DaqTimeoutException">It did not get there in time.</exception>
    /// <exception cref="DaqDeviceException">The device does not exist or refused.</exception>
    public Task<DaqMoveResult> MoveAbsoluteAsync(
        string deviceId, double position, bool waitForCompletion = false, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        MoveAsync(
            Call("MoveAbsolute", FormattableString.Invariant($"Moving '{deviceId}' to {position:R}"), deviceId),
            deviceId, position, waitForCompletion, timeout, absolute: true, cancellationToken);

    /// <summary>Moves a device by a distance. Never sent twice, whatever happens to the connection.</summary>
    /// <param name="deviceId">The device.</param>
    /// <param name="distance">How far, in the device's unit, with sign.</param>
    /// <param name="waitForCompletion">True to wait until it has settled.</param>
    /// <param name="timeout">How long the wait may take; null for the daemon's 15 s.</param>
    /// <param name="cancellationToken">Ends the call. A blocking driver is then left half-way: prefer to stop the motion.</param>
    /// <exception cref="DaqTimeoutException">It did not get there in time.</exception>
    /// <exception cref="DaqDeviceException">The device does not exist or refused.</exception>
    public Task<DaqMoveResult> MoveRelativeAsync(
        string deviceId, double distance, bool waitForCompletion = false, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        MoveAsync(
            Call("MoveRelative", FormattableString.Invariant($"Moving '{deviceId}' by {distance:R}"), deviceId),
            deviceId, distance, waitForCompletion, timeout, absolute: false, cancellationToken);

    /// <summary>Reads the position of a device.</summary>
    /// <param name="deviceId">The device.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="NotSupportedByDeviceException">The device has no position.</exception>
    public async Task<double> GetPositionAsync(string deviceId, CancellationToken cancellationToken = default)
    {
        var state = await GetDeviceStateAsync(deviceId, cancellationToken).ConfigureAwait(false);
        return state.Position ?? throw new NotSupportedByDeviceException(
            DaqErrorIds.MissingCapability, $"Device '{deviceId}' gives no position{(state.IsOnline ? "" : ": the read failed")}.", "Look at the device's capabilities.")
        {
            DeviceId = deviceId,
            Endpoint = _connection.Endpoint,
        };
    }

    /// <summary>Stops a moving device and returns where it stopped.</summary>
    /// <param name="deviceId">The device.</param>
    /// <param name="cancellationToken">Ends the call, not the stop.</param>
    /// <exception cref="DaqNotSupportedException">The driver cannot stop; the mock stage is one of these.</exception>
    public async Task<double> StopMotionAsync(string deviceId, CancellationToken cancellationToken = default)
    {
        var call = Call("StopMotion", $"Stopping '{deviceId}'", deviceId);
        var reply = await _connection.CallAsync(
            call, options => _calls.StopMotionAsync(new StopMotionRequest { DeviceId = deviceId }, options), cancellationToken, DaqUnits.Deadline(CommandLimit)).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Success, "", call);
        return reply.StoppedPosition;
    }

    /// <summary>Waits until a device has settled.</summary>
    /// <param name="deviceId">The device.</param>
    /// <param name="timeout">How long at most; null for the daemon's 15 s.</param>
    /// <param name="cancellationToken">Ends the wait, not the motion.</param>
    /// <exception cref="DaqTimeoutException">It still moves.</exception>
    public async Task<DaqMoveResult> WaitSettledAsync(string deviceId, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        var call = Call("WaitSettled", $"Waiting for '{deviceId}' to settle", deviceId);
        var limit = timeout ?? CommandLimit;
        var request = new WaitSettledRequest { DeviceId = deviceId, TimeoutMs = DaqUnits.Milliseconds(limit) };
        var reply = await _connection.CallAsync(
            call, options => _calls.WaitSettledAsync(request, options), cancellationToken, DaqUnits.Deadline(limit)).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Success, "", call);
        return new DaqMoveResult(reply.Position, reply.Settled);
    }

    /// <summary>Streams positions of a device at a fixed rate, moving or not.</summary>
    /// <param name="deviceId">The device.</param>
    /// <param name="rateHz">Positions in a second, at least 1. Default 10.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    public async IAsyncEnumerable<DaqPosition> StreamPositionAsync(
        string deviceId, double rateHz = 10, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = new StreamPositionRequest { DeviceId = deviceId, RateHz = DaqUnits.Hertz(rateHz) };
        var call = Call("StreamPosition", $"Watching the position of '{deviceId}'", deviceId);
        await foreach (var (update, resumed) in ResumingStream.ReadAsync(
            _connection, call, options => _streams.StreamPosition(request, options), cancellationToken).ConfigureAwait(false))
        {
            yield return new DaqPosition(update.DeviceId, update.Position, DaqTime.FromNanoseconds(update.TimestampNs), update.IsMoving) { IsAfterReconnect = resumed };
        }
    }

    private async Task<DaqMoveResult> MoveAsync(
        DaqCall call, string deviceId, double value, bool wait, TimeSpan? timeout, bool absolute, CancellationToken cancellationToken)
    {
        var request = new MoveRequest { DeviceId = deviceId, Value = value };

        // Without waiting the driver still has 15 s to take the command.
        var limit = CommandLimit;
        if (wait)
        {
            limit = timeout ?? CommandLimit;
            request.WaitForCompletion = true;
            request.TimeoutMs = DaqUnits.Milliseconds(limit);
        }

        var reply = await _connection.CallAsync(
            call,
            options => absolute ? _calls.MoveAbsoluteAsync(request, options) : _calls.MoveRelativeAsync(request, options),
            cancellationToken,
            DaqUnits.Deadline(limit)).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Success, reply.ErrorMessage, call);
        return new DaqMoveResult(reply.FinalPosition, reply.HasSettled ? reply.Settled : null);
    }
}
