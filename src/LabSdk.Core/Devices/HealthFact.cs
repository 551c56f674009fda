using LabSdk.Hosting;

namespace LabSdk.Devices;

/// <summary>One statement about the state of a device or peer.</summary>
/// <param name="Name">What it is about, for example <c>temperature</c>.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Text">The fact for people, with unit.</param>
/// <param name="Hint">What to do about it; null when nothing need be done.</param>
[TypeFormatterSource]
public sealed record HealthFact(string Name, HealthSeverity Severity, string Text, string? Hint = null)
{
    /// <summary>Returns it as self-contained HTML, as notebooks show it.</summary>
    public string ToHtml() => HostViews.Html(this);
}
