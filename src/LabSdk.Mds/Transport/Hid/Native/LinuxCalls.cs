using System.Runtime.InteropServices;

namespace LabSdk.Mds.Transport;

/// <summary>The calls of the C library that hidraw and serial lines need, and their numbers for Linux on x86-64 and arm64.</summary>
internal static unsafe partial class LinuxCalls
{
    public const int ReadWrite = 2, CloseOnExec = 0x80000, NoControllingTerminal = 0x100;
    public const int EIntr = 4, EIo = 5, EAgain = 11, EAccess = 13, ENoDev = 19, ENoEnt = 2, ENxIo = 6, EPerm = 1, EPipe = 32, EInval = 22, ENotSup = 95, ETimedOut = 110, EShutdown = 108, EProto = 71;
    public const short PollIn = 1, PollError = 8, PollHangUp = 16, PollInvalid = 32;

    private const int EventFdCloseOnExecNonBlocking = 0x80800;
    private const int CurrentFolder = -100;
    private const ushort TypeMask = 0xF000, CharacterDevice = 0x2000;

    [StructLayout(LayoutKind.Sequential)]
    public struct PollItem
    {
        public int Descriptor;
        public short Wanted;
        public short Seen;
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int descriptor, byte* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int descriptor, byte* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(PollItem* items, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    public static partial int Control(int descriptor, nuint request, void* argument);

    [LibraryImport("libc", EntryPoint = "access", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Access(string path, int mode);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    private static partial int EventFd(uint value, int flags);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatX(int folder, string path, int flags, uint mask, byte* result);

    /// <summary>A descriptor that becomes readable by a write; for waking a poll.</summary>
    public static int NewEvent() => EventFd(0, EventFdCloseOnExecNonBlocking);

    /// <summary>True when this process may read and write the file.</summary>
    public static bool MayReadAndWrite(string path) => Access(path, 6) == 0;

    /// <summary>Major and minor number of a character device; null when the path is something else, or not there.</summary>
    public static (uint Major, uint Minor)? CharacterDeviceNumber(string path)
    {
        // struct statx: the same on every architecture; mode at 28, the device's numbers at 128 and 132.
        var result = stackalloc byte[256];
        return StatX(CurrentFolder, path, 0, 0x7FF, result) == 0 && (*(ushort*)(result + 28) & TypeMask) == CharacterDevice
            ? (*(uint*)(result + 128), *(uint*)(result + 132))
            : null;
    }
}
