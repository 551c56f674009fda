using System.Buffers;
using System.Buffers.Binary;
using Grpc.Core;

namespace LabSdk.Grpc.Wire;

/// <summary>
/// Splits a byte stream into length-prefixed messages: incremental, no I/O, no allocation. Client and server share it.
/// It judges the prefix before any of the message has to be buffered.
/// </summary>
internal static class MessageReader
{
    /// <summary>
    /// Takes the next message off <paramref name="buffer"/>; false when more bytes are needed.
    /// </summary>
    /// <param name="buffer">What has arrived and was not taken yet; moved behind the message when there is one.</param>
    /// <param name="limits">The size limit.</param>
    /// <param name="encodingNamed">True when the stream named an encoding other than identity.</param>
    /// <param name="payload">The message's bytes as they came, inside <paramref name="buffer"/>.</param>
    /// <param name="compressed">True when they are compressed.</param>
    /// <exception cref="RpcException">INTERNAL for a broken prefix; RESOURCE_EXHAUSTED (or OUT_OF_RANGE) for an oversized one.</exception>
    public static bool TryRead(
        ref ReadOnlySequence<byte> buffer,
        MessageLimits limits,
        bool encodingNamed,
        out ReadOnlySequence<byte> payload,
        out bool compressed)
    {
        payload = default;
        compressed = false;
        var first = buffer.FirstSpan;
        byte flag;
        uint length;
        if (first.Length >= MessagePrefix.Length)
        {
            flag = first[0];
            length = BinaryPrimitives.ReadUInt32BigEndian(first[1..]);
        }
        else if (buffer.Length >= MessagePrefix.Length)
        {
            Span<byte> prefix = stackalloc byte[MessagePrefix.Length];
            buffer.Slice(0, MessagePrefix.Length).CopyTo(prefix);
            flag = prefix[0];
            length = BinaryPrimitives.ReadUInt32BigEndian(prefix[1..]);
        }
        else
        {
            return false;
        }

        Check(flag, length, limits, encodingNamed);
        compressed = flag == 1;
        if (buffer.Length < MessagePrefix.Length + (long)length)
        {
            return false;
        }

        payload = buffer.Slice(MessagePrefix.Length, length);
        buffer = buffer.Slice(payload.End);
        return true;
    }

    /// <summary>Bytes that were left when the stream ended: none, or a truncated message.</summary>
    public static void CheckEnd(in ReadOnlySequence<byte> rest)
    {
        if (!rest.IsEmpty)
        {
            throw Internal("The stream ended inside a message.");
        }
    }

    private static void Check(byte flag, uint length, MessageLimits limits, bool encodingNamed)
    {
        if (flag > 1)
        {
            throw Internal($"Message flag {flag} is unknown: the stream is damaged or is not gRPC.");
        }

        if (flag == 1 && !encodingNamed)
        {
            throw Internal("A compressed message arrived, but grpc-encoding names no compression.");
        }

        if (length > (uint)limits.MaxReceive)
        {
            throw limits.TooLarge(length);
        }
    }

    private static RpcException Internal(string detail) => new(new Status(StatusCode.Internal, detail));
}
