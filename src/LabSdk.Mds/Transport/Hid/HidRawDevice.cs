using System.Diagnostics;
using System.Runtime.InteropServices;

namespace LabSdk.Mds.Transport;

/// <summary>A HID device through the kernel's hidraw node, without any library. Numbers: linux/hidraw.h.</summary>
internal sealed unsafe class HidRawDevice : IHidDevice
{
    private const uint GetDescriptorSize = 0x80044801, GetDescriptor = 0x90044802, SetFeatureRequest = 0xC0004806, GetFeatureRequest = 0xC0004807;
    private const int MostDescriptorBytes = 4096;

    private readonly Lock _reading = new();
    private readonly Lock _requesting = new();
    private readonly int _descriptor;
    private readonly int _wake;
    private volatile bool _isClosed;

    private HidRawDevice(HidDeviceInfo info, int descriptor, int wake)
    {
        (Info, _descriptor, _wake) = (info, descriptor, wake);
        ReportDescriptor = ReadDescriptor();
    }

    public HidDeviceInfo Info { get; }

    public ReadOnlyMemory<byte> ReportDescriptor { get; }

    public string Driver => "hidraw";

    /// <summary>Opens a node that was checked.</summary>
    /// <exception cref="MdsTransportException">It is gone, may not be opened, or cannot be.</exception>
    public static HidRawDevice Open(HidDeviceInfo info)
    {
        var descriptor = LinuxCalls.Open(info.Path, LinuxCalls.ReadWrite | LinuxCalls.CloseOnExec);
        if (descriptor < 0)
        {
            throw Marshal.GetLastPInvokeError() switch
            {
                LinuxCalls.EAccess or LinuxCalls.EPerm => HidNodes.AccessDenied(info),
                LinuxCalls.ENoEnt or LinuxCalls.ENoDev or LinuxCalls.ENxIo => new MdsTransportException(MdsErrorKind.NotFound, $"The HID device {info} is gone."),
                var code => new MdsTransportException(MdsErrorKind.Io, $"The HID device {info} cannot be opened: {Marshal.GetPInvokeErrorMessage(code)}."),
            };
        }

        var wake = LinuxCalls.NewEvent();
        if (wake < 0)
        {
            LinuxCalls.Close(descriptor);
            throw new MdsTransportException(MdsErrorKind.Io, "The system has no more file descriptors.");
        }

        return new HidRawDevice(info, descriptor, wake);
    }

    public int GetFeature(Span<byte> report) => Request(GetFeatureRequest, report, "ask for");

    public int SetFeature(ReadOnlySpan<byte> report) => Request(SetFeatureRequest, report.ToArray(), "send");

    public int ReadInput(Span<byte> report, TimeSpan timeout, CancellationToken cancellationToken)
    {
        lock (_reading)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ObjectDisposedException.ThrowIf(_isClosed, this);
            using var registration = cancellationToken.UnsafeRegister(static device => ((HidRawDevice)device!).Wake(), this);
            return Wait(timeout, cancellationToken) ? ReadReport(report) : 0;
        }
    }

    public void Dispose()
    {
        if (_isClosed)
        {
            return;
        }

        // The reader has to be out of its poll before the numbers can be given back to the system.
        _isClosed = true;
        Wake();
        lock (_reading)
        {
            lock (_requesting)
            {
                LinuxCalls.Close(_descriptor);
                LinuxCalls.Close(_wake);
            }
        }
    }

    private bool Wait(TimeSpan timeout, CancellationToken cancellationToken)
    {
        var items = stackalloc LinuxCalls.PollItem[2];
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            items[0] = new LinuxCalls.PollItem { Descriptor = _descriptor, Wanted = LinuxCalls.PollIn };
            items[1] = new LinuxCalls.PollItem { Descriptor = _wake, Wanted = LinuxCalls.PollIn };
            var left = timeout == Timeout.InfiniteTimeSpan ? -1 : (int)Math.Max(0, Math.Ceiling((timeout - Stopwatch.GetElapsedTime(started)).TotalMilliseconds));
            var count = LinuxCalls.Poll(items, 2, left);
            if (count < 0 && Marshal.GetLastPInvokeError() != LinuxCalls.EIntr)
            {
                throw Failed("wait for", Marshal.GetLastPInvokeError());
            }

            if (count > 0 && items[1].Seen != 0)
            {
                ulong ignored;
                LinuxCalls.Read(_wake, (byte*)&ignored, sizeof(ulong));
                ObjectDisposedException.ThrowIf(_isClosed, this);
                cancellationToken.ThrowIfCancellationRequested();
            }

            if (count > 0 && (items[0].Seen & LinuxCalls.PollIn) != 0)
            {
                return true;
            }

            if (count > 0 && (items[0].Seen & (LinuxCalls.PollError | LinuxCalls.PollHangUp | LinuxCalls.PollInvalid)) != 0)
            {
                throw new MdsTransportException(MdsErrorKind.Disconnected, $"The HID device {Info} was unplugged.");
            }

            if (count == 0 && left >= 0)
            {
                return false;
            }
        }
    }

    private int ReadReport(Span<byte> report)
    {
        fixed (byte* buffer = report)
        {
            var count = LinuxCalls.Read(_descriptor, buffer, (nuint)report.Length);
            return count >= 0 ? (int)count
                : Marshal.GetLastPInvokeError() is LinuxCalls.EAgain or LinuxCalls.EIntr ? 0
                : throw Failed("read from", Marshal.GetLastPInvokeError());
        }
    }

    private int Request(uint request, Span<byte> report, string doing)
    {
        lock (_requesting)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            fixed (byte* buffer = report)
            {
                var count = LinuxCalls.Control(_descriptor, request + ((uint)report.Length << 16), buffer);
                return count >= 0 ? count : throw Failed($"{doing} feature report {report[0]} of", Marshal.GetLastPInvokeError());
            }
        }
    }

    private void Wake()
    {
        var one = 1UL;
        LinuxCalls.Write(_wake, (byte*)&one, sizeof(ulong));
    }

    private LabException Failed(string doing, int code) => HidErrors.Of(Info, doing, code, Marshal.GetPInvokeErrorMessage(code));

    private byte[] ReadDescriptor()
    {
        int size;
        if (LinuxCalls.Control(_descriptor, GetDescriptorSize, &size) < 0 || size is <= 0 or > MostDescriptorBytes)
        {
            return [];
        }

        var buffer = new byte[sizeof(int) + MostDescriptorBytes];
        MemoryMarshal.Write(buffer, size);
        fixed (byte* start = buffer)
        {
            return LinuxCalls.Control(_descriptor, GetDescriptor, start) < 0 ? [] : buffer.AsSpan(sizeof(int), size).ToArray();
        }
    }
}
