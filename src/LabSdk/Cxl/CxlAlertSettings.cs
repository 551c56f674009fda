using LabSdk.Cxl;
using LabSdk.Display;
using LabSdk.Families.Cxl;
using LabSdk.Presentation;

namespace LabSdk;

/// <summary>The thresholds of a memory device's alerts. Shows itself as a table.</summary>
public sealed class CxlAlertSettings : CxlView
{
    internal CxlAlertSettings(CxlDevice device, MemdevGetAlertConfig settings)
        : base(device) => Settings = settings;

    /// <summary>Everything that the device told.</summary>
    public MemdevGetAlertConfig Settings { get; }

    /// <summary>Changes warning thresholds and turns their alerts on; those that are null stay as they are. Blocks.</summary>
    /// <param name="lifeUsed">In percent; below the critical threshold.</param>
    /// <param name="overTemperature">In °C; below the critical threshold.</param>
    /// <param name="underTemperature">In °C; above the critical threshold.</param>
    /// <param name="correctedVolatileErrors">A count.</param>
    /// <param name="correctedPersistentErrors">A count.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The thresholds as they are then.</returns>
    /// <exception cref="CxlDeviceException">The device refused, for example a warning that lies beyond its critical threshold.</exception>
    public CxlAlertSettings Set(
        byte? lifeUsed = null, short? overTemperature = null, short? underTemperature = null, ushort? correctedVolatileErrors = null, ushort? correctedPersistentErrors = null,
        CancellationToken cancellationToken = default)
    {
        var changed = Bit(lifeUsed, CxlAlerts.LifeUsed) | Bit(overTemperature, CxlAlerts.OverTemperature) | Bit(underTemperature, CxlAlerts.UnderTemperature)
            | Bit(correctedVolatileErrors, CxlAlerts.CorrectedVolatileErrors) | Bit(correctedPersistentErrors, CxlAlerts.CorrectedPersistentErrors);
        return Send(
            new MemdevSetAlertConfigRequest
            {
                ValidAlertActions = changed,
                EnableAlertActions = changed,
                LifeUsedProgrammableWarningThreshold = lifeUsed ?? 0,
                DeviceOverTemperatureProgrammableWarningThreshold = overTemperature ?? 0,
                DeviceUnderTemperatureProgrammableWarningThreshold = underTemperature ?? 0,
                CorrectedVolatileMemoryErrorProgrammableWarningThreshold = correctedVolatileErrors ?? 0,
                CorrectedPersistentMemoryErrorProgrammableWarningThreshold = correctedPersistentErrors ?? 0,
            },
            cancellationToken);
    }

    /// <summary>Turns alerts off. Blocks.</summary>
    /// <param name="alerts">Which.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The thresholds as they are then.</returns>
    public CxlAlertSettings TurnOff(CxlAlerts alerts, CancellationToken cancellationToken = default) =>
        Send(new MemdevSetAlertConfigRequest { ValidAlertActions = alerts }, cancellationToken);

    internal override Block View() => CxlAlertView.Of(this);

    private static CxlAlerts Bit<T>(T? value, CxlAlerts bit)
        where T : struct => value is null ? CxlAlerts.None : bit;

    private CxlAlertSettings Send(MemdevSetAlertConfigRequest request, CancellationToken cancellationToken)
    {
        Device.Tell("Setting the alerts", "alerts", CxlCommands.MemdevSetAlertConfig, (client, token) => client.Memory.SetAlertConfigAsync(request, token), cancellationToken);
        return Device.Alerts;
    }
}
