using System.Runtime.InteropServices;

namespace LabSdk.Cxl.Linux;

/// <summary>The calls of the C library that mailboxes and MCTP sockets need, and their numbers for Linux on x86-64 and arm64.</summary>
internal static unsafe partial class LinuxCalls
{
    public const int ReadWrite = 2, CloseOnExec = 0x80000;

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int descriptor);

    // The error number is read by the caller, with Marshal.GetLastSystemError directly behind a call that failed: storing it
    // for each call would cost more than the rest of the way.
    [LibraryImport("libc", EntryPoint = "ioctl")]
    public static partial int Control(int descriptor, nuint request, void* argument);
}
