using System.Runtime.InteropServices;
using System.Text;

namespace LabSdk.Mds.Transport;

/// <summary>
/// A HID device through libhidapi. The library keeps the last error's text per device without a lock, so its calls are made
/// one at a time; reads wait in short slices, and a request goes before the next slice.
/// </summary>
internal sealed unsafe class HidApiDevice : IHidDevice
{
    private const int SliceMilliseconds = 25;
    private const int MostDescriptorBytes = 4096;

    private readonly HidApiLibrary _library;
    private readonly Handle _handle;

    // Who wants the device takes the turnstile first, so that a reader in its loop cannot keep a request out.
    private readonly Lock _turnstile = new();
    private readonly Lock _gate = new();

    private HidApiDevice(HidApiLibrary library, Handle handle, HidDeviceInfo info, byte[] descriptor)
    {
        (_library, _handle, Info) = (library, handle, info);
        ReportDescriptor = descriptor.Length > 0 ? descriptor : OwnDescriptor();
    }

    public HidDeviceInfo Info { get; }

    public ReadOnlyMemory<byte> ReportDescriptor { get; }

    public string Driver => _library.Name;

    /// <summary>Every HID device that the library lists.</summary>
    public static IReadOnlyList<HidDeviceInfo> List(HidApiLibrary library)
    {
        var devices = new List<HidDeviceInfo>();
        var first = library.Enumerate(0, 0);
        for (var entry = first; entry is not null; entry = entry->Next)
        {
            // One entry for each usage: the same path may come several times.
            var path = Marshal.PtrToStringUTF8((nint)entry->Path) ?? "";
            if (path.Length > 0 && devices.All(device => device.Path != path))
            {
                devices.Add(new HidDeviceInfo(path, entry->VendorId, entry->ProductId)
                {
                    SerialNumber = WideText.Read(entry->SerialNumber),
                    Manufacturer = WideText.Read(entry->Manufacturer),
                    Product = WideText.Read(entry->Product),
                    UsagePage = entry->UsagePage,
                    Usage = entry->Usage,
                    Release = entry->Release,
                    Interface = entry->Interface,
                });
            }
        }

        library.FreeEnumeration(first);
        return devices;
    }

    /// <summary>Opens a device. On Linux its path must have been checked.</summary>
    /// <exception cref="MdsTransportException">The library could not open it.</exception>
    public static HidApiDevice Open(HidApiLibrary library, HidDeviceInfo info, byte[] descriptor)
    {
        nint handle;
        fixed (byte* path = Encoding.UTF8.GetBytes(info.Path + '\0'))
        {
            handle = library.OpenPath(path);
        }

        return handle == 0
            ? throw new MdsTransportException(MdsErrorKind.Io, $"The HID device {info} cannot be opened: {library.LastError(0)}.", "Another program may hold it.") { DeviceId = info.Id }
            : new HidApiDevice(library, new Handle(library, handle), info, descriptor);
    }

    public int GetFeature(Span<byte> report)
    {
        lock (_turnstile)
        {
            lock (_gate)
            {
                fixed (byte* buffer = report)
                {
                    var count = _library.GetFeatureReport(Open(), buffer, (nuint)report.Length);
                    return count >= 0 ? count : throw Failed($"ask for feature report {report[0]} of");
                }
            }
        }
    }

    public int SetFeature(ReadOnlySpan<byte> report)
    {
        lock (_turnstile)
        {
            lock (_gate)
            {
                fixed (byte* buffer = report)
                {
                    var count = _library.SendFeatureReport(Open(), buffer, (nuint)report.Length);
                    return count >= 0 ? count : throw Failed($"send feature report {report[0]} of");
                }
            }
        }
    }

    public int ReadInput(Span<byte> report, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var end = timeout == Timeout.InfiniteTimeSpan ? long.MaxValue : Environment.TickCount64 + (long)timeout.TotalMilliseconds;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var slice = (int)Math.Clamp(end - Environment.TickCount64, 0, SliceMilliseconds);
            lock (_turnstile)
            {
                // Only to let a request go first.
            }

            lock (_gate)
            {
                fixed (byte* buffer = report)
                {
                    // Never hid_read: it blocks for ever on a handle in blocking mode.
                    var count = _library.ReadTimeout(Open(), buffer, (nuint)report.Length, slice);
                    if (count < 0 && IsGone)
                    {
                        // The library minds the hang-up before the data: what came before the plug was pulled still waits in
                        // the kernel. A read without a wait gets it, and cannot block: the device is gone.
                        count = _library.ReadTimeout(Open(), buffer, (nuint)report.Length, -1);
                    }

                    if (count != 0)
                    {
                        return count > 0 ? count : throw HidErrors.Of(Info, "read from", 0, _library.LastError(_handle.DangerousGetHandle()));
                    }
                }
            }

            if (Environment.TickCount64 >= end)
            {
                return 0;
            }
        }
    }

    public void Dispose()
    {
        lock (_turnstile)
        {
            lock (_gate)
            {
                _handle.Dispose();
            }
        }
    }

    private bool IsGone => OperatingSystem.IsLinux() && _library.OpensNodes && !File.Exists(Info.Path);

    private nint Open()
    {
        ObjectDisposedException.ThrowIf(_handle.IsClosed, this);
        return _handle.DangerousGetHandle();
    }

    private LabException Failed(string doing)
    {
        // The library leaves the system's number behind; it is read before anything else can change it. Not so after reads, whose
        // hang-ups have none.
        var code = OperatingSystem.IsLinux() ? Marshal.GetLastSystemError() : 0;
        return HidErrors.Of(Info, doing, code, _library.LastError(_handle.DangerousGetHandle()));
    }

    private byte[] OwnDescriptor()
    {
        if (_library.GetReportDescriptor is null)
        {
            return [];
        }

        var buffer = new byte[MostDescriptorBytes];
        fixed (byte* start = buffer)
        {
            var count = _library.GetReportDescriptor(Open(), start, (nuint)buffer.Length);
            return count > 0 && count <= buffer.Length ? buffer[..count] : [];
        }
    }

    private sealed class Handle : SafeHandle
    {
        private readonly HidApiLibrary _library;

        public Handle(HidApiLibrary library, nint handle)
            : base(0, ownsHandle: true)
        {
            _library = library;
            SetHandle(handle);
        }

        public override bool IsInvalid => handle == 0;

        protected override bool ReleaseHandle()
        {
            _library.Close(handle);
            return true;
        }
    }
}
