using LabSdk.Hosting;

namespace LabSdk.Devices;

/// <summary>What is known of a parameter.</summary>
/// <param name="DeviceId">Its device.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Its type.</param>
/// <param name="Unit">The unit; empty when unknown.</param>
[TypeFormatterSource]
public sealed record ParameterDescription(string DeviceId, string Name, ParameterKind Kind, string Unit)
{
    /// <summary>What it means, in the device's words; may be empty.</summary>
    public string Text { get; init; } = "";

    /// <summary>True when it can be read.</summary>
    public bool IsReadable { get; init; } = true;

    /// <summary>True when it can be set.</summary>
    public bool IsWritable { get; init; } = true;

    /// <summary>The published range; the device may check a narrower one.</summary>
    public DeviceLimits Limits { get; init; } = DeviceLimits.None;

    /// <summary>The allowed texts of a choice.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Returns it as self-contained HTML, as notebooks show it.</summary>
    public string ToHtml() => HostViews.Html(this);
}
