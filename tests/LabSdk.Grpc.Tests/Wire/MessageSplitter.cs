using System.Buffers;
using Grpc.Core;
using LabSdk.Grpc.Wire;

namespace LabSdk.Grpc.Tests.Wire;

/// <summary>Runs a whole byte stream through the message reader, as the clients do.</summary>
internal static class MessageSplitter
{
    private static readonly Marshaller<byte[]> Bytes = new(bytes => bytes, bytes => bytes);

    public static List<byte[]> SplitAll(ReadOnlySequence<byte> stream, string? encodingName, MessageLimits limits)
    {
        Assert.True(MessageEncodings.TryParse(encodingName, out var encoding));
        var context = new IncomingMessage(limits, "peer");
        var messages = new List<byte[]>();
        while (MessageReader.TryRead(ref stream, limits, encoding != MessageEncoding.Identity, out var payload, out var compressed))
        {
            messages.Add(context.Deserialize(payload, compressed, encoding, Bytes));
        }

        MessageReader.CheckEnd(stream);
        return messages;
    }

    /// <summary>The same bytes in segments that end at the given positions.</summary>
    public static ReadOnlySequence<byte> Cut(byte[] bytes, params int[] positions)
    {
        var first = new Segment(bytes.AsMemory(0, positions.Length == 0 ? bytes.Length : positions[0]), null);
        var last = first;
        for (var index = 0; index < positions.Length; index++)
        {
            var end = index + 1 < positions.Length ? positions[index + 1] : bytes.Length;
            last = new Segment(bytes.AsMemory(positions[index], end - positions[index]), last);
        }

        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, Segment? before)
        {
            Memory = memory;
            if (before is not null)
            {
                RunningIndex = before.RunningIndex + before.Memory.Length;
                before.Next = this;
            }
        }
    }
}
