using System.Globalization;
using LabSdk.Hosting;

namespace LabSdk;

/// <summary>One value read from a device.</summary>
/// <param name="Value">The number, in <paramref name="Unit"/>; NaN when the device had none.</param>
/// <param name="Unit">The unit as the device names it; empty when unknown.</param>
/// <param name="Timestamp">When it was taken, UTC, by the clock of the peer.</param>
/// <param name="Status">How far the value can be trusted.</param>
[TypeFormatterSource]
public readonly record struct Reading(double Value, string Unit, DateTimeOffset Timestamp, ReadingStatus Status = ReadingStatus.Ok)
{
    /// <summary>The value with its unit.</summary>
    public Quantity Quantity => new(Value, Unit ?? "");

    /// <summary>Returns value, unit and, when not ok, the status.</summary>
    public override string ToString() =>
        Status == ReadingStatus.Ok ? Quantity.ToString() : string.Create(CultureInfo.InvariantCulture, $"{Quantity} ({Status})");

    /// <summary>Returns it as self-contained HTML, as notebooks show it.</summary>
    public string ToHtml() => HostViews.Html(this);
}
