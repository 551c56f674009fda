using LabSdk.Hosting;

namespace LabSdk.Devices;

/// <summary>What is known of a device without asking it for a value.</summary>
/// <param name="Id">The id, unique within its endpoint.</param>
/// <param name="Name">The name for people.</param>
/// <param name="Family">The protocol family: daq, mds, cxl, odp or fleet.</param>
/// <param name="Driver">The driver or model; empty when unknown.</param>
/// <param name="Category">What kind of thing it is, for example <c>stage</c> or <c>camera</c>; lower case.</param>
[TypeFormatterSource]
public sealed record DeviceDescription(string Id, string Name, string Family, string Driver, string Category)
{
    /// <summary>What it can do, as the peer names it, for example <c>movable</c>.</summary>
    public IReadOnlyList<string> Capabilities { get; init; } = [];

    /// <summary>Further facts in the order to show them, for example frame width; never secrets.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>The endpoint it came from, without secrets.</summary>
    public string Endpoint { get; init; } = "";

    /// <summary>True when the peer is a simulation; shown wherever the device is shown.</summary>
    public bool IsSimulated { get; init; }

    /// <summary>Returns it as self-contained HTML, as notebooks show it.</summary>
    public string ToHtml() => HostViews.Html(this);
}
