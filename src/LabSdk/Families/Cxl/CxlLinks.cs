using System.Globalization;
using LabSdk.Cxl;

namespace LabSdk.Families.Cxl;

/// <summary>Width and speed of links in words (PCIe encodings: bits 5:0).</summary>
internal static class CxlLinks
{
    private const int Bits = 0x3F;
    private static readonly string[] Speeds = ["?", "2.5", "5", "8", "16", "32", "64"];

    /// <summary>True for a port with something on it: a host above, a device below.</summary>
    public static bool IsUsed(CxlPortState port) => port.Configuration.State switch
    {
        CxlPortConfigurationState.Usp => true,
        CxlPortConfigurationState.Disabled or CxlPortConfigurationState.InvalidPortId => false,
        _ => port.ConnectedDeviceType != CxlConnectedDeviceType.None || port.LinkState.HasFlag(CxlLinkState.Present),
    };

    /// <summary>True while data can pass or the link sleeps.</summary>
    public static bool IsUp(CxlPortState port) => IsUp(port.LtssmState);

    /// <inheritdoc cref="IsUp(CxlPortState)"/>
    public static bool IsUp(CxlLtssmState state) => state is CxlLtssmState.L0 or CxlLtssmState.L0s or CxlLtssmState.L1 or CxlLtssmState.L2 or CxlLtssmState.Recovery;

    /// <summary>True for a link narrower or slower than the port can. The other side may be able to do no more, so it is no fault by itself.</summary>
    public static bool IsBelowBest(CxlPortState port) =>
        Width(port.NegotiatedLinkWidth) < Width(port.MaximumLinkWidth) || (port.CurrentLinkSpeed & Bits) < (port.MaximumLinkSpeed & Bits);

    /// <summary>For example <c>x8 · 32 GT/s</c>.</summary>
    public static string Text(CxlPortState port) => Text(port.NegotiatedLinkWidth, port.CurrentLinkSpeed);

    /// <inheritdoc cref="Text(CxlPortState)"/>
    public static string Text(byte width, byte speed) => string.Create(CultureInfo.InvariantCulture, $"x{Width(width)} · {Speed(speed)}");

    /// <summary>Lanes.</summary>
    public static int Width(byte code) => code & Bits;

    /// <summary>For example <c>32 GT/s</c>.</summary>
    public static string Speed(byte code) => (code & Bits) < Speeds.Length && (code & Bits) > 0
        ? $"{Speeds[code & Bits]} GT/s"
        : string.Create(CultureInfo.InvariantCulture, $"speed {code & Bits}");
}
