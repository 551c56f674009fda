namespace LabSdk.Simulation.Mds.Uhid;

/// <summary>The hidraw node that the kernel makes for a device of /dev/uhid. Nothing announces it: it is looked for in sysfs.</summary>
/// <param name="place">The device's physical place as it was told to the kernel, which no other device has.</param>
internal sealed class UhidNode(string place)
{
    private const string Folder = "/sys/class/hidraw";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(5);

    public string Place => place;

    /// <summary>Waits until it is there.</summary>
    public async Task<string> WaitAsync(CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            if (Find() is { } node)
            {
                return node;
            }

            if (TimeProvider.System.GetElapsedTime(started) > Patience)
            {
                throw new LabConfigurationException(
                    SimulationErrorIds.NoUhid,
                    "The kernel took the HID device, but made no /dev/hidraw node for it.",
                    "Load the kernel's driver for HID devices: sudo modprobe hid-generic. In a container /dev/hidraw nodes of new devices may not appear.");
            }

            await Task.Delay(LookInterval, cancellationToken).ConfigureAwait(false);
        }
    }

    private string? Find()
    {
        if (!Directory.Exists(Folder))
        {
            return null;
        }

        foreach (var entry in Directory.EnumerateFileSystemEntries(Folder))
        {
            var node = Path.Combine("/dev", Path.GetFileName(entry));
            if (IsOurs(Path.Combine(entry, "device", "uevent")) && File.Exists(node))
            {
                return node;
            }
        }

        return null;
    }

    private bool IsOurs(string file)
    {
        try
        {
            return File.Exists(file) && File.ReadLines(file).Contains($"HID_PHYS={place}", StringComparer.Ordinal);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Unplugged between listing and reading.
            return false;
        }
    }
}
