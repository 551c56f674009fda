using LabSdk.Devices;
using LabSdk.Display;

namespace LabSdk.Presentation;

/// <summary>Health facts as a panel: the word of each state, the text, and what to do.</summary>
internal static class HealthView
{
    public static Block Of(HealthReport report) => new Card($"Health of {report.Subject}")
    {
        State = StateOf(report.Severity),
        Badges = DeviceView.Badges(report.IsSimulated),
        Body = [Rows(report)],
    };

    public static StatusRows Rows(IEnumerable<HealthFact> facts) => new(
        [.. facts.Select(fact => new StatusRow(StateOf(fact.Severity), fact.Name, fact.Hint is null ? fact.Text : $"{fact.Text} ({fact.Hint})"))]);

    public static State StateOf(HealthSeverity severity) => severity switch
    {
        HealthSeverity.Ok => State.Ok,
        HealthSeverity.Warn => State.Warn,
        HealthSeverity.Fault => State.Fault,
        _ => State.Unknown,
    };
}
