using Google.Protobuf.Reflection;

namespace LabSdk.Odp.Wire;

/// <summary>
/// Checks that the parts of a message lie inside each other before the general parser sees it. The parser's own limits
/// overflow on a nested length near 2 GiB; it then runs past the end, or takes memory for what was only claimed.
/// </summary>
internal static class WireCheck
{
    private const int Deepest = 100;

    /// <summary>False when a length reaches past the end of what holds it, or the bytes are no fields at all.</summary>
    public static bool HoldsTogether(MessageDescriptor message, ReadOnlySpan<byte> bytes)
    {
        var cursor = new WireCursor(bytes);
        return Walk(message, ref cursor, 0, 0);
    }

    private static bool Walk(MessageDescriptor? message, ref WireCursor cursor, uint group, int depth)
    {
        while (!cursor.AtEnd)
        {
            if (!cursor.TryTag(out var tag))
            {
                return false;
            }

            var good = (tag & 7) switch
            {
                2 => Enter(message, tag >> 3, ref cursor, depth),
                3 => depth < Deepest && Walk(null, ref cursor, tag >> 3, depth + 1),
                4 => tag >> 3 == group,
                _ => cursor.TrySkip(tag),
            };
            if (!good || (tag & 7) == 4)
            {
                return good;
            }
        }

        return group == 0;
    }

    private static bool Enter(MessageDescriptor? message, uint number, ref WireCursor cursor, int depth)
    {
        if (!cursor.TryBytes(out var bytes))
        {
            return false;
        }

        var field = number <= int.MaxValue ? message?.FindFieldByNumber((int)number) : null;
        if (field?.FieldType != FieldType.Message)
        {
            return true;
        }

        var inner = new WireCursor(bytes);
        return depth < Deepest && Walk(field.MessageType, ref inner, 0, depth + 1);
    }
}
