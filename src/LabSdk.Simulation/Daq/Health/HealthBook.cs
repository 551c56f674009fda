using System.Globalization;

namespace LabSdk.Simulation.Daq;

using LabSdk.Daq.Wire;

/// <summary>Health of the daemon's two modules, and the errors it remembers.</summary>
internal sealed class HealthBook(TimeProvider time, DateTimeOffset startedAt)
{
    private const int LongestHistory = 1000;
    private static readonly TimeSpan MetricsPeriod = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RegistryPeriod = TimeSpan.FromSeconds(10);
    private readonly Lock _gate = new();
    private readonly LinkedList<HealthErrorRecord> _errors = new();

    /// <summary>Newest first.</summary>
    public IReadOnlyList<HealthErrorRecord> Errors
    {
        get
        {
            lock (_gate)
            {
                return [.. _errors];
            }
        }
    }

    public void Report(HealthErrorRecord error)
    {
        lock (_gate)
        {
            _errors.AddFirst(error);
            if (_errors.Count > LongestHistory)
            {
                _errors.RemoveLast();
            }
        }
    }

    public IEnumerable<ModuleHealthStatus> Modules(int deviceCount)
    {
        yield return Module("system_metrics", MetricsPeriod, "CPU: 3.1%, RAM: 40.2% (6401/15930 MB)");
        yield return Module(
            "hardware_registry", RegistryPeriod, string.Create(CultureInfo.InvariantCulture, $"Managing {deviceCount} devices"));
    }

    public SystemHealthStatus Status() => Errors.Any(error => error.Severity == ErrorSeverityLevel.ErrorSeverityCritical)
        ? SystemHealthStatus.SystemHealthCritical
        : Errors.Any(error => error.Severity == ErrorSeverityLevel.ErrorSeverityError)
            ? SystemHealthStatus.SystemHealthDegraded
            : SystemHealthStatus.SystemHealthHealthy;

    // Heartbeats come at whole periods since the start, so their age follows from the clock alone.
    private ModuleHealthStatus Module(string name, TimeSpan period, string message)
    {
        var up = time.GetUtcNow() - startedAt;
        var age = TimeSpan.FromTicks(up.Ticks % period.Ticks);
        return new ModuleHealthStatus
        {
            Name = name,
            IsHealthy = true,
            LastHeartbeatNs = UnixTime.Nanoseconds(time.GetUtcNow() - age),
            SecondsSinceHeartbeat = (ulong)age.TotalSeconds,
            StatusMessage = message,
        };
    }
}
