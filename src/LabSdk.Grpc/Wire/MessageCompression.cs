using System.Buffers;
using System.IO.Compression;
using Grpc.Core;

namespace LabSdk.Grpc.Wire;

/// <summary>Compresses and inflates single messages; every message has its own context.</summary>
internal static class MessageCompression
{
    private const int Step = 16 * 1024;

    /// <summary>Inflates a message. The limit holds while inflating, so a bomb never gets further than one step over it.</summary>
    /// <exception cref="RpcException">INTERNAL when the data is damaged; the limit's code when it is too large.</exception>
    public static ChunkedBuffer Inflate(ReadOnlySequence<byte> payload, MessageEncoding encoding, MessageLimits limits)
    {
        var inflated = new ChunkedBuffer();
        try
        {
            using var source = new SequenceStream(payload);
            using var inflater = encoding == MessageEncoding.Deflate
                ? (Stream)new ZLibStream(source, CompressionMode.Decompress)
                : new GZipStream(source, CompressionMode.Decompress);
            for (; ; )
            {
                var read = inflater.Read(inflated.GetSpan(Step));
                if (read == 0)
                {
                    return inflated;
                }

                inflated.Advance(read);
                if (inflated.Length > limits.MaxReceive)
                {
                    throw limits.TooLargeInflated();
                }
            }
        }
        catch (InvalidDataException damaged)
        {
            inflated.Dispose();
            throw new RpcException(new Status(StatusCode.Internal, "A compressed message is damaged.", damaged));
        }
        catch
        {
            inflated.Dispose();
            throw;
        }
    }

    /// <summary>Compresses <paramref name="payload"/> into <paramref name="target"/>.</summary>
    public static void Compress(ReadOnlyMemory<byte> payload, MessageEncoding encoding, Stream target)
    {
        using var deflater = encoding == MessageEncoding.Deflate
            ? (Stream)new ZLibStream(target, CompressionLevel.Fastest, leaveOpen: true)
            : new GZipStream(target, CompressionLevel.Fastest, leaveOpen: true);
        deflater.Write(payload.Span);
    }
}
