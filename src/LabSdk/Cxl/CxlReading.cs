using LabSdk.Cxl;
using LabSdk.Devices;

namespace LabSdk;

/// <summary>A number of a memory device's health, to be read like a detector: <c>Scan(stage, 0, 100, 11).Read(mem.Temperature)</c>.</summary>
/// <remarks>Thread-safe. Each reading asks the device once.</remarks>
public sealed class CxlReading : IReadable, IScanParticipant
{
    private readonly CxlDevice _device;
    private readonly string _what;
    private readonly Func<MemdevGetHealthInfo, double?> _value;

    internal CxlReading(CxlDevice device, string name, string unit, Func<MemdevGetHealthInfo, double?> value)
    {
        (_device, _value, Unit) = (device, value, unit);
        _what = name.Replace('_', ' ');
        Id = $"{device.Id}.{name}";
    }

    /// <summary>Device and number, for example <c>mem0.temperature</c>; also the name of its column in data.</summary>
    public string Id { get; }

    /// <summary>What is known of the device.</summary>
    public DeviceDescription Description => _device.Description;

    /// <summary>The unit of the number; empty for counts.</summary>
    public string Unit { get; }

    IScanHost IScanParticipant.ScanHost => _device.Lab;

    /// <summary>Reads the number; NaN when the device does not implement it. Blocks.</summary>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <exception cref="LabException">The device does not answer, or has no health information.</exception>
    public double Read(CancellationToken cancellationToken = default) => ReadValue(cancellationToken).Value;

    /// <summary>Reads number, unit and time; not valid when the device does not implement it. Blocks.</summary>
    /// <inheritdoc cref="Read" path="/param"/>
    /// <inheritdoc cref="Read" path="/exception"/>
    public Reading ReadValue(CancellationToken cancellationToken = default) =>
        _device.Lab.Calls.Run(_device.CallFor($"Reading '{Id}'"), token => ReadAsync(token).AsTask(), cancellationToken);

    /// <summary>Reads number, unit and time; not valid when the device does not implement it.</summary>
    /// <inheritdoc cref="Read" path="/param"/>
    /// <inheritdoc cref="Read" path="/exception"/>
    public async ValueTask<Reading> ReadAsync(CancellationToken cancellationToken = default)
    {
        var health = await _device.AskAsync(_what, CxlCommands.MemdevGetHealthInfo, static (client, token) => client.Memory.GetHealthInfoAsync(token), cancellationToken).ConfigureAwait(false);
        var value = _value(health);
        return new Reading(value ?? double.NaN, Unit, _device.Lab.Options.TimeProvider.GetUtcNow(), value is null ? ReadingStatus.Invalid : ReadingStatus.Ok);
    }

    /// <summary>Returns what it is. Does not ask the device.</summary>
    public override string ToString() => $"{Id}{(Unit.Length > 0 ? $" ({Unit})" : "")} of {_device.Source.KindText}";
}
