using LabSdk.Daq.Wire.NiDaq;

namespace LabSdk.Daq;

public sealed partial class DaqNiDaq
{
    /// <summary>Sets up a counter.</summary>
    /// <param name="request">Card, counter, mode, edge and pins.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task ConfigureCounterAsync(ConfigureCounterRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var call = Call("ConfigureCounter", $"Setting up counter {request.Counter} of '{request.DeviceId}'", request.DeviceId);
        var reply = await _connection.CallAsync(call, options => _calls.ConfigureCounterAsync(request, options), cancellationToken).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Success, reply.ErrorMessage, call);
    }

    /// <summary>Reads a counter.</summary>
    /// <param name="deviceId">The card.</param>
    /// <param name="counter">The counter.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The count, and when it was read, UTC, by the daemon's clock.</returns>
    public async Task<(ulong Count, DateTimeOffset Timestamp)> ReadCounterAsync(string deviceId, int counter, CancellationToken cancellationToken = default)
    {
        var call = Call("ReadCounter", $"Reading counter {counter} of '{deviceId}'", deviceId);
        var request = new ReadCounterRequest { DeviceId = deviceId, Counter = Number(counter) };
        var reply = await _connection.CallAsync(call, options => _calls.ReadCounterAsync(request, options), cancellationToken).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Success, reply.ErrorMessage, call);
        return (reply.Count, DaqTime.FromNanoseconds(reply.TimestampNs));
    }

    /// <summary>Sets a counter to zero.</summary>
    /// <param name="deviceId">The card.</param>
    /// <param name="counter">The counter.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task ResetCounterAsync(string deviceId, int counter, CancellationToken cancellationToken = default)
    {
        var call = Call("ResetCounter", $"Resetting counter {counter} of '{deviceId}'", deviceId);
        var request = new ResetCounterRequest { DeviceId = deviceId, Counter = Number(counter) };
        var reply = await _connection.CallAsync(call, options => _calls.ResetCounterAsync(request, options), cancellationToken).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Success, reply.ErrorMessage, call);
    }

    /// <summary>Makes a counter count.</summary>
    /// <param name="deviceId">The card.</param>
    /// <param name="counter">The counter.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>True when it counts.</returns>
    public async Task<bool> ArmCounterAsync(string deviceId, int counter, CancellationToken cancellationToken = default)
    {
        var call = Call("ArmCounter", $"Arming counter {counter} of '{deviceId}'", deviceId);
        var request = new ArmCounterRequest { DeviceId = deviceId, Counter = Number(counter) };
        var reply = await _connection.CallAsync(call, options => _calls.ArmCounterAsync(request, options), cancellationToken).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Success, reply.ErrorMessage, call);
        return reply.Armed;
    }

    /// <summary>Stops a counter.</summary>
    /// <param name="deviceId">The card.</param>
    /// <param name="counter">The counter.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task DisarmCounterAsync(string deviceId, int counter, CancellationToken cancellationToken = default)
    {
        var call = Call("DisarmCounter", $"Disarming counter {counter} of '{deviceId}'", deviceId);
        var request = new DisarmCounterRequest { DeviceId = deviceId, Counter = Number(counter) };
        var reply = await _connection.CallAsync(call, options => _calls.DisarmCounterAsync(request, options), cancellationToken).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Success, reply.ErrorMessage, call);
    }
}
