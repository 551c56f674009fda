using System.Runtime.CompilerServices;
using LabSdk.Daq.Wire.NiDaq;

namespace LabSdk.Daq;

/// <summary>NiDaqService: cards of National Instruments. Channels, ranges, pins and counters are numbers from 0.</summary>
/// <remarks>Thread-safe. Commands are sent at most once.</remarks>
public sealed partial class DaqNiDaq
{
    private readonly DaqConnection _connection;
    private readonly NiDaqService.NiDaqServiceClient _calls;
    private readonly NiDaqService.NiDaqServiceClient _streams;

    internal DaqNiDaq(DaqConnection connection)
    {
        _connection = connection;
        _calls = new NiDaqService.NiDaqServiceClient(connection.Calls);
        _streams = new NiDaqService.NiDaqServiceClient(connection.Streams);
    }

    /// <summary>
    /// Streams voltages of analog inputs, interleaved by channel. Look at sequence number and overflow: both tell of
    /// lost samples. It starts an acquisition, so it is not taken up again after a lost connection.
    /// </summary>
    /// <param name="request">Card, channels, rate, and where to stop: after a count, a time, or never.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    public async IAsyncEnumerable<AnalogInputData> StreamAnalogInputAsync(
        StreamAnalogInputRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        await foreach (var (data, _) in ResumingStream.ReadAsync(
            _connection, Call("StreamAnalogInput", $"Streaming analog inputs of '{request.DeviceId}'", request.DeviceId),
            options => _streams.StreamAnalogInput(request, options), cancellationToken, resume: false).ConfigureAwait(false))
        {
            yield return data;
        }
    }

    /// <summary>Sets up analog inputs.</summary>
    /// <param name="request">Card, channels and timing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The timing that the card could do.</returns>
    public async Task<ConfigureAnalogInputResponse> ConfigureAnalogInputAsync(ConfigureAnalogInputRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var call = Call("ConfigureAnalogInput", $"Setting up analog inputs of '{request.DeviceId}'", request.DeviceId);
        var reply = await _connection.CallAsync(call, options => _calls.ConfigureAnalogInputAsync(request, options), cancellationToken).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Success, reply.ErrorMessage, call);
        return reply;
    }

    /// <summary>Reads an analog input once.</summary>
    /// <param name="deviceId">The card.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="rangeIndex">The voltage range, from the card's list.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The voltage in V with its time.</returns>
    public async Task<Reading> ReadAnalogInputAsync(string deviceId, int channel, int rangeIndex = 0, CancellationToken cancellationToken = default)
    {
        var call = Call("ReadAnalogInput", $"Reading analog input {channel} of '{deviceId}'", deviceId);
        var request = new ReadAnalogInputRequest { DeviceId = deviceId, Channel = Number(channel), RangeIndex = Number(rangeIndex) };
        var reply = await _connection.CallAsync(call, options => _calls.ReadAnalogInputAsync(request, options), cancellationToken).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Success, reply.ErrorMessage, call);
        return new Reading(reply.Voltage, "V", DaqTime.FromNanoseconds(reply.TimestampNs));
    }

    /// <summary>Sets up an analog output.</summary>
    /// <param name="deviceId">The card.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="rangeIndex">The voltage range, from the card's list.</param>
    /// <param name="externalReference">True to scale by the external reference.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The range that is in force; null when the card does not tell.</returns>
    public async Task<VoltageRange?> ConfigureAnalogOutputAsync(
        string deviceId, int channel, int rangeIndex, bool externalReference = false, CancellationToken cancellationToken = default)
    {
        var call = Call("ConfigureAnalogOutput", $"Setting up analog output {channel} of '{deviceId}'", deviceId);
        var request = new ConfigureAnalogOutputRequest
        {
            DeviceId = deviceId, Channel = Number(channel), RangeIndex = Number(rangeIndex), ExternalReference = externalReference,
        };
        var reply = await _connection.CallAsync(call, options => _calls.ConfigureAnalogOutputAsync(request, options), cancellationToken).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Success, reply.ErrorMessage, call);
        return reply.ActualRange;
    }

    /// <summary>Sets an analog output.</summary>
    /// <param name="deviceId">The card.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="voltage">The voltage in V.</param>
    /// <param name="rangeIndex">The voltage range, from the card's list.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The voltage that the card could do, in V.</returns>
    public async Task<double> SetAnalogOutputAsync(string deviceId, int channel, double voltage, int rangeIndex = 0, CancellationToken cancellationToken = default)
    {
        var call = Call("SetAnalogOutput", FormattableString.Invariant($"Setting analog output {channel} of '{deviceId}' to {voltage:R} V"), deviceId);
        var request = new SetAnalogOutputRequest { DeviceId = deviceId, Channel = Number(channel), Voltage = voltage, RangeIndex = Number(rangeIndex) };
        var reply = await _connection.CallAsync(call, options => _calls.SetAnalogOutputAsync(request, options), cancellationToken).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Success, reply.ErrorMessage, call);
        return reply.ActualVoltage;
    }

    /// <summary>Reads what an analog output is set to.</summary>
    /// <param name="deviceId">The card.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The voltage in V with its time.</returns>
    public async Task<Reading> GetAnalogOutputAsync(string deviceId, int channel, CancellationToken cancellationToken = default)
    {
        var reply = await _connection.CallAsync(
            Call("GetAnalogOutput", $"Reading analog output {channel} of '{deviceId}'", deviceId),
            options => _calls.GetAnalogOutputAsync(new GetAnalogOutputRequest { DeviceId = deviceId, Channel = Number(channel) }, options), cancellationToken).ConfigureAwait(false);
        return new Reading(reply.Voltage, "V", DaqTime.FromNanoseconds(reply.TimestampNs));
    }

    /// <summary>Asks what a card has and does.</summary>
    /// <param name="deviceId">The card.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<DAQStatus> GetStatusAsync(string deviceId, CancellationToken cancellationToken = default) => _connection.CallAsync(
        Call("GetDAQStatus", $"Asking for card '{deviceId}'", deviceId),
        options => _calls.GetDAQStatusAsync(new GetDAQStatusRequest { DeviceId = deviceId }, options), cancellationToken);

    /// <summary>Asks for the rates of a card.</summary>
    /// <param name="deviceId">The card.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<TimingCapabilities> GetTimingCapabilitiesAsync(string deviceId, CancellationToken cancellationToken = default) => _connection.CallAsync(
        Call("GetTimingCapabilities", $"Asking for the timing of card '{deviceId}'", deviceId),
        options => _calls.GetTimingCapabilitiesAsync(new GetTimingCapabilitiesRequest { DeviceId = deviceId }, options), cancellationToken);

    /// <summary>Asks for the calibration of a card.</summary>
    /// <param name="deviceId">The card.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<CalibrationStatus> GetCalibrationStatusAsync(string deviceId, CancellationToken cancellationToken = default) => _connection.CallAsync(
        Call("GetCalibrationStatus", $"Asking for the calibration of card '{deviceId}'", deviceId),
        options => _calls.GetCalibrationStatusAsync(new GetCalibrationStatusRequest { DeviceId = deviceId }, options), cancellationToken);

    private static DaqCall Call(string method, string doing, string deviceId) => new($"NiDaqService.{method}", doing) { DeviceId = deviceId };

    private static uint Number(int value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        return (uint)value;
    }
}
