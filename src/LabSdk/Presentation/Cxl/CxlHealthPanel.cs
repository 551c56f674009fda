using LabSdk.Cxl;
using LabSdk.Display;
using LabSdk.Families.Cxl;

namespace LabSdk.Presentation;

/// <summary>The health of a CXL component: worst state in the head, scales for temperature and life used, then every fact with its word.</summary>
internal static class CxlHealthPanel
{
    private const int RoomAbove = 10;

    public static Block Of(CxlHealth health)
    {
        var body = new List<Block>();
        if (health.Info is not null)
        {
            body.Add(Gauges(health));
        }

        body.Add(HealthView.Of(health));
        return new Card($"Health of {health.Subject}")
        {
            State = health.Severity.ToState(),
            Badges = DeviceCard.Badges(health.IsSimulated),
            Body = body,
        };
    }

    private static Row Gauges(CxlHealth health) => new(
        Gauge("Temperature", health.Temperature, CxlParts.TemperatureUnit, Temperature(health)),
        Gauge("Life used", health.LifeUsed, "%", new RangeBar(health.LifeUsed ?? double.NaN, 0, 100, "%") { Mark = Warning(health, CxlAlerts.LifeUsed, static alerts => alerts.LifeUsedProgrammableWarningThreshold) }));

    private static Stack Gauge(string name, int? value, string unit, RangeBar scale) => new(
        new PropertyList
        {
            new Property(name, value is { } number ? Cell.Integer(number, unit) : Cell.Of(State.Unknown, "not implemented"), IsLead: true),
        },
        scale);

    // From 0 to the critical threshold where it is known, so that the bar shows how much room is left.
    private static RangeBar Temperature(CxlHealth health)
    {
        var high = health.Alerts is { } alerts && alerts.DeviceOverTemperatureCriticalAlertThreshold > 0 ? alerts.DeviceOverTemperatureCriticalAlertThreshold : 100;
        var value = health.Temperature;
        return new RangeBar(value ?? double.NaN, Math.Min(0, value ?? 0), Math.Max(high, (value ?? 0) + RoomAbove), CxlParts.TemperatureUnit)
        {
            Mark = Warning(health, CxlAlerts.OverTemperature, static given => given.DeviceOverTemperatureProgrammableWarningThreshold),
        };
    }

    private static double? Warning(CxlHealth health, CxlAlerts bit, Func<MemdevGetAlertConfig, double> threshold) =>
        health.Alerts is { } alerts && alerts.ValidAlerts.HasFlag(bit) ? threshold(alerts) : null;
}
