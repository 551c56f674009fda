using System.Globalization;

namespace LabSdk.Devices;

/// <summary>The range a device accepts, both ends included.</summary>
/// <param name="Minimum">Smallest value, in the device's unit; negative infinity when open.</param>
/// <param name="Maximum">Largest value, in the device's unit; positive infinity when open.</param>
public readonly record struct DeviceLimits(double Minimum, double Maximum)
{
    /// <summary>No limits.</summary>
    public static DeviceLimits None { get; } = new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>The width of the range.</summary>
    public double Span => Maximum - Minimum;

    /// <summary>True when <paramref name="value"/> lies inside; NaN never does.</summary>
    /// <param name="value">The value to test.</param>
    public bool Contains(double value) => value >= Minimum && value <= Maximum;

    /// <summary>Returns the range as <c>[min, max]</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"[{Minimum:R}, {Maximum:R}]");

    /// <summary>Refuses a target that is not finite or lies outside, before anything is sent.</summary>
    /// <param name="deviceId">The device, for the message.</param>
    /// <param name="target">The wanted position.</param>
    /// <param name="unit">The unit, for the message.</param>
    /// <exception cref="DeviceException">The target is outside (<see cref="CoreErrorIds.BeyondLimits"/>).</exception>
    public void Check(string deviceId, double target, string unit)
    {
        if (Contains(target) && double.IsFinite(target))
        {
            return;
        }

        var place = !double.IsFinite(target) ? "not a finite number"
            : target > Maximum ? string.Create(CultureInfo.InvariantCulture, $"above the upper limit {Maximum:R} {unit}")
            : string.Create(CultureInfo.InvariantCulture, $"below the lower limit {Minimum:R} {unit}");
        throw new DeviceException(
            CoreErrorIds.BeyondLimits,
            string.Create(CultureInfo.InvariantCulture, $"'{deviceId}' cannot go to {target:R} {unit}: {place}. Nothing was moved."),
            $"The allowed range is {this} {unit}; see Limits.")
        {
            DeviceId = deviceId,
        };
    }
}
