using LabSdk.Mds;

namespace LabSdk.Families.Mds.Doctor;

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
    /// <summary>How the family is called in the report.</summary>
    public const string Area = "Diagnostic devices";

    private const int MostListed = 10;

    /// <summary>Looks at this computer.</summary>
    public MdsDoctor()
        : this(() => MdsHid.Library, () => MdsHid.List(), device => MdsHid.Open(device), !OperatingSystem.IsLinux())
    {
    }

    /// <summary>Everything that was looked at, in order. Does not throw because of what it finds.</summary>
    public async Task<IReadOnlyList<DoctorFinding>> ExamineAsync()
    {
        var findings = new List<DoctorFinding> { Library() };
        IReadOnlyList<HidDeviceInfo> devices;
        try
        {
            devices = list();
        }
        catch (LabException error)
        {
            findings.Add(new DoctorFinding(Area, "HID devices", DoctorState.Warn, error.Problem) { Advice = error.Hint ?? "" });
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

    private DoctorFinding Library() => library() is { } name
        ? new DoctorFinding(Area, "HID library", DoctorState.Ok, name)
        : new DoctorFinding(
            Area,
            "HID library",
            needsLibrary ? DoctorState.Warn : DoctorState.Missing,
            needsLibrary ? "libhidapi cannot be loaded, and this system needs it." : "libhidapi cannot be loaded; the kernel's hidraw is used, which does as well.")
        {
            Advice = OperatingSystem.IsMacOS() ? "brew install hidapi" : OperatingSystem.IsWindows() ? "Put hidapi.dll beside the program or into the PATH." : "sudo apt install libhidapi-hidraw0",
        };

    private static DoctorFinding Plugged(IReadOnlyList<HidDeviceInfo> devices, HidDeviceInfo[] candidates) => (devices.Count, candidates.Length) switch
    {
        (0, _) => None("No HID device is plugged in at all, or the system hides them.", "In a container or virtual machine USB devices must be passed in. Without a device: Lab.Connect(\"mds:sim\")."),
        (_, 0) => None($"None of the HID devices is a diagnostic device: {string.Join("; ", devices.Take(MostListed))}.", "Is it plugged in, and does its firmware have MDS over HID (usage page 0xFF00)?"),
        (_, 1) => Some($"{candidates[0]}; connect with mds://hid."),
        _ => Some($"{candidates.Length} devices; name one, for example mds://hid/{candidates[0].Id}/{candidates[0].SerialNumber}."),
    };

    private static DoctorFinding None(string detail, string advice) => new(Area, "diagnostic device", DoctorState.Missing, detail) { Advice = advice };

    private static DoctorFinding Some(string detail) => new(Area, "diagnostic device", DoctorState.Ok, detail);

    private async Task<DoctorFinding> PermissionAsync(HidDeviceInfo device)
    {
        var name = $"access to {device.Id} at {device.Path}";
        try
        {
            await open(device).DisposeAsync().ConfigureAwait(false);
            return new DoctorFinding(Area, name, DoctorState.Ok, "can be opened");
        }
        catch (LabException error)
        {
            return new DoctorFinding(Area, name, DoctorState.Warn, error.Problem) { Advice = error.Hint ?? "" };
        }
    }
}
