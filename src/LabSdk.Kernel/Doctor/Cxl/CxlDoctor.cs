using LabSdk.Cxl;

namespace LabSdk.Kernel.Doctor.Cxl;

/// <summary>
/// Why a CXL component cannot be reached: is there a device node, may this user open it, does the kernel let raw commands through,
/// has it MCTP. Opens devices and a socket for a moment; sends no command.
/// </summary>
/// <param name="places">The kernel that is looked at.</param>
internal sealed class CxlDoctor(ICxlPlaces places)
{
    private const string Area = "CXL";
    private const int MostListed = 16;

    /// <summary>The line that lets a group open the devices.</summary>
    public const string UdevRule = "SUBSYSTEM==\"cxl\", KERNEL==\"mem*\", GROUP=\"plugdev\", MODE=\"0660\"";

    /// <summary>Everything that was looked at, in order. Does not throw because of what it finds.</summary>
    public async Task<IReadOnlyList<Finding>> ExamineAsync()
    {
        if (!places.IsLinux)
        {
            return [new Finding(Area, "CXL", FindingState.Missing, "reached on Linux only") { Advice = "Without hardware: Lab.Connect(\"cxl:sim\")." }];
        }

        var mailboxes = places.Mailboxes();
        var findings = new List<Finding> { Nodes(mailboxes) };
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

    private static Finding Nodes(IReadOnlyList<CxlMailboxInfo> mailboxes) => mailboxes.Count == 0
        ? new Finding(Area, "CXL devices", FindingState.Missing, "no device in /dev/cxl")
        {
            Advice = "With a CXL device in this computer: sudo modprobe cxl_pci && sudo modprobe cxl_mem, and turn CXL on in its firmware setup. Without: Lab.Connect(\"cxl:sim\").",
        }
        : new Finding(Area, "CXL devices", FindingState.Ok, string.Join(", ", mailboxes.Take(MostListed).Select(Describe)) + (mailboxes.Count > MostListed ? ", ..." : ""));

    private static string Describe(CxlMailboxInfo mailbox) =>
        mailbox.SerialNumber is { } serial ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{mailbox.Name} (serial 0x{serial:x16})") : mailbox.Name;

    private async Task<Finding> AccessAsync(CxlMailboxInfo mailbox)
    {
        var name = $"access to {mailbox.Name}";
        try
        {
            await places.OpenMailbox(mailbox.Name).DisposeAsync().ConfigureAwait(false);
            return new Finding(Area, name, FindingState.Ok, $"can be opened: Lab.Connect(\"cxl:{mailbox.Name}\")");
        }
        catch (LabException error)
        {
            return new Finding(Area, name, FindingState.Warn, error.Problem)
            {
                Advice = error.ErrorId == CxlErrorIds.AccessDenied
                    ? $"echo '{UdevRule}' | sudo tee /etc/udev/rules.d/70-labsdk-cxl.rules && sudo udevadm control --reload-rules && sudo udevadm trigger --subsystem-match=cxl"
                    : error.Hint ?? "",
            };
        }
    }

    // Asked of the kernel's description: trying one would leave a warning in its log.
    private Finding Raw()
    {
        const string Name = "raw commands";
        const string Left = "Identity, health, alerts, partitions, labels, logs and clock work without; events, poison, features, security and firmware need them.";
        if (places.Lockdown() is { } lockdown && !lockdown.Contains("[none]", StringComparison.Ordinal))
        {
            return new Finding(Area, Name, FindingState.Missing, $"the kernel is locked down ({lockdown.Trim()})") { Advice = $"{Left} Boot without lockdown (in most cases: without secure boot), or reach the device over MCTP." };
        }

        return places.KernelHas("CONFIG_CXL_MEM_RAW_COMMANDS") switch
        {
            true => new Finding(Area, Name, FindingState.Ok, "built into the kernel") { Advice = "" },
            false => new Finding(Area, Name, FindingState.Missing, "not built into this kernel") { Advice = $"{Left} For those: a kernel with CONFIG_CXL_MEM_RAW_COMMANDS=y, or MCTP." },
            null => new Finding(Area, Name, FindingState.Missing, "cannot be told: the kernel's configuration is not on this computer") { Advice = $"{Left} A command that is refused says so with {CxlErrorIds.Blocked}." },
        };
    }

    private async Task<Finding> MctpAsync()
    {
        const string Name = "MCTP";
        try
        {
            await (await places.OpenMctpAsync().ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
            return new Finding(Area, Name, FindingState.Ok, "the kernel has AF_MCTP sockets");
        }
        catch (LabException error)
        {
            return new Finding(Area, Name, FindingState.Missing, error.ErrorId == CxlErrorIds.NoMctp ? "the kernel has no AF_MCTP sockets" : error.Problem)
            {
                Advice = error.ErrorId == CxlErrorIds.NoMctp
                    ? "Needed for switches and out-of-band management only: a kernel with CONFIG_MCTP=y and the driver of the bus (CONFIG_MCTP_SERIAL, CONFIG_MCTP_TRANSPORT_I2C)."
                    : error.Hint ?? "",
            };
        }
    }
}
