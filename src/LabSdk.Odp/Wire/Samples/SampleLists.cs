namespace LabSdk.Odp.Wire;

/// <summary>The lists of samples inside columns and rows, in their plain form.</summary>
internal static class SampleLists
{
    private const byte SampleTag = (1 << 3) | 2;

    /// <summary>What a column or row carries; false when it is not one list and nothing else. No bytes: no samples.</summary>
    public static bool TryOpen(ReadOnlySpan<byte> message, out SampleKind kind, out ReadOnlySpan<byte> list)
    {
        kind = SampleKind.None;
        list = default;
        if (message.IsEmpty)
        {
            return true;
        }

        var cursor = new WireCursor(message);
        if (!cursor.TryTag(out var tag) || !cursor.TryBytes(out list) || !cursor.AtEnd)
        {
            return false;
        }

        kind = tag switch
        {
            (1 << 3) | 2 => SampleKind.Double,
            (2 << 3) | 2 => SampleKind.Int32,
            (3 << 3) | 2 => SampleKind.Bool,
            (4 << 3) | 2 => SampleKind.String,
            _ => SampleKind.None,
        };
        return kind != SampleKind.None;
    }

    /// <summary>How many samples; -1 when the list is not plain.</summary>
    public static int Count(ReadOnlySpan<byte> list)
    {
        var count = 0;
        while (!list.IsEmpty)
        {
            if (!TryNext(ref list, out _))
            {
                return -1;
            }

            count++;
        }

        return count;
    }

    /// <summary>Takes the next sample off a list.</summary>
    public static bool TryNext(ref ReadOnlySpan<byte> list, out ReadOnlySpan<byte> sample)
    {
        if (list.Length >= 2 && list[0] == SampleTag && list[1] < 0x80 && list[1] <= list.Length - 2)
        {
            sample = list.Slice(2, list[1]);
            list = list[(2 + sample.Length)..];
            return true;
        }

        sample = default;
        var cursor = new WireCursor(list);
        if (!cursor.TryTag(out var tag) || tag != SampleTag || !cursor.TryBytes(out sample))
        {
            return false;
        }

        list = list[^cursor.Left..];
        return true;
    }
}
