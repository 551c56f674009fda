namespace LabSdk.Mds;

/// <summary>How a stream packet carries its chunk. Two incompatible ways are in the field and nothing on the wire announces them.</summary>
public enum StreamFraming
{
    /// <summary>Sequence byte, then the chunk to the end of the packet. All BLE devices, and HID firmware before December 2025.</summary>
    Bare,

    /// <summary>Sequence byte, length byte, that many chunk bytes, padding. HID firmware since December 2025.</summary>
    Length,
}
