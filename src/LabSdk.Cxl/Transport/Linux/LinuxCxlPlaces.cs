namespace LabSdk.Cxl.Linux;

/// <summary>Where Linux keeps CXL device nodes and what it knows of them.</summary>
/// <param name="Devices">The folder of the nodes.</param>
/// <param name="Descriptions">The folder with one folder a device, from sysfs.</param>
internal sealed record LinuxCxlPlaces(string Devices, string Descriptions)
{
    /// <summary>The places of the system.</summary>
    public static LinuxCxlPlaces System { get; } = new("/dev/cxl", "/sys/bus/cxl/devices");

    /// <summary>The folder that describes a device.</summary>
    public string DescriptionOf(string name) => Path.Combine(Descriptions, Checked(name));

    /// <summary>True for the name of a node that leads nowhere else.</summary>
    public static bool IsName(string name) => name.Length is > 0 and <= 64 && name.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '_' or '-');

    /// <summary>Returns the name of a node, if it is one and leads nowhere else.</summary>
    /// <exception cref="CxlRequestException">It is not.</exception>
    public static string Checked(string name) =>
        IsName(name) ? name : throw new CxlRequestException(CxlErrorIds.InvalidAddress, $"'{name}' is not the name of a CXL device node.", "Give the name below /dev/cxl, for example mem0.");
}
