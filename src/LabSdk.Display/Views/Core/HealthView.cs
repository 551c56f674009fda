using LabSdk.Devices;

namespace LabSdk.Display;

/// <summary>Health facts as a panel.</summary>
public static class HealthView
{
    /// <summary>One line per fact, the worst first; what to do about a fact stands behind it.</summary>
    /// <param name="facts">The facts.</param>
    public static StatusRows Of(IEnumerable<HealthFact> facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return new StatusRows([.. facts.OrderByDescending(f => f.Severity).Select(f =>
            new StatusRow(f.Severity.ToState(), f.Name, string.IsNullOrEmpty(f.Hint) ? f.Text : $"{f.Text} - {f.Hint}"))]);
    }

    /// <summary>The state that stands for a severity.</summary>
    /// <param name="severity">The severity.</param>
    public static State ToState(this HealthSeverity severity) => severity switch
    {
        HealthSeverity.Ok => State.Ok,
        HealthSeverity.Warn => State.Warn,
        HealthSeverity.Fault => State.Fault,
        _ => State.Unknown,
    };
}
