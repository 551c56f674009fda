namespace LabSdk.Odp.Wire;

/// <summary>
/// Reads the format of packets. Lists of names come again with every packet, so the last ones are kept. Not thread-safe.
/// </summary>
internal sealed class FormatReferenceReader
{
    private const int Slots = 64;
    private const int LongestKept = 1 << 16;
    private const byte IdTag = (1 << 3) | 0;
    private const byte NamesTag = (2 << 3) | 2;
    private const byte NameTag = (1 << 3) | 2;

    private readonly (byte[] Bytes, string[] Names)[] _slots = new (byte[], string[])[Slots];
    private readonly Utf8Names _names = new();

    /// <summary>Reads a SampleDataFormat; false when it is not in its plain form.</summary>
    public bool TryRead(ReadOnlySpan<byte> format, out FormatReference reference)
    {
        reference = default;
        if (format.IsEmpty)
        {
            return true;
        }

        var cursor = new WireCursor(format);
        if (!cursor.TryTag(out var tag))
        {
            return false;
        }

        if (tag == IdTag)
        {
            var isId = cursor.TryVarint(out var id) && cursor.AtEnd;
            reference = new FormatReference(id, null);
            return isId;
        }

        if (tag != NamesTag || !cursor.TryBytes(out var list) || !cursor.AtEnd || !TryNames(list, out var names))
        {
            return false;
        }

        reference = new FormatReference(0, names);
        return true;
    }

    private bool TryNames(ReadOnlySpan<byte> list, out string[] names)
    {
        var hash = default(HashCode);
        hash.AddBytes(list);
        ref var slot = ref _slots[hash.ToHashCode() & (Slots - 1)];
        if (slot.Bytes is not null && list.SequenceEqual(slot.Bytes))
        {
            names = slot.Names;
            return true;
        }

        names = [];
        var found = new List<string>();
        var cursor = new WireCursor(list);
        while (!cursor.AtEnd)
        {
            if (!cursor.TryTag(out var tag) || tag != NameTag || !cursor.TryBytes(out var bytes) || !_names.TryGet(bytes, out var name))
            {
                return false;
            }

            found.Add(name);
        }

        names = [.. found];
        if (list.Length <= LongestKept)
        {
            slot = (list.ToArray(), names);
        }

        return true;
    }
}
