using LabSdk.Cxl;
using LabSdk.Display;
using LabSdk.Families.Cxl;

namespace LabSdk.Presentation;

/// <summary>The alerts of a memory device as a table.</summary>
internal static class CxlAlertView
{
    private static readonly TableColumn[] Columns = ["Alert", "Warning from", "Critical from", "State", "Can be set"];

    public static Block Of(CxlAlertSettings alerts)
    {
        var now = alerts.Settings;
        const string Degrees = CxlParts.TemperatureUnit;
        return new TableModel(
            Columns,
            [
                Row(now, CxlAlerts.LifeUsed, now.LifeUsedProgrammableWarningThreshold, now.LifeUsedCriticalAlertThreshold, "%"),
                Row(now, CxlAlerts.OverTemperature, now.DeviceOverTemperatureProgrammableWarningThreshold, now.DeviceOverTemperatureCriticalAlertThreshold, Degrees),
                Row(now, CxlAlerts.UnderTemperature, now.DeviceUnderTemperatureProgrammableWarningThreshold, now.DeviceUnderTemperatureCriticalAlertThreshold, Degrees),
                Row(now, CxlAlerts.CorrectedVolatileErrors, now.CorrectedVolatileMemoryErrorProgrammableWarningThreshold, null, ""),
                Row(now, CxlAlerts.CorrectedPersistentErrors, now.CorrectedPersistentMemoryErrorProgrammableWarningThreshold, null, ""),
            ])
        {
            Caption = $"Alerts of {alerts.Device.Id}{alerts.Mark}",
            ShowSize = false,
        };
    }

    private static Cell[] Row(MemdevGetAlertConfig now, CxlAlerts alert, int warning, int? critical, string unit)
    {
        var isOn = now.ValidAlerts.HasFlag(alert);
        var name = CxlText.Words(alert);
        return
        [
            name,
            isOn ? Cell.Integer(warning, unit.Length > 0 ? unit : null) : Cell.Null,
            critical is { } limit ? Cell.Integer(limit, unit.Length > 0 ? unit : null) : Cell.Null,
            isOn ? Cell.Of(State.Ok, "on") : Cell.Of(State.Unknown, "off"),
            now.ProgrammableAlerts.HasFlag(alert) ? "yes" : "no",
        ];
    }
}
