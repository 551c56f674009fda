using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace LabSdk.Mds.Transport;

/// <summary>The functions of libhidapi that are needed, loaded by hand so that a missing library is an error message and not a crash.</summary>
/// <remarks>Signatures: hidapi.h of 0.13 and later, calling convention C. size_t is nuint, wchar_t has 4 bytes, on Windows 2.</remarks>
[SuppressMessage("Naming", "CA1707", Justification = "Names of the C library.")]
internal sealed unsafe class HidApiLibrary
{
    private static readonly Lazy<HidApiLibrary?> Loaded = new(TryLoad);

    public readonly delegate* unmanaged[Cdecl]<ushort, ushort, HidApiInfo*> Enumerate;
    public readonly delegate* unmanaged[Cdecl]<HidApiInfo*, void> FreeEnumeration;
    public readonly delegate* unmanaged[Cdecl]<byte*, nint> OpenPath;
    public readonly delegate* unmanaged[Cdecl]<nint, void> Close;
    public readonly delegate* unmanaged[Cdecl]<nint, byte*, nuint, int, int> ReadTimeout;
    public readonly delegate* unmanaged[Cdecl]<nint, byte*, nuint, int> GetFeatureReport;
    public readonly delegate* unmanaged[Cdecl]<nint, byte*, nuint, int> SendFeatureReport;
    public readonly delegate* unmanaged[Cdecl]<nint, byte*> Error;

    /// <summary>Since 0.14; null in older ones.</summary>
    public readonly delegate* unmanaged[Cdecl]<nint, byte*, nuint, int> GetReportDescriptor;

    private HidApiLibrary(nint library, string name)
    {
        Enumerate = (delegate* unmanaged[Cdecl]<ushort, ushort, HidApiInfo*>)NativeLibrary.GetExport(library, "hid_enumerate");
        FreeEnumeration = (delegate* unmanaged[Cdecl]<HidApiInfo*, void>)NativeLibrary.GetExport(library, "hid_free_enumeration");
        OpenPath = (delegate* unmanaged[Cdecl]<byte*, nint>)NativeLibrary.GetExport(library, "hid_open_path");
        Close = (delegate* unmanaged[Cdecl]<nint, void>)NativeLibrary.GetExport(library, "hid_close");
        ReadTimeout = (delegate* unmanaged[Cdecl]<nint, byte*, nuint, int, int>)NativeLibrary.GetExport(library, "hid_read_timeout");
        GetFeatureReport = (delegate* unmanaged[Cdecl]<nint, byte*, nuint, int>)NativeLibrary.GetExport(library, "hid_get_feature_report");
        SendFeatureReport = (delegate* unmanaged[Cdecl]<nint, byte*, nuint, int>)NativeLibrary.GetExport(library, "hid_send_feature_report");
        Error = (delegate* unmanaged[Cdecl]<nint, byte*>)NativeLibrary.GetExport(library, "hid_error");
        GetReportDescriptor = NativeLibrary.TryGetExport(library, "hid_get_report_descriptor", out var descriptor)
            ? (delegate* unmanaged[Cdecl]<nint, byte*, nuint, int>)descriptor
            : null;
        var version = NativeLibrary.TryGetExport(library, "hid_version_str", out var text)
            ? Marshal.PtrToStringUTF8((nint)((delegate* unmanaged[Cdecl]<byte*>)text)()) ?? ""
            : "before 0.12";
        OpensNodes = !name.Contains("libusb", StringComparison.Ordinal);
        Name = $"hidapi {version}{(OpensNodes ? "" : " (libusb: detaches the kernel driver, usually needs root)")}";
        if (((delegate* unmanaged[Cdecl]<int>)NativeLibrary.GetExport(library, "hid_init"))() != 0)
        {
            throw new DllNotFoundException($"{name} could not be initialised.");
        }

        // macOS opens devices for one program only, unless told otherwise.
        if (NativeLibrary.TryGetExport(library, "hid_darwin_set_open_exclusive", out var exclusive))
        {
            ((delegate* unmanaged[Cdecl]<int, void>)exclusive)(0);
        }
    }

    /// <summary>The library for people: <c>hidapi 0.13.1</c>.</summary>
    public string Name { get; }

    /// <summary>False for the variant that goes around the kernel's HID driver and has paths of its own.</summary>
    public bool OpensNodes { get; }

    /// <summary>The library; null when this system has none. Loaded once.</summary>
    public static HidApiLibrary? Instance => Loaded.Value;

    /// <summary>The text of the last error.</summary>
    /// <param name="device">The device; 0 for errors of opening.</param>
    public string LastError(nint device) => WideText.Read(Error(device), fallback: "unknown error");

    private static IEnumerable<string> Names() => OperatingSystem.IsWindows() ? ["hidapi.dll"]
        : OperatingSystem.IsMacOS() ? ["libhidapi.0.dylib", "libhidapi.dylib", "/opt/homebrew/lib/libhidapi.dylib", "/usr/local/lib/libhidapi.dylib"]
        : ["libhidapi-hidraw.so.0", "libhidapi-libusb.so.0"];

    private static HidApiLibrary? TryLoad()
    {
        foreach (var name in Names())
        {
            if (NativeLibrary.TryLoad(name, out var library))
            {
                try
                {
                    return new HidApiLibrary(library, name);
                }
                catch (Exception error) when (error is EntryPointNotFoundException or DllNotFoundException)
                {
                    // Another library of that name, or one that cannot work here: the next one may.
                    NativeLibrary.Free(library);
                }
            }
        }

        return null;
    }
}
