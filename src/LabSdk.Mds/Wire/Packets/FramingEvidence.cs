namespace LabSdk.Mds;

/// <summary>Why a framing is believed to be in use, strongest first.</summary>
public enum FramingEvidence
{
    /// <summary>The user said so.</summary>
    Option,

    /// <summary>The link is BLE GATT, where packets are always bare.</summary>
    Gatt,

    /// <summary>The size of the input report in the HID report descriptor.</summary>
    Descriptor,

    /// <summary>A received report of 65 bytes, which only bare framing has.</summary>
    ReportSize,

    /// <summary>The content of a packet: where a chunk header can stand.</summary>
    Content,

    /// <summary>Nothing yet: length framing is assumed, as current firmware uses it.</summary>
    Default,
}
