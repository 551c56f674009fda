using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace LabSdk;

/// <summary>The bytes of an array cell: number of elements (32 bit), then the elements.</summary>
internal static class JournalArrays
{
    public static int Write(Span<byte> to, Array array)
    {
        var bytes = Bytes(array);
        BinaryPrimitives.WriteInt32LittleEndian(to, array.Length);
        bytes.CopyTo(to[4..]);
        Order(to.Slice(4, bytes.Length), array.GetType().GetElementType()!);
        return 4 + bytes.Length;
    }

    /// <summary>How many bytes a cell says it takes, its count included; -1 when that cannot be.</summary>
    public static int LengthOf(ReadOnlySpan<byte> from, int elementSize)
    {
        var count = from.Length < 4 ? -1 : BinaryPrimitives.ReadInt32LittleEndian(from);
        return count < 0 || 4 + ((long)count * elementSize) > from.Length ? -1 : 4 + (count * elementSize);
    }

    /// <summary>Reads elements; the caller has checked their number against the bytes that are there.</summary>
    public static Array Read(ReadOnlySpan<byte> elements, Type element)
    {
        var array = Array.CreateInstance(element, elements.Length / Marshal.SizeOf(element));
        var bytes = Bytes(array);
        elements.CopyTo(bytes);
        Order(bytes, element);
        return array;
    }

    private static Span<byte> Bytes(Array array) => array.Length == 0
        ? []
        : MemoryMarshal.CreateSpan(ref MemoryMarshal.GetArrayDataReference(array), array.Length * Marshal.SizeOf(array.GetType().GetElementType()!));

    private static void Order(Span<byte> bytes, Type element)
    {
        var size = Marshal.SizeOf(element);
        for (var at = 0; !BitConverter.IsLittleEndian && at < bytes.Length; at += size)
        {
            bytes.Slice(at, size).Reverse();
        }
    }
}
