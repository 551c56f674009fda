using LabSdk.Devices;

namespace LabSdk.Daq;

/// <summary>A camera image of the ring buffer.</summary>
/// <param name="Name">The camera.</param>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="PixelBits">8, 16 or 64: u8, u16 little-endian, or f64 little-endian.</param>
/// <param name="Pixels">Row-major pixels.</param>
/// <param name="Unit">The unit of the pixels, usually <c>counts</c>.</param>
/// <param name="Timestamp">When it was taken, UTC, by the daemon's clock.</param>
public sealed record RingImage(
    string Name, int Width, int Height, int PixelBits, ReadOnlyMemory<byte> Pixels, string Unit, DateTimeOffset Timestamp)
{
    /// <summary>The image as a frame; it shares the memory of this record.</summary>
    /// <exception cref="NotSupportedException">The pixels are 64-bit floats.</exception>
    public Frame ToFrame() => PixelBits is 8 or 16
        ? new Frame(Name, Width, Height, PixelBits == 8 ? PixelFormat.U8 : PixelFormat.U16LittleEndian, Pixels) { BitDepth = PixelBits, Timestamp = Timestamp }
        : throw new NotSupportedException("A frame cannot hold 64-bit pixels; read them from Pixels.");
}
