using LabSdk.Cxl;
using LabSdk.Display;
using LabSdk.Families.Cxl;
using LabSdk.Presentation;

namespace LabSdk;

/// <summary>
/// How a CXL component is: facts with severity, and for a memory device the numbers behind them; a number that the device does not
/// implement is null, not 0. Shows itself as a panel.
/// </summary>
/// <remarks>Thread-safe: immutable.</remarks>
public sealed class CxlHealth : HealthReport
{
    internal CxlHealth(string subject, CxlHealthData data, bool isSimulated)
        : base(subject, data.Facts, isSimulated) => (Info, Alerts) = (data.Info, data.Alerts);

    /// <summary>Everything that the device told; null for a component without health information.</summary>
    public MemdevGetHealthInfo? Info { get; }

    /// <summary>The thresholds that the facts were judged by; null when they cannot be read.</summary>
    public MemdevGetAlertConfig? Alerts { get; }

    /// <summary>Temperature in °C; null when the device does not measure it.</summary>
    public int? Temperature => Info?.TemperatureCelsius;

    /// <summary>Life used in percent; null when the device does not tell.</summary>
    public int? LifeUsed => Info?.LifeUsedPercent;

    /// <summary>Shutdowns that may have lost data; null for a component without health information.</summary>
    public uint? DirtyShutdowns => Info?.DirtyShutdownCount;

    /// <summary>Corrected errors of volatile memory since the last reset; null for a component without health information.</summary>
    public uint? CorrectedVolatileErrors => Info?.CorrectedVolatileErrorCount;

    /// <summary>Corrected errors of persistent memory since the last reset; null for a component without health information.</summary>
    public uint? CorrectedPersistentErrors => Info?.CorrectedPersistentErrorCount;

    /// <summary>What the media can still be trusted with; null for a component without health information.</summary>
    public CxlMediaStatus? MediaStatus => Info?.MediaStatus;

    /// <summary>Maintenance, replacement and so on that the device asks for; null for a component without health information.</summary>
    public CxlHealthStatus? Status => Info?.HealthStatus;

    private protected override Block View() => CxlHealthPanel.Of(this);
}
