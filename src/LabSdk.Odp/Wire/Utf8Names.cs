using System.Text;
using System.Text.Unicode;

namespace LabSdk.Odp.Wire;

/// <summary>Texts that come again with every packet (types, keys, names), made into a string once. Not thread-safe.</summary>
internal sealed class Utf8Names
{
    private const int Slots = 256;
    private const int LongestKept = 256;

    private readonly (byte[] Bytes, string Text)[] _slots = new (byte[], string)[Slots];

    /// <summary>The text; false when the bytes are not UTF-8.</summary>
    public bool TryGet(ReadOnlySpan<byte> bytes, out string text)
    {
        text = "";
        if (bytes.IsEmpty)
        {
            return true;
        }

        ref var slot = ref _slots[SlotOf(bytes)];
        if (slot.Bytes is not null && bytes.SequenceEqual(slot.Bytes))
        {
            text = slot.Text;
            return true;
        }

        if (!Utf8.IsValid(bytes))
        {
            return false;
        }

        text = Encoding.UTF8.GetString(bytes);
        if (bytes.Length <= LongestKept)
        {
            slot = (bytes.ToArray(), text);
        }

        return true;
    }

    private static int SlotOf(ReadOnlySpan<byte> bytes)
    {
        var hash = new HashCode();
        hash.AddBytes(bytes);
        return hash.ToHashCode() & (Slots - 1);
    }
}
