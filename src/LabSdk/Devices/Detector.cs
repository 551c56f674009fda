using LabSdk.Connecting;
using LabSdk.Data;
using LabSdk.Devices;
using LabSdk.Display.Widgets;
using LabSdk.Presentation;

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

    /// <summary>
    /// A live reading for a notebook: the value now, and the plot of the last 300 readings. Show it as the last expression of a
    /// cell. It reads only while it is shown, one reading at a time. Closes with the lab.
    /// </summary>
    /// <param name="rateHz">Readings in a second, more than 0, at most 10. Default 5; a slow detector sets the pace.</param>
    /// <returns>The panel; dispose it to close it earlier.</returns>
    public Panel Live(double rateHz = 5)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rateHz);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rateHz, 10);
        return new DetectorPanel(this, rateHz);
    }

    /// <summary>Reads several times, with the time of each. Blocks; an interrupt gives control back.</summary>
    /// <param name="count">How many readings; at least 0.</param>
    /// <param name="interval">Pause before each reading. Default none.</param>
    /// <param name="cancellationToken">Interrupts the readings.</param>
    /// <returns>A table with the columns <c>point</c>, the id of the device, and <c>time</c> in s.</returns>
    /// <exception cref="ScanException">A reading failed; the exception carries those before it.</exception>
    /// <exception cref="ScanInterruptedException">The user interrupted it; the exception carries the readings so far.</exception>
    public DataFrame ReadMany(int count, TimeSpan interval = default, CancellationToken cancellationToken = default) =>
        Readings(count, interval).Run(cancellationToken: cancellationToken).Data;

    /// <summary>Reads several times, with the time of each.</summary>
    /// <inheritdoc cref="ReadMany" path="/param"/>
    /// <inheritdoc cref="ReadMany" path="/returns"/>
    /// <inheritdoc cref="ReadMany" path="/exception"/>
    public async Task<DataFrame> ReadManyAsync(int count, TimeSpan interval = default, CancellationToken cancellationToken = default) =>
        (await Readings(count, interval).RunAsync(cancellationToken: cancellationToken).ConfigureAwait(false)).Data;

    /// <summary>Reads value, unit and time.</summary>
    /// <param name="cancellationToken">Ends the read.</param>
    public ValueTask<Reading> ReadAsync(CancellationToken cancellationToken = default)
    {
        Lab.Calls.ThrowIfClosed();
        return _readable.ReadAsync(cancellationToken);
    }

    private ScanPlan Readings(int count, TimeSpan interval)
    {
        Lab.Calls.ThrowIfClosed();
        return Plans.Count(count).Read(this).Dwell(interval);
    }
}
