using LabSdk.Mds;

namespace LabSdk.Kernel.Doctor.Mds;

/// <summary>
/// Why a diagnostic device cannot be reached: is the HID library there, is a device plugged in, may this user open it. Opens
/// devices for a moment; reads and writes nothing.
/// </summary>
/// <param name="library">Name of the HID library; null when none can be loaded.</param>
/// <param name="list">Lists the HID devices.</param>
/// <param name="open">Opens one.</param>
/// <param name="needsLibrary">True where nothing works without the library.</param>
internal sealed class MdsDoctor(Func<string?> library, Func<IReadOnlyList<HidDeviceInfo>> list, Func<HidDeviceInfo, IAsyncDisposable> open, bool needsLibrary)
{
    private const int MostListed = 10;

    /// <summary>Looks at this computer.</summary>
    public MdsDoctor()
        : this(() => MdsHid.Library, () => MdsHid.List(), device => MdsHid.Open(device), !OperatingSystem.IsLinux())
    {
    }

    /// <summary>Everything that was looked at, in order. Does not throw because of what it finds.</summary>
    public async Task<IReadOnlyList<MdsFinding>> ExamineAsync()
    {
        var findings = new List<MdsFinding> { Library() };
        IReadOnlyList<HidDeviceInfo> devices;
        try
        {
            devices = list();
        }
        catch (LabException error)
        {
            findings.Add(new MdsFinding(false, "HID devices", error.Problem, error.Hint));
            return findings;
        }

        var candidates = devices.Where(device => device.IsCandidate).ToArray();
        findings.Add(Plugged(devices, candidates));
        foreach (var device in candidates.Take(MostListed))
        {
            findings.Add(await PermissionAsync(device).ConfigureAwait(false));
        }

        return findings;
    }

    private MdsFinding Library() => library() is { } name
        ? new MdsFinding(true, "HID library", name)
        : new MdsFinding(
            needsLibrary ? false : null,
            "HID library",
            needsLibrary ? "libhidapi cannot be loaded, and this system needs it." : "libhidapi cannot be loaded; the kernel's hidraw is used, which does as well.",
            OperatingSystem.IsMacOS() ? "brew install hidapi" : OperatingSystem.IsWindows() ? "Put hidapi.dll beside the program or into the PATH." : "sudo apt install libhidapi-hidraw0");

    private static MdsFinding Plugged(IReadOnlyList<HidDeviceInfo> devices, HidDeviceInfo[] candidates) => (devices.Count, candidates.Length) switch
    {
        (0, _) => new(null, "diagnostic device", "No HID device is plugged in at all, or the system hides them.", "In a container or virtual machine USB devices must be passed in. Without a device: Lab.Connect(\"mds:sim\")."),
        (_, 0) => new(null, "diagnostic device", $"None of the HID devices is a diagnostic device: {string.Join("; ", devices.Take(MostListed))}.", "Is it plugged in, and does its firmware have MDS over HID (usage page 0xFF00)?"),
        (_, 1) => new(true, "diagnostic device", $"{candidates[0]}; connect with mds://hid."),
        _ => new(true, "diagnostic device", $"{candidates.Length} devices; name one, for example mds://hid/{candidates[0].Id}/{candidates[0].SerialNumber}."),
    };

    private async Task<MdsFinding> PermissionAsync(HidDeviceInfo device)
    {
        var name = $"access to {device.Id} at {device.Path}";
        try
        {
            await open(device).DisposeAsync().ConfigureAwait(false);
            return new MdsFinding(true, name, "can be opened");
        }
        catch (LabException error)
        {
            return new MdsFinding(false, name, error.Problem, error.Hint);
        }
    }
}
