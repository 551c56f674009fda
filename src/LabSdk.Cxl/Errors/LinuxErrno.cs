using System.Globalization;

namespace LabSdk.Cxl;

/// <summary>The error numbers of Linux that CXL and MCTP calls give, the same on x86-64 and arm64.</summary>
internal static class LinuxErrno
{
    public const int EPerm = 1, ENoEnt = 2, EIntr = 4, EIo = 5, ENxIo = 6, EAgain = 11, ENoMem = 12, EAcces = 13, EFault = 14, EBusy = 16,
        ENoDev = 19, EInval = 22, EMFile = 24, ENoTty = 25, EMsgSize = 90, EAfNoSupport = 97, ENetDown = 100, ENetUnreach = 101,
        ENoBufs = 105, ETimedOut = 110, EConnRefused = 111, EHostUnreach = 113;

    private static readonly Dictionary<int, (string Name, string Text)> Known = new()
    {
        [EPerm] = ("EPERM", "operation not permitted"),
        [ENoEnt] = ("ENOENT", "no such file"),
        [EIntr] = ("EINTR", "interrupted by a signal"),
        [EIo] = ("EIO", "input/output error"),
        [ENxIo] = ("ENXIO", "the device is gone"),
        [EAgain] = ("EAGAIN", "no resource free at the moment"),
        [ENoMem] = ("ENOMEM", "no memory, or a size that the driver does not take"),
        [EAcces] = ("EACCES", "permission denied"),
        [EFault] = ("EFAULT", "bad address"),
        [EBusy] = ("EBUSY", "the kernel keeps it to itself now"),
        [ENoDev] = ("ENODEV", "no such device"),
        [EInval] = ("EINVAL", "invalid argument"),
        [EMFile] = ("EMFILE", "too many open files"),
        [ENoTty] = ("ENOTTY", "the driver or the device does not have this command"),
        [EMsgSize] = ("EMSGSIZE", "the message is too long"),
        [7] = ("E2BIG", "too much at once"),
        [9] = ("EBADF", "the file is closed"),
        [17] = ("EEXIST", "it is there already"),
        [28] = ("ENOSPC", "no space left"),
        [32] = ("EPIPE", "the other side has closed"),
        [38] = ("ENOSYS", "the kernel does not have this call"),
        [71] = ("EPROTO", "protocol error"),
        [88] = ("ENOTSOCK", "not a socket"),
        [95] = ("EOPNOTSUPP", "operation not supported"),
        [98] = ("EADDRINUSE", "another program has this address"),
        [99] = ("EADDRNOTAVAIL", "no such address here"),
        [104] = ("ECONNRESET", "the connection was reset"),
        [107] = ("ENOTCONN", "not connected"),
        [108] = ("ESHUTDOWN", "shut down"),
        [EAfNoSupport] = ("EAFNOSUPPORT", "the kernel has no support for this address family"),
        [ENetDown] = ("ENETDOWN", "the network interface is down"),
        [ENetUnreach] = ("ENETUNREACH", "no route to the network"),
        [ENoBufs] = ("ENOBUFS", "no buffer space"),
        [ETimedOut] = ("ETIMEDOUT", "timed out"),
        [EConnRefused] = ("ECONNREFUSED", "nobody listens there"),
        [EHostUnreach] = ("EHOSTUNREACH", "no route to the endpoint"),
    };

    /// <summary>The name, for example <c>EPERM</c>, or <c>errno 200</c>.</summary>
    public static string NameOf(int errno) => Known.TryGetValue(errno, out var known) ? known.Name : string.Create(CultureInfo.InvariantCulture, $"errno {errno}");

    /// <summary>Name and meaning, for a message.</summary>
    public static string Describe(int errno) => Known.TryGetValue(errno, out var known) ? $"{known.Name}, {known.Text}" : NameOf(errno);

    /// <summary>True when the same call may succeed later.</summary>
    public static bool IsTransient(int errno) => errno is EIntr or EAgain or EBusy or ENoBufs or ETimedOut or EHostUnreach or ENetDown or ENetUnreach;
}
