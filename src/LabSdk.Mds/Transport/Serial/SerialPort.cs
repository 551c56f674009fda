using System.Runtime.InteropServices;

namespace LabSdk.Mds.Transport;

/// <summary>A serial port of Linux as a stream whose reads can be cancelled.</summary>
internal sealed unsafe partial class SerialPort : Stream
{
    // struct termios of glibc and musl on Linux: 60 bytes; room for more does no harm.
    private const int TermiosBytes = 128;
    private const int PollMilliseconds = 50;

    private readonly int _descriptor;
    private readonly string _name;
    private readonly Lock _using = new();
    private bool _isClosed;

    private SerialPort(int descriptor, string name) => (_descriptor, _name) = (descriptor, name);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Opens a port in raw mode.</summary>
    public static SerialPort Open(string port, int baud)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new MdsNotSupportedException("Serial ports are opened by LabSdk on Linux only.", "Open the port with your system's means and give its stream to SerialBackend.");
        }

        var descriptor = LinuxCalls.Open(port, LinuxCalls.ReadWrite | LinuxCalls.CloseOnExec | LinuxCalls.NoControllingTerminal);
        if (descriptor < 0)
        {
            throw Marshal.GetLastPInvokeError() switch
            {
                LinuxCalls.EAccess or LinuxCalls.EPerm => new MdsTransportException(
                    MdsErrorKind.AccessDenied, $"The serial port '{port}' may not be opened by this user.", "On most systems it belongs to the group dialout: 'sudo usermod -a -G dialout $USER', then log in again."),
                LinuxCalls.ENoEnt or LinuxCalls.ENoDev or LinuxCalls.ENxIo => new MdsTransportException(MdsErrorKind.NotFound, $"There is no serial port '{port}'."),
                var code => new MdsTransportException(MdsErrorKind.Io, $"The serial port '{port}' cannot be opened: {Marshal.GetPInvokeErrorMessage(code)}."),
            };
        }

        var settings = stackalloc byte[TermiosBytes];
        if (GetAttributes(descriptor, settings) == 0)
        {
            MakeRaw(settings);
            if (SetSpeed(settings, Speed(baud)) == 0 && SetAttributes(descriptor, 0, settings) == 0)
            {
                return new SerialPort(descriptor, port);
            }
        }

        var reason = Marshal.GetLastPInvokeErrorMessage();
        LinuxCalls.Close(descriptor);
        throw new MdsTransportException(MdsErrorKind.Io, $"'{port}' cannot be set up as a serial port at {baud} baud: {reason}.", "Use a standard rate such as 115200.");
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        new(Task.Run(() => Read(buffer.Span, cancellationToken), cancellationToken));

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count), CancellationToken.None);

    public override void Write(byte[] buffer, int offset, int count)
    {
        fixed (byte* start = buffer.AsSpan(offset, count))
        {
            for (var written = 0; written < count;)
            {
                var step = LinuxCalls.Write(_descriptor, start + written, (nuint)(count - written));
                if (step < 0 && Marshal.GetLastPInvokeError() != LinuxCalls.EIntr)
                {
                    throw new IOException($"Writing to '{_name}' failed: {Marshal.GetLastPInvokeErrorMessage()}");
                }

                written += (int)Math.Max(step, 0);
            }
        }
    }

    public override void Flush()
    {
        // Nothing is buffered here.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        // A read in progress leaves within one wait; then the number can be given back.
        lock (_using)
        {
            if (!_isClosed)
            {
                _isClosed = true;
                LinuxCalls.Close(_descriptor);
            }
        }

        base.Dispose(disposing);
    }

    private int Read(Span<byte> buffer, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            lock (_using)
            {
                ObjectDisposedException.ThrowIf(_isClosed, this);
                var item = new LinuxCalls.PollItem { Descriptor = _descriptor, Wanted = LinuxCalls.PollIn };
                if (LinuxCalls.Poll(&item, 1, PollMilliseconds) <= 0)
                {
                    continue;
                }

                fixed (byte* start = buffer)
                {
                    var count = LinuxCalls.Read(_descriptor, start, (nuint)buffer.Length);
                    if (count >= 0)
                    {
                        return (int)count;
                    }
                }

                // EIO is how Linux tells that the other end of a line is gone.
                if (Marshal.GetLastPInvokeError() is not (LinuxCalls.EIntr or LinuxCalls.EAgain))
                {
                    throw new MdsTransportException(MdsErrorKind.Disconnected, $"The serial port '{_name}' was lost: {Marshal.GetLastPInvokeErrorMessage()}.");
                }
            }
        }
    }

    // B constants of asm-generic/termbits.h.
    private static uint Speed(int baud) => baud switch
    {
        1200 => 0x9, 2400 => 0xB, 4800 => 0xC, 9600 => 0xD, 19200 => 0xE, 38400 => 0xF, 57600 => 0x1001, 115200 => 0x1002,
        230400 => 0x1003, 460800 => 0x1004, 500000 => 0x1005, 921600 => 0x1007, 1000000 => 0x1008, 2000000 => 0x100B, 3000000 => 0x100D,
        _ => uint.MaxValue,
    };

    [LibraryImport("libc", EntryPoint = "tcgetattr", SetLastError = true)]
    private static partial int GetAttributes(int descriptor, byte* settings);

    [LibraryImport("libc", EntryPoint = "tcsetattr", SetLastError = true)]
    private static partial int SetAttributes(int descriptor, int when, byte* settings);

    [LibraryImport("libc", EntryPoint = "cfmakeraw")]
    private static partial void MakeRaw(byte* settings);

    [LibraryImport("libc", EntryPoint = "cfsetspeed", SetLastError = true)]
    private static partial int SetSpeed(byte* settings, uint speed);
}
