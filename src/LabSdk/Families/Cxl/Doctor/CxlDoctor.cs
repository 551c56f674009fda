using LabSdk.Cxl;

namespace LabSdk.Families.Cxl.Doctor;

/// <summary>
/// Why a CXL component cannot be reached: is there a device node, may this user open it, does the kernel let raw commands through,
/// has it MCTP. Opens devices and a socket for a moment; sends no command.
/// </summary>
/// <param name="places">The kernel that is looked at.</param>
internal sealed class CxlDoctor(ICxlPlaces places)
{
    /// <summary>How the family is called in the report.</summary>
    public const string Area = "CXL";

    private const int MostListed = 16;

    /// <summary>The line that lets a group open the devices.</summary>
    public const string UdevRule = "SUBSYSTEM==\"cxl\", KERNEL==\"mem*\", GROUP=\"plugdev\", MODE=\"0660\"";

    /// <summary>Everything that was looked at, in order. Does not throw because of what it finds.</summary>
    public async Task<IReadOnlyList<DoctorFinding>> ExamineAsync()
    {
        if (!places.IsLinux)
        {
            return [new DoctorFinding(Area, "CXL", DoctorState.Missing, "reached on Linux only") { Advice = "Without hardware: Lab.Connect(\"cxl:sim\")." }];
        }

        var mailboxes = places.Mailboxes();
        var findings = new List<DoctorFinding> { Nodes(mailboxes) };
        foreach (var mailbox in mailboxes.Take(MostListed))
        {
            findings.Add(await AccessAsync(mailbox).ConfigureAwait(false));
        }

        if (mailboxes.Count > 0)
        {
            findings.Add(Raw());
        }

        findings.Add(await MctpAsync().ConfigureAwait(false));
        return findings;
    }

    private static DoctorFinding Nodes(IReadOnlyList<CxlMailboxInfo> mailboxes) => mailboxes.Count == 0
        ? new DoctorFinding(Area, "CXL devices", DoctorState.Missing, "no device in /dev/cxl")
        {
            Advice = "With a CXL device in this computer: sudo modprobe cxl_pci && sudo modprobe cxl_mem, and turn CXL on in its firmware setup. Without: Lab.Connect(\"cxl:sim\").",
        }
        : new DoctorFinding(Area, "CXL devices", DoctorState.Ok, string.Join(", ", mailboxes.Take(MostListed).Select(Describe)) + (mailboxes.Count > MostListed ? ", ..." : ""));

    private static string Describe(CxlMailboxInfo mailbox) =>
        mailbox.SerialNumber is { } serial ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{mailbox.Name} (serial 0x{serial:x16})") : mailbox.Name;

    private async Task<DoctorFinding> AccessAsync(CxlMailboxInfo mailbox)
    {
        var name = $"access to {mailbox.Name}";
        try
        {
            await places.OpenMailbox(mailbox.Name).DisposeAsync().ConfigureAwait(false);
            return new DoctorFinding(Area, name, DoctorState.Ok, $"can be opened: Lab.Connect(\"cxl:{mailbox.Name}\")");
        }
        catch (LabException error)
        {
            return new DoctorFinding(Area, name, DoctorState.Warn, error.Problem)
            {
                Advice = error.ErrorId == CxlErrorIds.AccessDenied
                    ? $"echo '{UdevRule}' | sudo tee /etc/udev/rules.d/70-labsdk-cxl.rules && sudo udevadm control --reload-rules && sudo udevadm trigger --subsystem-match=cxl"
                    : error.Hint ?? "",
            };
        }
    }

    // Asked of the kernel's description: trying one would leave a warning in its log.
    private DoctorFinding Raw()
    {
        const string Name = "raw commands";
        const string Left = "Identity, health, alerts, partitions, labels, logs and clock work without; events, poison, features, security and firmware need them.";
        if (places.Lockdown() is { } lockdown && !lockdown.Contains("[none]", StringComparison.Ordinal))
        {
            return new DoctorFinding(Area, Name, DoctorState.Missing, $"the kernel is locked down ({lockdown.Trim()})") { Advice = $"{Left} Boot without lockdown (in most cases: without secure boot), or reach the device over MCTP." };
        }

        return places.KernelHas("CONFIG_CXL_MEM_RAW_COMMANDS") switch
        {
            true => new DoctorFinding(Area, Name, DoctorState.Ok, "built into the kernel"),
            false => new DoctorFinding(Area, Name, DoctorState.Missing, "not built into this kernel") { Advice = $"{Left} For those: a kernel with CONFIG_CXL_MEM_RAW_COMMANDS=y, or MCTP." },
            null => new DoctorFinding(Area, Name, DoctorState.Missing, "cannot be told: the kernel's configuration is not on this computer") { Advice = $"{Left} A command that is refused says so with {CxlErrorIds.Blocked}." },
        };
    }

    private async Task<DoctorFinding> MctpAsync()
    {
        const string Name = "MCTP";
        try
        {
            await (await places.OpenMctpAsync().ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
            return new DoctorFinding(Area, Name, DoctorState.Ok, "the kernel has AF_MCTP sockets");
        }
        catch (LabException error)
        {
            return new DoctorFinding(Area, Name, DoctorState.Missing, error.ErrorId == CxlErrorIds.NoMctp ? "the kernel has no AF_MCTP sockets" : error.Problem)
            {
                Advice = error.ErrorId == CxlErrorIds.NoMctp
                    ? "Needed for switches and out-of-band management only: a kernel with CONFIG_MCTP=y and the driver of the bus (CONFIG_MCTP_SERIAL, CONFIG_MCTP_TRANSPORT_I2C)."
                    : error.Hint ?? "",
            };
        }
    }
}
