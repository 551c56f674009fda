using System.Buffers;
using Google.Protobuf.Reflection;

namespace LabSdk.Grpc.Wire;

/// <summary>
/// Looks at a message before the general parser does. The parser's own limits overflow on a length near 2 GiB: it then runs
/// past the end, or takes memory for what was only claimed. Everything else that is wrong is left to the parser.
/// </summary>
/// <remarks>
/// An overflow needs a length of at least 2 GiB minus the size of the whole message. Fields are stepped over, so that large
/// ones cost nothing; a nested message is searched for the bytes of such a length, and only walked through where they are.
/// </remarks>
internal static class WireCheck
{
    /// <summary>Up to this size of the whole message, bits 21 to 30 of a dangerous length are all set.</summary>
    private const long Searchable = 1 << 21;

    private const int Deepest = 100;

    /// <summary>False when a length reaches past the end of what holds it, or the bytes are no fields at all.</summary>
    public static bool HoldsTogether(MessageDescriptor message, ReadOnlySpan<byte> bytes)
    {
        var source = new SpanSource(bytes);
        return Walk(message, ref source, bytes.Length, 0, 0);
    }

    /// <inheritdoc cref="HoldsTogether(MessageDescriptor, ReadOnlySpan{byte})"/>
    public static bool HoldsTogether(MessageDescriptor message, in ReadOnlySequence<byte> bytes)
    {
        if (bytes.IsSingleSegment)
        {
            return HoldsTogether(message, bytes.FirstSpan);
        }

        var source = new SequenceSource(bytes);
        return Walk(message, ref source, bytes.Length, 0, 0);
    }

    private static bool Walk<T>(MessageDescriptor? message, ref T source, long end, uint group, int depth)
        where T : struct, IWireSource, allows ref struct
    {
        while (source.Position < end)
        {
            if (!TryVarint(ref source, out var tag) || tag < 8)
            {
                return false;
            }

            var good = (tag & 7) switch
            {
                0 => TryVarint(ref source, out _),
                1 => source.TrySkip(8),
                2 => Enter(message, tag >> 3, ref source, end, depth),
                3 => depth < Deepest && Walk(null, ref source, end, tag >> 3, depth + 1),
                4 => tag >> 3 == group,
                5 => source.TrySkip(4),
                _ => false,
            };
            if (!good || (tag & 7) == 4)
            {
                return good;
            }
        }

        return group == 0 && source.Position == end;
    }

    private static bool Enter<T>(MessageDescriptor? message, uint number, ref T source, long end, int depth)
        where T : struct, IWireSource, allows ref struct
    {
        if (!TryVarint(ref source, out var length) || length > end - source.Position)
        {
            return false;
        }

        var field = length > 0 ? message?.FindFieldByNumber((int)number) : null;
        if (field?.FieldType != FieldType.Message
            || (source.Length <= Searchable && source.TryPeek((int)length, out var nested) && !MayClaimTooMuch(nested, source.Length)))
        {
            return source.TrySkip(length);
        }

        return depth < Deepest && Walk(field.MessageType, ref source, source.Position + length, 0, depth + 1);
    }

    /// <summary>True when there may be a length of 2^31 minus the size of the message, or more.</summary>
    private static bool MayClaimTooMuch(ReadOnlySpan<byte> bytes, long messageSize)
    {
        // Bits 14 to 30 stand in the last three of its five bytes: the lowest of them depend on the size, the others are set.
        var third = (byte)(0x80 | (((1L << 31) - messageSize) >> 14));
        for (var from = 1; from < bytes.Length; from++)
        {
            var next = bytes[from..].IndexOf((byte)0xFF);
            if (next < 0)
            {
                return false;
            }

            from += next;
            if (bytes[from - 1] >= third && from + 1 < bytes.Length && (bytes[from + 1] & 0x0F) == 0x07)
            {
                return true;
            }
        }

        return false;
    }

    // As the parser reads lengths and tags: up to ten bytes, of which the low 32 bits count.
    private static bool TryVarint<T>(ref T source, out uint value)
        where T : struct, IWireSource, allows ref struct
    {
        value = 0;
        for (var shift = 0; shift < 70; shift += 7)
        {
            if (!source.TryRead(out var part))
            {
                return false;
            }

            if (shift < 32)
            {
                value |= (uint)(part & 0x7F) << shift;
            }

            if (part < 0x80)
            {
                return true;
            }
        }

        return false;
    }
}
