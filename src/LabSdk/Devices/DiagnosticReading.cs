using LabSdk.Devices;
using LabSdk.Mds;

namespace LabSdk;

/// <summary>A number that a diagnostic device gives, to be read like a detector: <c>Count(100).Read(device.PacketRate)</c>.</summary>
/// <remarks>Thread-safe. Reading asks nobody: the counters are kept on this side.</remarks>
public sealed class DiagnosticReading : IReadable, IScanParticipant
{
    private readonly DiagnosticDevice _device;
    private readonly Func<MdsStatistics, double> _value;

    internal DiagnosticReading(DiagnosticDevice device, string name, string unit, Func<MdsStatistics, double> value)
    {
        (_device, _value) = (device, value);
        Id = $"{device.Id}.{name}";
        Unit = unit;
    }

    /// <summary>Device and number, for example <c>mds-hid-dev-001.packet_rate</c>; also the name of its column in data.</summary>
    public string Id { get; }

    /// <summary>What is known of the device.</summary>
    public DeviceDescription Description => _device.Description;

    /// <summary>The unit of the number; empty for counts.</summary>
    public string Unit { get; }

    IScanHost IScanParticipant.ScanHost => _device.Lab;

    /// <summary>Reads the number. Does not block.</summary>
    /// <exception cref="LabConnectionException">The device was lost, or the lab was closed.</exception>
    public double Read() => ReadValue().Value;

    /// <summary>Reads number, unit and time. Does not block.</summary>
    /// <exception cref="LabConnectionException">The device was lost, or the lab was closed.</exception>
    public Reading ReadValue()
    {
        _device.Lab.Calls.ThrowIfClosed();
        return _device.Client.State == MdsState.Lost
            ? throw new MdsTransportException(MdsErrorKind.Disconnected, $"'{_device.Id}' was lost.", "Plug it in again and connect anew.") { DeviceId = _device.Id }
            : new Reading(_value(_device.Statistics), Unit, _device.Lab.Options.TimeProvider.GetUtcNow());
    }

    /// <summary>Reads number, unit and time. Completes at once.</summary>
    /// <param name="cancellationToken">Not used.</param>
    /// <exception cref="LabConnectionException">The device was lost, or the lab was closed.</exception>
    public ValueTask<Reading> ReadAsync(CancellationToken cancellationToken = default) => new(ReadValue());

    /// <summary>Returns id and number.</summary>
    public override string ToString() => $"{Id}: {new Quantity(_value(_device.Statistics), Unit)}";
}
