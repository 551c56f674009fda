using System.Buffers;

namespace LabSdk.Daq.Wire;

/// <summary>Unpacks the pixels of a frame: the one copy a frame costs.</summary>
internal static class FramePixels
{
    /// <summary>How many bytes the pixels need; every claim of the message is checked against it first.</summary>
    public static int Length(in FrameHeader header, int limit)
    {
        var length = PixelLayout.ImageLength(header.Width, header.Height, header.BitDepth, limit);
        switch (header.Compression)
        {
            case (uint)CompressionType.CompressionLz4:
                // The size travels twice; zero in the second place means that an older daemon left it out.
                var size = Lz4Block.ReadSize(header.Data, limit);
                if (size != length || (header.UncompressedSize != 0 && header.UncompressedSize != length))
                {
                    throw FrameErrors.WrongLength(size != length ? size : header.UncompressedSize, length);
                }

                return length;
            case (uint)CompressionType.CompressionNone:
                return header.Data.Length == length ? length : throw FrameErrors.WrongLength(header.Data.Length, length);
            default:
                throw FrameErrors.UnknownCompression(header.Compression);
        }
    }

    public static void Unpack(in FrameHeader header, Span<byte> output)
    {
        if (header.Compression == (uint)CompressionType.CompressionLz4)
        {
            Lz4Block.Decode(header.Data.Slice(Lz4Block.SizePrefixLength), output);
        }
        else
        {
            header.Data.CopyTo(output);
        }
    }
}
