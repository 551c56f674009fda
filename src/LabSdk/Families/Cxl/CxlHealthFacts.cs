using System.Globalization;
using LabSdk.Cxl;
using LabSdk.Devices;

namespace LabSdk.Families.Cxl;

/// <summary>The health of a CXL component as facts (CXL 3.1, section 8.2.9.9.3); severity is the worst of its flags and of its thresholds.</summary>
internal sealed class CxlHealthFacts(DeviceDescription description, CxlSource source) : IHealth
{
    public string Id => description.Id;

    public DeviceDescription Description => description;

    public async ValueTask<IReadOnlyList<HealthFact>> GetHealthAsync(CancellationToken cancellationToken = default) =>
        (await CxlHealthData.ReadAsync(source, cancellationToken).ConfigureAwait(false)).Facts;

    /// <summary>The link alone. Asks nobody.</summary>
    public static HealthFact Link(CxlSource source)
    {
        var way = source.Endpoint.IsMctp ? "MCTP" : "mailbox";
        if (source.Endpoint.IsClosed)
        {
            return new("link", HealthSeverity.Fault, "closed");
        }

        return (source.Warning ?? source.Endpoint.ProbeWarning) is { } warning
            ? new("link", HealthSeverity.Warn, $"{source.Endpoint.Name}, {way}; it did not say what it is: {warning}", "Fabric manager commands stay off; turn them on with Client.EnableFmApi().")
            : new("link", HealthSeverity.Ok, $"{source.Endpoint.Name}, {way}");
    }

    /// <summary>The facts of a memory device.</summary>
    public static IReadOnlyList<HealthFact> Of(MemdevGetHealthInfo info, MemdevGetAlertConfig? alerts) =>
    [
        Status(info.HealthStatus),
        Media(info.MediaStatus),
        Temperature(info, alerts),
        LifeUsed(info, alerts),
        new("dirty shutdowns", HealthSeverity.Ok, Number(info.DirtyShutdownCount)),
        Errors("corrected volatile errors", info.CorrectedVolatileErrorCount, info.IsCorrectedVolatileAlarm, alerts, CxlAlerts.CorrectedVolatileErrors, alerts?.CorrectedVolatileMemoryErrorProgrammableWarningThreshold),
        Errors("corrected persistent errors", info.CorrectedPersistentErrorCount, info.IsCorrectedPersistentAlarm, alerts, CxlAlerts.CorrectedPersistentErrors, alerts?.CorrectedPersistentMemoryErrorProgrammableWarningThreshold),
    ];

    private static HealthFact Status(CxlHealthStatus status) => status == CxlHealthStatus.None
        ? new("condition", HealthSeverity.Ok, "nothing needed")
        : new(
            "condition",
            status.HasFlag(CxlHealthStatus.HardwareReplacementNeeded) ? HealthSeverity.Fault : HealthSeverity.Warn,
            CxlText.Flags(status),
            status.HasFlag(CxlHealthStatus.HardwareReplacementNeeded) ? "Save its data and replace it." : "Look into its event logs.");

    private static HealthFact Media(CxlMediaStatus status) => status switch
    {
        CxlMediaStatus.Normal => new("media", HealthSeverity.Ok, "normal"),
        CxlMediaStatus.NotReady => new("media", HealthSeverity.Unknown, "not ready", "The media is not accessible yet, or a sanitize is running."),
        _ => new("media", HealthSeverity.Fault, CxlText.Words(status), "Save what can be read; see the event logs of the device."),
    };

    private static HealthFact Temperature(MemdevGetHealthInfo info, MemdevGetAlertConfig? alerts)
    {
        if (info.TemperatureCelsius is not { } value)
        {
            return new("temperature", Level(info.TemperatureState, HealthSeverity.Unknown), "not implemented");
        }

        var severity = Level(info.TemperatureState, HealthSeverity.Ok);
        var limits = "";
        if (alerts is { } given)
        {
            // A device without thresholds leaves both at 0.
            var (low, high) = (given.DeviceUnderTemperatureCriticalAlertThreshold, given.DeviceOverTemperatureCriticalAlertThreshold);
            var warnsHigh = given.ValidAlerts.HasFlag(CxlAlerts.OverTemperature);
            var warnsLow = given.ValidAlerts.HasFlag(CxlAlerts.UnderTemperature);
            severity = high > low && (value >= high || value <= low) ? HealthSeverity.Fault
                : (warnsHigh && value >= given.DeviceOverTemperatureProgrammableWarningThreshold) || (warnsLow && value <= given.DeviceUnderTemperatureProgrammableWarningThreshold) ? Worse(severity, HealthSeverity.Warn)
                : severity;
            limits = (warnsHigh ? $", warning from {Degrees(given.DeviceOverTemperatureProgrammableWarningThreshold)}" : "") + (high > low ? $", critical from {Degrees(high)}" : "");
        }

        var hint = severity <= HealthSeverity.Unknown ? null : value >= 0 ? "Check airflow and load." : "Check the surroundings.";
        return new("temperature", severity, $"{Degrees(value)}{limits}", hint);
    }

    private static HealthFact LifeUsed(MemdevGetHealthInfo info, MemdevGetAlertConfig? alerts)
    {
        if (info.LifeUsedPercent is not { } value)
        {
            return new("life used", Level(info.LifeUsedState, HealthSeverity.Unknown), "not implemented");
        }

        var severity = Level(info.LifeUsedState, HealthSeverity.Ok);
        var limits = "";
        if (alerts is { } given)
        {
            var warns = given.ValidAlerts.HasFlag(CxlAlerts.LifeUsed);
            var critical = given.LifeUsedCriticalAlertThreshold;
            severity = critical > 0 && value >= critical ? HealthSeverity.Fault
                : warns && value >= given.LifeUsedProgrammableWarningThreshold ? Worse(severity, HealthSeverity.Warn)
                : severity;
            limits = (warns ? $", warning from {Number(given.LifeUsedProgrammableWarningThreshold)} %" : "") + (critical > 0 ? $", critical from {Number(critical)} %" : "");
        }

        return new("life used", severity, $"{Number((uint)value)} %{limits}", severity > HealthSeverity.Unknown ? "Plan its replacement." : null);
    }

    private static HealthFact Errors(string name, uint count, bool isAlarm, MemdevGetAlertConfig? alerts, CxlAlerts bit, ushort? threshold)
    {
        var warns = alerts?.ValidAlerts.HasFlag(bit) == true;
        var text = count == uint.MaxValue ? $"at least {Number(count)} (the counter is full)" : Number(count);
        return isAlarm || (warns && count >= threshold)
            ? new(name, HealthSeverity.Warn, $"{text}{(warns ? $", warning from {Number(threshold!.Value)}" : ", at its threshold")}", "Look into the event logs and the poison list.")
            : new(name, HealthSeverity.Ok, $"{text}{(warns ? $", warning from {Number(threshold!.Value)}" : "")}");
    }

    private static HealthSeverity Level(CxlAlarmLevel level, HealthSeverity normal) => level switch
    {
        CxlAlarmLevel.Normal => normal,
        CxlAlarmLevel.Warning => HealthSeverity.Warn,
        CxlAlarmLevel.Critical => HealthSeverity.Fault,
        _ => HealthSeverity.Unknown,
    };

    private static HealthSeverity Worse(HealthSeverity one, HealthSeverity other) => one > other ? one : other;

    private static string Degrees(int value) => string.Create(CultureInfo.InvariantCulture, $"{value} {CxlParts.TemperatureUnit}");

    private static string Number(uint value) => value.ToString(CultureInfo.InvariantCulture);
}
