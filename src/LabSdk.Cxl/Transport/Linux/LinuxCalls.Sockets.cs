using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace LabSdk.Cxl.Linux;

/// <content>Sockets and waiting.</content>
internal static unsafe partial class LinuxCalls
{
    public const int AfMctp = 45, DatagramCloseOnExec = 2 | 0x80000, MessageTruncate = 0x20, MessageDoNotWait = 0x40, MessageNoSignal = 0x4000;
    public const short PollIn = 1, PollError = 8, PollHangUp = 16, PollInvalid = 32;

    private const int EventFdCloseOnExecNonBlocking = 0x80800;

    [StructLayout(LayoutKind.Sequential)]
    public struct PollItem
    {
        public int Descriptor;
        public short Wanted;
        public short Seen;
    }

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    public static partial int Socket(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "bind", SetLastError = true)]
    public static partial int Bind(SafeFileHandle socket, byte* address, uint size);

    [LibraryImport("libc", EntryPoint = "sendto", SetLastError = true)]
    public static partial nint SendTo(SafeFileHandle socket, byte* data, nuint count, int flags, byte* address, uint addressSize);

    [LibraryImport("libc", EntryPoint = "recvfrom", SetLastError = true)]
    public static partial nint ReceiveFrom(SafeFileHandle socket, byte* data, nuint count, int flags, byte* address, uint* addressSize);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(PollItem* items, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(SafeFileHandle descriptor, byte* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    public static partial uint EffectiveUser();

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    private static partial int EventFd(uint value, int flags);

    /// <summary>A descriptor that becomes readable by a write; for ending a poll.</summary>
    public static int NewEvent() => EventFd(0, EventFdCloseOnExecNonBlocking);
}
