namespace LabSdk.Mds.Wire;

/// <summary>Tells the kind of the first event of a message that has only begun to arrive.</summary>
internal static class EventPeek
{
    private const byte TypeMask = 0x3F, HasProjectKey = 0x40, IsRunLengthCoded = 0x80;
    private const int ProjectKeyBytes = 33;
    private const byte EventTypeKey = 2;

    /// <summary>The kind; null when the beginning does not tell. Allocates nothing.</summary>
    /// <param name="start">The first bytes of a message: hostile.</param>
    public static MdsEventType? Read(ReadOnlySpan<byte> start)
    {
        if (start.IsEmpty || (start[0] & TypeMask) is not ((int)MdsMessageType.Event or (int)MdsMessageType.Log or (int)MdsMessageType.Recording) || (start[0] & IsRunLengthCoded) != 0)
        {
            return null;
        }

        var rest = start[Math.Min(start.Length, (start[0] & HasProjectKey) != 0 ? 1 + ProjectKeyBytes : 1)..];
        if (TryHead(ref rest, out var major, out var count) && major == 4)
        {
            TryHead(ref rest, out major, out count);
        }

        for (; major == 5 && count > 0; count--)
        {
            if (!TryHead(ref rest, out var keyMajor, out var key) || keyMajor != 0 || !TryHead(ref rest, out var valueMajor, out var value))
            {
                return null;
            }

            if (key == EventTypeKey)
            {
                return valueMajor == 0 && value is >= 1 and <= 6 ? (MdsEventType)value : MdsEventType.Unknown;
            }

            if (valueMajor is 2 or 3)
            {
                rest = value <= (ulong)rest.Length ? rest[(int)value..] : default;
            }
            else if (valueMajor is 4 or 5)
            {
                // What is nested comes after the kind in everything that devices write.
                return null;
            }
        }

        return null;
    }

    private static bool TryHead(ref ReadOnlySpan<byte> rest, out int major, out ulong value)
    {
        (major, value) = (-1, 0);
        if (rest.IsEmpty)
        {
            return false;
        }

        var information = rest[0] & 0x1F;
        var length = information < 24 ? 0 : information <= 27 ? 1 << (information - 24) : int.MaxValue;
        if (length > rest.Length - 1)
        {
            return false;
        }

        major = rest[0] >> 5;
        value = length == 0 ? (ulong)information : 0;
        foreach (var each in rest.Slice(1, length))
        {
            value = (value << 8) | each;
        }

        rest = rest[(1 + length)..];
        return true;
    }
}
