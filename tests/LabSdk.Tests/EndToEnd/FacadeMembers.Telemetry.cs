namespace LabSdk.Tests.EndToEnd;

/// <summary>How the members of telemetry are called.</summary>
internal static partial class FacadeMembers
{
    private static Dictionary<string, Action<Lab>> TelemetryCalls => new()
    {
        ["Lab.Telemetry"] = lab => Assert.Throws<LabConfigurationException>(() => lab.Telemetry),
        ["Lab.TelemetryAt(String)"] = lab => Assert.Throws<LabConfigurationException>(() => lab.TelemetryAt("odp://nowhere:9092")),
        ["Lab.Odp"] = lab => Assert.Throws<LabConfigurationException>(() => lab.Odp),
    };
}
