using System.Buffers;
using System.Buffers.Binary;

namespace LabSdk.Kernel.Zmtp.Codec;

/// <summary>Frames to and from bytes. Lengths are checked before a body is waited for; nothing is allocated here.</summary>
internal static class FrameCodec
{
    /// <summary>Most bytes in front of a body.</summary>
    public const int LongestHeader = 9;

    private const int ShortHeader = 2;
    private const int LongestShortBody = 255;

    /// <summary>Takes one frame off the front of a buffer.</summary>
    /// <param name="buffer">What has arrived; moved behind the frame when there is a whole one.</param>
    /// <param name="mostBody">Most bytes that a message frame may have here.</param>
    /// <param name="mostCommand">Most bytes that a command may have.</param>
    /// <param name="flags">Its flags.</param>
    /// <param name="body">Its body, inside the buffer.</param>
    /// <returns>False when more bytes are needed.</returns>
    /// <exception cref="ProtocolException">Reserved flags, a command with more frames, or a length beyond the limit.</exception>
    public static bool TryRead(ref ReadOnlySequence<byte> buffer, long mostBody, int mostCommand, out FrameFlags flags, out ReadOnlySequence<byte> body)
    {
        body = default;
        flags = default;
        if (buffer.IsEmpty)
        {
            return false;
        }

        Span<byte> header = stackalloc byte[LongestHeader];
        var available = (int)Math.Min(buffer.Length, LongestHeader);
        buffer.Slice(0, available).CopyTo(header);
        flags = (FrameFlags)header[0];
        if ((header[0] & ~7) != 0 || (flags.HasFlag(FrameFlags.Command) && flags.HasFlag(FrameFlags.More)))
        {
            throw new ProtocolException(KernelErrorIds.Transport, $"A frame begins with the flags 0x{header[0]:x2}, which do not exist.");
        }

        var isLong = flags.HasFlag(FrameFlags.Long);
        var headerLength = isLong ? LongestHeader : ShortHeader;
        if (available < headerLength)
        {
            return false;
        }

        var length = isLong ? BinaryPrimitives.ReadUInt64BigEndian(header[1..]) : header[1];
        var most = flags.HasFlag(FrameFlags.Command) ? mostCommand : mostBody;
        if (length > (ulong)most)
        {
            throw new ProtocolException(KernelErrorIds.Transport, $"A frame announces {length} bytes; the limit here is {most}.");
        }

        if (buffer.Length < headerLength + (long)length)
        {
            return false;
        }

        body = buffer.Slice(headerLength, (long)length);
        buffer = buffer.Slice(body.End);
        return true;
    }

    /// <summary>Writes what stands in front of a body.</summary>
    /// <param name="destination">At least 9 bytes.</param>
    /// <param name="flags">More or command; the length form is chosen here.</param>
    /// <param name="length">Bytes of the body.</param>
    /// <returns>Bytes written.</returns>
    public static int WriteHeader(Span<byte> destination, FrameFlags flags, int length)
    {
        if (length <= LongestShortBody)
        {
            destination[0] = (byte)flags;
            destination[1] = (byte)length;
            return ShortHeader;
        }

        destination[0] = (byte)(flags | FrameFlags.Long);
        BinaryPrimitives.WriteUInt64BigEndian(destination[1..], (ulong)length);
        return LongestHeader;
    }
}
