using LabSdk.Cxl;

namespace LabSdk.Rig.Tests.Cxl;

/// <summary>The two emulated memory devices of the guest. Which of them is mem0 changes from boot to boot: they go by their serial number.</summary>
internal static class EmulatedCxl
{
    public const ulong Persistent = 0x1ab5d000000001, Volatile = 0x1ab5d000000002;

    /// <summary>What QEMU calls the persistent one.</summary>
    public const string PersistentPath = "/machine/peripheral/mem-p";

    private const string RawAllowAll = "/sys/kernel/debug/cxl/mbox/raw_allow_all";

    /// <summary>The device's name below /dev/cxl.</summary>
    public static string NameOf(ulong serial)
    {
        Assert.True(Directory.Exists("/dev/cxl"), "This kernel has no /dev/cxl.");
        return Assert.Single(CxlContext.DiscoverMailboxes(), found => found.SerialNumber == serial).Name;
    }

    public static CxlConfirmation Confirmation(ulong serial = Persistent) => CxlConfirmation.Serial(serial);

    /// <summary>Lifts the driver's deny list of raw commands, until disposed.</summary>
    public static IDisposable AllowAllRaw()
    {
        File.WriteAllText(RawAllowAll, "Y");
        return new Allowance();
    }

    private sealed class Allowance : IDisposable
    {
        public void Dispose() => File.WriteAllText(RawAllowAll, "N");
    }
}
