using System.Buffers;

namespace LabSdk.Daq.Wire;

/// <summary>
/// LZ4 blocks as the daemon sends pixels: 4 bytes little-endian uncompressed size, then one block without frame header
/// (spec of the daemon, COMPRESSION_LZ4). Pure functions, thread-safe.
/// </summary>
public static class Lz4Block
{
    /// <summary>Length of the size that precedes a block, in bytes.</summary>
    public const int SizePrefixLength = 4;

    /// <summary>Reads the uncompressed size in front of a block.</summary>
    /// <param name="prefixed">Size and block.</param>
    /// <param name="limit">Largest size to accept in bytes; checked before anybody allocates.</param>
    /// <exception cref="ProtocolException">There is no size, or it is over the limit.</exception>
    public static int ReadSize(ReadOnlySequence<byte> prefixed, int limit)
    {
        Span<byte> prefix = stackalloc byte[SizePrefixLength];
        if (prefixed.Length < SizePrefixLength)
        {
            throw Lz4Errors.NoSize(prefixed.Length);
        }

        prefixed.Slice(0, SizePrefixLength).CopyTo(prefix);
        var size = System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(prefix);
        return size <= (uint)limit ? (int)size : throw Lz4Errors.TooLarge(size, limit);
    }

    /// <summary>Unpacks a block with its size in front.</summary>
    /// <param name="prefixed">Size and block, in any number of segments.</param>
    /// <param name="limit">Largest uncompressed size to accept, in bytes.</param>
    /// <returns>Exactly the announced number of bytes.</returns>
    /// <exception cref="ProtocolException">The block is broken, or its real length differs from the announced one.</exception>
    public static byte[] DecodePrefixed(ReadOnlySequence<byte> prefixed, int limit)
    {
        var output = new byte[ReadSize(prefixed, limit)];
        Decode(prefixed.Slice(SizePrefixLength), output);
        return output;
    }

    /// <summary>Unpacks one block into a buffer that it must fill exactly.</summary>
    /// <param name="block">The block without size, in any number of segments.</param>
    /// <param name="output">Receives the bytes; its length is the uncompressed size. Its content is undefined after an error.</param>
    /// <exception cref="ProtocolException">The block is broken, or its real length differs from that of the buffer.</exception>
    public static void Decode(ReadOnlySequence<byte> block, Span<byte> output) => new Lz4Decoder(block, output).Run();

    /// <summary>Packs bytes into one block with the size in front, as the daemon does.</summary>
    /// <param name="input">What to pack, at most 2,000,000,000 bytes.</param>
    /// <returns>Size and block. Other encoders may give other, equally valid bytes.</returns>
    public static byte[] EncodePrefixed(ReadOnlySpan<byte> input)
    {
        var packed = ArrayPool<byte>.Shared.Rent(MaximumEncodedLength(input.Length));
        try
        {
            return packed.AsSpan(0, EncodePrefixed(input, packed)).ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(packed);
        }
    }

    /// <summary>Packs bytes into a given buffer, size in front.</summary>
    /// <param name="input">What to pack.</param>
    /// <param name="output">At least <see cref="MaximumEncodedLength"/> bytes.</param>
    /// <returns>How many bytes were written.</returns>
    public static int EncodePrefixed(ReadOnlySpan<byte> input, Span<byte> output)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(output.Length, MaximumEncodedLength(input.Length));
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32LittleEndian(output, (uint)input.Length);
        return SizePrefixLength + Lz4Encoder.Encode(input, output[SizePrefixLength..]);
    }

    /// <summary>The most bytes that a packed block with its size can take.</summary>
    /// <param name="length">Uncompressed length in bytes.</param>
    public static int MaximumEncodedLength(int length) => checked(SizePrefixLength + length + (length / 255) + 16);
}
