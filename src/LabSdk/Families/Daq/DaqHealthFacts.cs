using System.Globalization;
using LabSdk.Daq;
using LabSdk.Daq.Wire;
using LabSdk.Devices;

namespace LabSdk.Families.Daq;

/// <summary>The health of a daemon as facts: whether it answers, what it says of itself and of its modules.</summary>
internal static class DaqHealthFacts
{
    public static async ValueTask<IReadOnlyList<HealthFact>> ReadAsync(DaqClient client, CancellationToken cancellationToken)
    {
        try
        {
            var info = await client.GetDaemonInfoAsync(cancellationToken).ConfigureAwait(false);
            return [Answers(info), .. await OwnViewAsync(client, cancellationToken).ConfigureAwait(false)];
        }
        catch (LabException error)
        {
            return [new HealthFact("daemon", HealthSeverity.Fault, error.Problem, error.Hint)];
        }
    }

    private static HealthFact Answers(DaqDaemonInfo info) =>
        new("daemon", HealthSeverity.Ok, string.Create(CultureInfo.InvariantCulture, $"version {info.Version}, up for {info.Uptime:d\\.hh\\:mm\\:ss}"));

    private static async Task<IReadOnlyList<HealthFact>> OwnViewAsync(DaqClient client, CancellationToken cancellationToken)
    {
        try
        {
            var system = await client.Health.GetSystemHealthAsync(cancellationToken).ConfigureAwait(false);
            var modules = await client.Health.GetModuleHealthAsync(cancellationToken).ConfigureAwait(false);
            return [Of(system), .. modules.Select(Of)];
        }
        catch (LabException error)
        {
            // A daemon without the health service still works.
            return [new HealthFact("health service", HealthSeverity.Unknown, error.Problem)];
        }
    }

    private static HealthFact Of(GetSystemHealthResponse system) => new(
        "system",
        system.Status switch
        {
            SystemHealthStatus.SystemHealthHealthy => HealthSeverity.Ok,
            SystemHealthStatus.SystemHealthDegraded => HealthSeverity.Warn,
            SystemHealthStatus.SystemHealthCritical => HealthSeverity.Fault,
            _ => HealthSeverity.Unknown,
        },
        string.Create(
            CultureInfo.InvariantCulture,
            $"{system.HealthyModules} of {system.TotalModules} modules healthy, {system.TotalErrors} errors, {system.CriticalErrors} of them critical"));

    private static HealthFact Of(ModuleHealthStatus module) => new(
        module.Name,
        module.IsHealthy ? HealthSeverity.Ok : HealthSeverity.Fault,
        module.HasStatusMessage && module.StatusMessage.Length > 0
            ? module.StatusMessage
            : string.Create(CultureInfo.InvariantCulture, $"last heartbeat {module.SecondsSinceHeartbeat} s ago"),
        module.IsHealthy ? null : "See lab.Daq.Health.GetErrorHistoryAsync() for the daemon's errors.");
}
