using System.Runtime.InteropServices;

namespace LabSdk.Mds.Transport;

/// <summary>hid_device_info of hidapi.h, up to what all versions have.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct HidApiInfo
{
    public byte* Path;
    public ushort VendorId;
    public ushort ProductId;
    public byte* SerialNumber;
    public ushort Release;
    public byte* Manufacturer;
    public byte* Product;
    public ushort UsagePage;
    public ushort Usage;
    public int Interface;
    public HidApiInfo* Next;
}
