using System.Globalization;
using LabSdk.Hosting;

namespace LabSdk;

/// <summary>A number with its unit, for example 12.5 mm. The default value is 0 without a unit.</summary>
/// <param name="Value">The number, in <paramref name="Unit"/>.</param>
/// <param name="Unit">The unit as the device names it; empty when unknown.</param>
[TypeFormatterSource]
public readonly record struct Quantity(double Value, string Unit)
{
    /// <summary>Returns the number in its shortest exact form and the unit, for example <c>12.5 mm</c>.</summary>
    public override string ToString() =>
        string.IsNullOrEmpty(Unit) ? Value.ToString("R", CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{Value:R} {Unit}");

    /// <summary>Returns it as self-contained HTML, as notebooks show it.</summary>
    public string ToHtml() => HostViews.Html(this);
}
