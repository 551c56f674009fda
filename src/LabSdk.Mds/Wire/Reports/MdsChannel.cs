namespace LabSdk.Mds;

/// <summary>What a transfer is about; on HID the report id. Source: the MDS specification, section "HID reports".</summary>
public enum MdsChannel : byte
{
    /// <summary>Feature report, read: four bytes, a bit mask, low byte first.</summary>
    SupportedFeatures = 0x01,

    /// <summary>Feature report, read: text of at most 64 bytes.</summary>
    DeviceIdentifier = 0x02,

    /// <summary>Feature report, read: text of at most 128 bytes, where chunks are to be sent.</summary>
    DataUri = 0x03,

    /// <summary>Feature report, read: text of at most 128 bytes, a header with the project key. Secret.</summary>
    Authorization = 0x04,

    /// <summary>Feature report, written: one byte, 1 turns streaming on, 0 off.</summary>
    StreamControl = 0x05,

    /// <summary>Input report: a stream packet.</summary>
    StreamData = 0x06,
}
