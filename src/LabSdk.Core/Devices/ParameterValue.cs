using System.Globalization;
using LabSdk.Hosting;

namespace LabSdk.Devices;

/// <summary>A parameter's value.</summary>
/// <param name="Value">A <see cref="double"/>, <see cref="long"/>, <see cref="bool"/> or <see cref="string"/>; null when the device gave none (NaN and infinity arrive so on some wires).</param>
/// <param name="Unit">The unit; empty when unknown.</param>
/// <param name="Timestamp">When it was read, UTC, by the clock of the peer.</param>
[TypeFormatterSource]
public readonly record struct ParameterValue(object? Value, string Unit, DateTimeOffset Timestamp)
{
    /// <summary>The value as a number; NaN when there is none; true is 1.</summary>
    /// <exception cref="InvalidCastException">It is a text.</exception>
    public double AsDouble() => Value switch
    {
        null => double.NaN,
        double number => number,
        long number => number,
        bool flag => flag ? 1 : 0,
        _ => throw new InvalidCastException($"The value '{Value}' is not a number."),
    };

    /// <summary>Returns value and unit.</summary>
    public override string ToString() =>
        $"{(Value is double number ? number.ToString("R", CultureInfo.InvariantCulture) : Convert.ToString(Value, CultureInfo.InvariantCulture))} {Unit}".TrimEnd();

    /// <summary>Returns it as self-contained HTML, as notebooks show it.</summary>
    public string ToHtml() => HostViews.Html(this);
}
