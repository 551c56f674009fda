using System.Buffers;

namespace LabSdk.Daq.Tests;

/// <summary>Bytes cut into segments, as they arrive from a network.</summary>
internal static class Segments
{
    public static ReadOnlySequence<byte> Split(byte[] bytes, int partLength)
    {
        if (bytes.Length <= partLength)
        {
            return new ReadOnlySequence<byte>(bytes);
        }

        var first = new Segment(bytes.AsMemory(0, partLength), 0);
        var last = first;
        for (var at = partLength; at < bytes.Length; at += partLength)
        {
            last = last.Append(bytes.AsMemory(at, Math.Min(partLength, bytes.Length - at)));
        }

        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, long index)
        {
            Memory = memory;
            RunningIndex = index;
        }

        public Segment Append(ReadOnlyMemory<byte> memory)
        {
            var next = new Segment(memory, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
