using LabSdk.Daq.Wire.NiDaq;

namespace LabSdk.Daq;

public sealed partial class DaqNiDaq
{
    /// <summary>Sets directions of digital pins.</summary>
    /// <param name="deviceId">The card.</param>
    /// <param name="pins">Pin and direction.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task ConfigureDigitalIOAsync(string deviceId, IReadOnlyDictionary<int, DigitalDirection> pins, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pins);
        var call = Call("ConfigureDigitalIO", $"Setting up digital pins of '{deviceId}'", deviceId);
        var request = new ConfigureDigitalIORequest { DeviceId = deviceId };
        request.Pins.AddRange(pins.Select(pin => new DigitalPinConfig { Pin = Number(pin.Key), Direction = pin.Value }));
        var reply = await _connection.CallAsync(call, options => _calls.ConfigureDigitalIOAsync(request, options), cancellationToken).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Success, reply.ErrorMessage, call);
    }

    /// <summary>Reads a digital pin.</summary>
    /// <param name="deviceId">The card.</param>
    /// <param name="pin">The pin.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<bool> ReadDigitalIOAsync(string deviceId, int pin, CancellationToken cancellationToken = default)
    {
        var call = Call("ReadDigitalIO", $"Reading digital pin {pin} of '{deviceId}'", deviceId);
        var reply = await _connection.CallAsync(
            call, options => _calls.ReadDigitalIOAsync(new ReadDigitalIORequest { DeviceId = deviceId, Pin = Number(pin) }, options), cancellationToken).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Success, reply.ErrorMessage, call);
        return reply.Value;
    }

    /// <summary>Sets a digital pin.</summary>
    /// <param name="deviceId">The card.</param>
    /// <param name="pin">The pin; an output.</param>
    /// <param name="value">High or low.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task WriteDigitalIOAsync(string deviceId, int pin, bool value, CancellationToken cancellationToken = default)
    {
        var call = Call("WriteDigitalIO", $"Setting digital pin {pin} of '{deviceId}'", deviceId);
        var request = new WriteDigitalIORequest { DeviceId = deviceId, Pin = Number(pin), Value = value };
        var reply = await _connection.CallAsync(call, options => _calls.WriteDigitalIOAsync(request, options), cancellationToken).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Success, reply.ErrorMessage, call);
    }

    /// <summary>Reads a port of digital pins, the base channel in the lowest bit.</summary>
    /// <param name="deviceId">The card.</param>
    /// <param name="baseChannel">The first pin.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<uint> ReadDigitalPortAsync(string deviceId, int baseChannel = 0, CancellationToken cancellationToken = default)
    {
        var call = Call("ReadDigitalPort", $"Reading the digital port at {baseChannel} of '{deviceId}'", deviceId);
        var request = new ReadDigitalPortRequest { DeviceId = deviceId, BaseChannel = Number(baseChannel) };
        var reply = await _connection.CallAsync(call, options => _calls.ReadDigitalPortAsync(request, options), cancellationToken).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Success, reply.ErrorMessage, call);
        return reply.Value;
    }

    /// <summary>Sets pins of a port.</summary>
    /// <param name="deviceId">The card.</param>
    /// <param name="value">The pins, the base channel in the lowest bit.</param>
    /// <param name="mask">Only pins with a one here are set. Default all.</param>
    /// <param name="baseChannel">The first pin.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task WriteDigitalPortAsync(
        string deviceId, uint value, uint mask = uint.MaxValue, int baseChannel = 0, CancellationToken cancellationToken = default)
    {
        var call = Call("WriteDigitalPort", $"Setting the digital port at {baseChannel} of '{deviceId}'", deviceId);
        var request = new WriteDigitalPortRequest { DeviceId = deviceId, BaseChannel = Number(baseChannel), Value = value, Mask = mask };
        var reply = await _connection.CallAsync(call, options => _calls.WriteDigitalPortAsync(request, options), cancellationToken).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Success, reply.ErrorMessage, call);
    }

    /// <summary>Sets up how a card is triggered.</summary>
    /// <param name="deviceId">The card.</param>
    /// <param name="config">Source, edge, pin and levels.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task ConfigureTriggerAsync(string deviceId, TriggerConfig config, CancellationToken cancellationToken = default)
    {
        var call = Call("ConfigureTrigger", $"Setting up the trigger of '{deviceId}'", deviceId);
        var request = new ConfigureTriggerRequest { DeviceId = deviceId, Config = config };
        var reply = await _connection.CallAsync(call, options => _calls.ConfigureTriggerAsync(request, options), cancellationToken).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Success, reply.ErrorMessage, call);
    }

    /// <summary>Reads how a card is triggered.</summary>
    /// <param name="deviceId">The card.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<TriggerConfig> GetTriggerConfigAsync(string deviceId, CancellationToken cancellationToken = default) => _connection.CallAsync(
        Call("GetTriggerConfig", $"Reading the trigger of '{deviceId}'", deviceId),
        options => _calls.GetTriggerConfigAsync(new GetTriggerConfigRequest { DeviceId = deviceId }, options), cancellationToken);
}
