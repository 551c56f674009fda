using System.Globalization;
using LabSdk.Mds.Wire;

namespace LabSdk.Mds.Transport;

/// <summary>The hidraw nodes of Linux, read from sysfs without opening any.</summary>
/// <param name="systemFolder">Where the system lists them.</param>
/// <param name="deviceFolder">Where they can be opened.</param>
internal sealed class HidNodes(string systemFolder = "/sys/class/hidraw", string deviceFolder = "/dev")
{
    private const int MostDescriptorBytes = 4096;

    /// <summary>Every HID device of this computer.</summary>
    public IReadOnlyList<HidDeviceInfo> List()
    {
        if (!Directory.Exists(systemFolder))
        {
            return [];
        }

        return [.. Directory.EnumerateFileSystemEntries(systemFolder)
            .Select(entry => Path.GetFileName(entry))
            .OrderBy(name => name.Length).ThenBy(name => name, StringComparer.Ordinal)
            .Select(Describe).OfType<HidDeviceInfo>()];
    }

    /// <summary>The report descriptor of a node; empty when unknown.</summary>
    public byte[] Descriptor(string name) => Bytes(Path.Combine(systemFolder, name, "device", "report_descriptor"));

    /// <summary>
    /// Makes sure that a path is a HID node of the system before any library sees it: libhidapi 0.13 crashes the process on
    /// other files.
    /// </summary>
    /// <param name="path">From the user.</param>
    /// <returns>The name of the node.</returns>
    /// <exception cref="MdsTransportException">It is not there, is something else, or may not be opened.</exception>
    public string Check(string path)
    {
        var target = Resolve(path);
        var name = Path.GetFileName(target);
        var info = name.StartsWith("hidraw", StringComparison.Ordinal) ? Describe(name) : null;
        if (!File.Exists(target) || info is null)
        {
            throw new MdsTransportException(
                MdsErrorKind.NotFound,
                File.Exists(target) ? $"'{path}' is no HID device: it is not listed under {systemFolder}." : $"There is no HID device '{path}'.",
                "Is it plugged in? 'labsdk doctor' lists the HID devices.");
        }

        var number = LinuxCalls.CharacterDeviceNumber(target);
        var expected = Line(Path.Combine(systemFolder, name, "dev"));
        if (number is not var (major, minor) || string.Create(CultureInfo.InvariantCulture, $"{major}:{minor}") != expected)
        {
            throw new MdsTransportException(MdsErrorKind.NotFound, $"'{path}' is not the device that {systemFolder}/{name} names.", "It may be a leftover file of a device that is gone.");
        }

        return LinuxCalls.MayReadAndWrite(target) ? name : throw AccessDenied(info);
    }

    /// <summary>The error for a node that may not be opened, with the rule that changes it.</summary>
    public static MdsTransportException AccessDenied(HidDeviceInfo info) => new(
        MdsErrorKind.AccessDenied,
        $"The HID device {info.Id} at {info.Path} may not be opened by this user.",
        $"Write this line into /etc/udev/rules.d/70-labsdk-mds.rules: {UdevRule(info.VendorId, info.ProductId)} "
        + "Then run 'sudo udevadm control --reload-rules && sudo udevadm trigger', or plug the device in again. "
        + "For remote sessions add , GROUP=\"plugdev\", MODE=\"0660\" to the line.")
    {
        DeviceId = info.Id,
    };

    /// <summary>The rule that lets the user at the screen open a device.</summary>
    public static string UdevRule(ushort vendor, ushort product) => string.Create(
        CultureInfo.InvariantCulture, $"KERNEL==\"hidraw*\", ATTRS{{idVendor}}==\"{vendor:x4}\", ATTRS{{idProduct}}==\"{product:x4}\", TAG+=\"uaccess\"");

    private HidDeviceInfo? Describe(string name)
    {
        var device = Path.Combine(systemFolder, name, "device");
        var values = Lines(Path.Combine(device, "uevent"))
            .Select(line => line.Split('=', 2))
            .Where(parts => parts.Length == 2)
            .GroupBy(parts => parts[0], StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First()[1], StringComparer.Ordinal);

        // HID_ID=bus:vendor:product, hexadecimal, eight digits for the last two.
        var id = values.GetValueOrDefault("HID_ID", "").Split(':');
        if (id.Length != 3
            || !uint.TryParse(id[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var vendor)
            || !uint.TryParse(id[2], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var product))
        {
            return null;
        }

        var descriptor = Bytes(Path.Combine(device, "report_descriptor"));
        var usb = Parents(device);
        return new HidDeviceInfo(Path.Combine(deviceFolder, name), (ushort)vendor, (ushort)product)
        {
            SerialNumber = values.GetValueOrDefault("HID_UNIQ", ""),
            Manufacturer = First(usb, "manufacturer"),
            Product = First(usb, "product") is { Length: > 0 } named ? named : values.GetValueOrDefault("HID_NAME", ""),
            Release = Hex(First(usb, "bcdDevice")),
            Interface = First(usb, "bInterfaceNumber") is { Length: > 0 } number ? Hex(number) : -1,
            HasMdsReports = descriptor.Length > 0 ? ReportDescriptor.IsMds(descriptor) : null,
        };
    }

    // From the HID device up to its USB interface and USB device.
    private static List<string> Parents(string device)
    {
        var folders = new List<string>();
        for (var folder = Resolve(device); folder is not null && folders.Count < 4; folder = Path.GetDirectoryName(folder))
        {
            folders.Add(folder);
        }

        return folders;
    }

    private static string First(List<string> folders, string file) =>
        folders.Select(folder => Line(Path.Combine(folder, file))).FirstOrDefault(line => line.Length > 0) ?? "";

    private static ushort Hex(string text) => ushort.TryParse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var value) ? value : (ushort)0;

    private static string Resolve(string path)
    {
        try
        {
            FileSystemInfo entry = Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path);
            return entry.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? entry.FullName;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return path;
        }
    }

    private static string Line(string file) => Lines(file).FirstOrDefault("").Trim();

    private static string[] Lines(string file)
    {
        try
        {
            return File.Exists(file) ? File.ReadAllLines(file) : [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Unplugged between listing and reading.
            return [];
        }
    }

    private static byte[] Bytes(string file)
    {
        try
        {
            if (!File.Exists(file))
            {
                return [];
            }

            // Files of sysfs do not tell their length.
            using var stream = File.OpenRead(file);
            var bytes = new byte[MostDescriptorBytes];
            return bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
