using System.Runtime.CompilerServices;
using LabSdk.Daq.Wire;

namespace LabSdk.Daq;

public sealed partial class DaqHardware
{
    /// <summary>Reads a detector once: one hardware read, with unit and time.</summary>
    /// <param name="deviceId">The device.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="DaqDeviceException">The device does not exist or could not be read.</exception>
    public async Task<Reading> ReadValueAsync(string deviceId, CancellationToken cancellationToken = default)
    {
        var call = Call("ReadValue", $"Reading '{deviceId}'", deviceId);
        var reply = await _connection.CallAsync(
            call, options => _calls.ReadValueAsync(new ReadValueRequest { DeviceId = deviceId }, options), cancellationToken).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Success, reply.ErrorMessage, call);
        return ToReading(reply.Value, reply.Units, reply.TimestampNs);
    }

    /// <summary>Streams readings of a detector. Reads that failed are left out by the daemon without a word.</summary>
    /// <param name="deviceId">The device.</param>
    /// <param name="rateHz">Readings in a second, at least 1. Default 10.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    public async IAsyncEnumerable<DaqValue> StreamValuesAsync(
        string deviceId, double rateHz = 10, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = new StreamValuesRequest { DeviceId = deviceId, RateHz = DaqUnits.Hertz(rateHz) };
        var call = Call("StreamValues", $"Streaming readings of '{deviceId}'", deviceId);
        await foreach (var (update, resumed) in ResumingStream.ReadAsync(
            _connection, call, options => _streams.StreamValues(request, options), cancellationToken).ConfigureAwait(false))
        {
            yield return new DaqValue(update.DeviceId, ToReading(update.Value, update.Units, update.TimestampNs)) { IsAfterReconnect = resumed };
        }
    }

    /// <summary>Streams observables. Empty lists select nothing at all: the stream then ends at once.</summary>
    /// <param name="deviceIds">The devices, at least one.</param>
    /// <param name="observableNames">The observables, at least one.</param>
    /// <param name="sampleRateHz">Most values of one observable in a second, at least 1. Default 10.</param>
    /// <param name="deadBand">How far a value must move to be sent; 0 (default) is the daemon's 0.001.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    public async IAsyncEnumerable<DaqObservable> StreamObservablesAsync(
        IReadOnlyList<string> deviceIds, IReadOnlyList<string> observableNames, double sampleRateHz = 10, double deadBand = 0,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(deviceIds);
        ArgumentNullException.ThrowIfNull(observableNames);
        var request = new StreamObservablesRequest { SampleRateHz = DaqUnits.Hertz(sampleRateHz), Deadband = deadBand };
        request.DeviceIds.AddRange(deviceIds);
        request.ObservableNames.AddRange(observableNames);
        var call = Call("StreamObservables", "Watching observables");
        await foreach (var (update, resumed) in ResumingStream.ReadAsync(
            _connection, call, options => _streams.StreamObservables(request, options), cancellationToken).ConfigureAwait(false))
        {
            yield return new DaqObservable(update.DeviceId, update.ObservableName, ToReading(update.Value, update.Units, update.TimestampNs)) { IsAfterReconnect = resumed };
        }
    }

    private static Reading ToReading(double value, string unit, ulong timestampNs) =>
        new(value, unit, DaqTime.FromNanoseconds(timestampNs), double.IsNaN(value) ? ReadingStatus.Invalid : ReadingStatus.Ok);
}
