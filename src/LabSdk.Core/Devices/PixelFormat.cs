namespace LabSdk.Devices;

/// <summary>How the pixels of a frame are stored: row-major, no padding, little-endian.</summary>
public enum PixelFormat
{
    /// <summary>One byte a pixel.</summary>
    U8,

    /// <summary>Two bytes a pixel, little-endian.</summary>
    U16LittleEndian,

    /// <summary>Two bytes a pixel, big-endian.</summary>
    U16BigEndian,

    /// <summary>Four bytes a pixel, IEEE 754 single, little-endian.</summary>
    F32LittleEndian,
}
