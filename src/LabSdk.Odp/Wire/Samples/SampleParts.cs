using System.Buffers.Binary;

namespace LabSdk.Odp.Wire;

/// <summary>The top level of a packet with samples, taken apart without looking into columns and rows.</summary>
internal ref struct SampleParts
{
    public ReadOnlySpan<byte> Format;
    public ulong Start;
    public ulong Interval;

    /// <summary>Packed intervals of a synchro packet, or packed times of rows.</summary>
    public ReadOnlySpan<byte> Steps;

    private const uint FormatTag = (1 << 3) | 2;
    private const uint StartTag = (2 << 3) | 1;
    private const uint TimestampsTag = (2 << 3) | 2;
    private const uint IntervalTag = (3 << 3) | 0;
    private const uint IntervalsOrRowTag = (3 << 3) | 2;
    private const uint ColumnTag = (4 << 3) | 2;

    /// <summary>Takes a packet apart; false when a field comes twice, is unknown, or is not in its plain form.</summary>
    /// <param name="layout">Which packet.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="items">Receives where columns or rows are; cleared first.</param>
    public bool TryRead(SampleLayout layout, ReadOnlySpan<byte> content, List<(int Start, int Length)> items)
    {
        items.Clear();
        var seen = 0;
        var cursor = new WireCursor(content);
        while (!cursor.AtEnd)
        {
            if (!cursor.TryTag(out var tag))
            {
                return false;
            }

            if (tag == ItemTag(layout))
            {
                if (!cursor.TryBytes(out var item))
                {
                    return false;
                }

                items.Add((content.Length - cursor.Left - item.Length, item.Length));
                continue;
            }

            var bit = 1 << (int)(tag >> 3);
            if (tag > ColumnTag || (seen & bit) != 0 || !TryField(layout, tag, ref cursor))
            {
                return false;
            }

            seen |= bit;
        }

        return true;
    }

    /// <summary>The packed times of rows; null when the bytes are no whole number of them.</summary>
    public readonly ulong[]? Times()
    {
        if (Steps.Length % 8 != 0)
        {
            return null;
        }

        var times = new ulong[Steps.Length / 8];
        for (var i = 0; i < times.Length; i++)
        {
            times[i] = BinaryPrimitives.ReadUInt64LittleEndian(Steps[(8 * i)..]);
        }

        return times;
    }

    /// <summary>Start and packed intervals as times, one more than intervals; null when the bytes are no whole number of them.</summary>
    public readonly ulong[]? SumUp()
    {
        var times = new List<ulong>(Steps.Length + 1) { Start };
        var time = Start;
        var cursor = new WireCursor(Steps);
        while (!cursor.AtEnd)
        {
            if (!cursor.TryVarint(out var interval))
            {
                return null;
            }

            times.Add(time = unchecked(time + (uint)interval));
        }

        return [.. times];
    }

    private static uint ItemTag(SampleLayout layout) => layout == SampleLayout.Row ? IntervalsOrRowTag : ColumnTag;

    private bool TryField(SampleLayout layout, uint tag, ref WireCursor cursor)
    {
        switch (tag, layout)
        {
            case (FormatTag, _):
                return cursor.TryBytes(out Format);
            case (StartTag, not SampleLayout.Row):
                return cursor.TryFixed64(out Start);
            case (TimestampsTag, SampleLayout.Row) or (IntervalsOrRowTag, SampleLayout.Synchro):
                return cursor.TryBytes(out Steps);
            case (IntervalTag, SampleLayout.Periodic):
                var read = cursor.TryVarint(out var interval);
                Interval = (uint)interval;
                return read;
            default:
                return false;
        }
    }
}
