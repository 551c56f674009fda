using System.Text;

namespace LabSdk.Odp.Wire;

/// <summary>The fields of a Packet around its content.</summary>
internal readonly struct EnvelopeHead(string type, string sessionKey, int contentSize, ulong id)
{
    private const byte TypeTag = (1 << 3) | 2;
    private const byte KeyTag = (2 << 3) | 2;
    private const byte ContentTag = (4 << 3) | 2;
    private const byte IdTag = (5 << 3) | 0;

    /// <summary>Bytes in front of the content.</summary>
    public int Size => TextSize(type) + TextSize(sessionKey) + 1 + WireWriter.SizeOf((ulong)contentSize);

    /// <summary>Bytes behind it.</summary>
    public int TailSize => id == 0 ? 0 : 1 + WireWriter.SizeOf(id);

    public void Write(ref WireWriter writer)
    {
        WriteText(ref writer, TypeTag, type);
        WriteText(ref writer, KeyTag, sessionKey);
        writer.Byte(ContentTag);
        writer.Varint((ulong)contentSize);
    }

    public void WriteTail(ref WireWriter writer)
    {
        if (id != 0)
        {
            writer.Byte(IdTag);
            writer.Varint(id);
        }
    }

    private static int TextSize(string text) => text.Length == 0 ? 0 : 1 + WireWriter.SizeOfBytes(Encoding.UTF8.GetByteCount(text));

    private static void WriteText(ref WireWriter writer, byte tag, string text)
    {
        if (text.Length > 0)
        {
            writer.Byte(tag);
            writer.Text(text);
        }
    }
}
