using LabSdk.Display;

namespace LabSdk.Presentation;

/// <summary>A health report as a card: the worst state in its head, then each fact with its word and what to do.</summary>
internal static class HealthPanel
{
    public static Block Of(HealthReport report) => new Card($"Health of {report.Subject}")
    {
        State = report.Severity.ToState(),
        Badges = DeviceCard.Badges(report.IsSimulated),
        Body = [HealthView.Of(report)],
    };
}
