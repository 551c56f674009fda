namespace LabSdk.Mds;

/// <summary>What a link is and what it knows about its device without asking it.</summary>
/// <param name="Transport">The kind of link.</param>
/// <param name="Name">The link for people, for example <c>hid 2fe3:0007 (/dev/hidraw0)</c>.</param>
public sealed record MdsLink(MdsTransport Transport, string Name)
{
    /// <summary>A link that says nothing about itself.</summary>
    public static MdsLink Unknown { get; } = new(MdsTransport.Custom, "custom link");

    /// <summary>How the transport reaches the device, for example <c>hidapi 0.13.1</c>; empty when there is nothing to say.</summary>
    public string Driver { get; init; } = "";

    /// <summary>The HID device; null on other links.</summary>
    public HidDeviceInfo? Hid { get; init; }

    /// <summary>The HID report descriptor, which tells the framing; empty when unknown.</summary>
    public ReadOnlyMemory<byte> ReportDescriptor { get; init; }

    /// <summary>True for a simulated device: everything that shows it says so.</summary>
    public bool IsSimulated { get; init; }
}
