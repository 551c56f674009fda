using LabSdk.Connecting;
using LabSdk.Devices;

namespace LabSdk;

/// <summary>A device that gives a number when asked.</summary>
/// <example>
/// <code>
/// var power = lab.Detector("mock_power_meter");
/// power.Read()                            // a number
/// power.ReadValue()                       // value, unit, time
/// </code>
/// </example>
public sealed class Detector : Device, IReadable
{
    private readonly IReadable _readable;

    internal Detector(Lab lab, DeviceParts parts)
        : base(lab, parts) => _readable = parts.Readable!;

    /// <summary>The unit of the readings; <c>units</c> when the device names none.</summary>
    public string Units => _readable.Unit.Length > 0 ? _readable.Unit : "units";

    string IReadable.Unit => _readable.Unit;

    /// <summary>Reads one number, in <see cref="Units"/>. Blocks.</summary>
    /// <param name="cancellationToken">Ends the read.</param>
    public double Read(CancellationToken cancellationToken = default) => ReadValue(cancellationToken).Value;

    /// <summary>Reads value, unit and time. Blocks.</summary>
    /// <param name="cancellationToken">Ends the read.</param>
    public Reading ReadValue(CancellationToken cancellationToken = default) => WaitValue($"Reading '{Id}'", ReadAsync, cancellationToken);

    /// <summary>Reads value, unit and time.</summary>
    /// <param name="cancellationToken">Ends the read.</param>
    public ValueTask<Reading> ReadAsync(CancellationToken cancellationToken = default)
    {
        Lab.Calls.ThrowIfClosed();
        return _readable.ReadAsync(cancellationToken);
    }
}
