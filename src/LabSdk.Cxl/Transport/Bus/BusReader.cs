using System.Buffers.Binary;
using System.Text;

namespace LabSdk.Cxl.Bus;

/// <summary>
/// Reads values of the D-Bus wire format by their signature (D-Bus specification, chapter Message Protocol). Everything is
/// taken for hostile: lengths against what is there, depth, signatures.
/// </summary>
internal ref struct BusReader(ReadOnlySpan<byte> bytes, bool isBigEndian)
{
    private const int MostDepth = 32, LongestArray = 1 << 26;

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _at;
    private int _depth;

    public readonly int Position => _at;

    public void Align(int size)
    {
        var next = (_at + size - 1) & -size;
        if (next > _bytes.Length)
        {
            throw Broken("it ends in padding");
        }

        _at = next;
    }

    public byte Byte() => Take(1)[0];

    public uint UInt32()
    {
        Align(4);
        var taken = Take(4);
        return isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(taken) : BinaryPrimitives.ReadUInt32LittleEndian(taken);
    }

    /// <summary>A string or an object path.</summary>
    public string String()
    {
        var length = UInt32();
        return Text(length > int.MaxValue ? throw Broken("a string is longer than the message") : (int)length);
    }

    public string Signature() => Text(Byte());

    /// <summary>
    /// All values of a signature. Arrays of bytes become <c>byte[]</c>, other arrays and structures lists, dictionaries lists
    /// of pairs, variants what is in them.
    /// </summary>
    public List<object> Values(string signature)
    {
        var values = new List<object>();
        for (var at = 0; at < signature.Length;)
        {
            values.Add(Value(signature, ref at));
        }

        return values;
    }

    private object Value(string signature, ref int at)
    {
        if (++_depth > MostDepth)
        {
            throw Broken("it is nested too deeply");
        }

        var value = (at < signature.Length ? signature[at++] : throw Broken("its signature ends early")) switch
        {
            'y' => Byte(),
            'b' => UInt32() != 0,
            'n' => (short)Fixed(2),
            'q' => (ushort)Fixed(2),
            'i' => (int)Fixed(4),
            'u' or 'h' => (uint)Fixed(4),
            'x' => (long)Fixed(8),
            't' => Fixed(8),
            'd' => BitConverter.UInt64BitsToDouble(Fixed(8)),
            's' or 'o' => String(),
            'g' => Signature(),
            'v' => Variant(),
            'a' => Array(signature, ref at),
            '(' => Group(signature, ref at, ')'),
            '{' => Group(signature, ref at, '}'),
            _ => throw Broken("its signature has a type that is not known"),
        };
        _depth--;
        return value;
    }

    private object Variant()
    {
        var signature = Signature();
        var at = 0;
        var value = Value(signature, ref at);
        return at == signature.Length ? value : throw Broken("a variant has more than one type");
    }

    private object Array(string signature, ref int at)
    {
        var length = UInt32();
        var elementAt = at;
        var elementType = elementAt < signature.Length ? signature[elementAt] : throw Broken("its signature ends early");
        Align(elementType is 'x' or 't' or 'd' or '(' or '{' ? 8 : elementType is 'n' or 'q' ? 2 : elementType is 'y' or 'g' or 'v' ? 1 : 4);
        if (length > LongestArray || length > _bytes.Length - _at)
        {
            throw Broken("an array is longer than the message");
        }

        SkipType(signature, ref at, 0);
        if (elementType == 'y')
        {
            return Take((int)length).ToArray();
        }

        var end = _at + (int)length;
        var values = new List<object>();
        while (_at < end)
        {
            var element = elementAt;
            values.Add(Value(signature, ref element));
        }

        return _at == end ? values : throw Broken("an array is longer than it says");
    }

    private List<object> Group(string signature, ref int at, char close)
    {
        Align(8);
        var values = new List<object>();
        while (at < signature.Length && signature[at] != close)
        {
            values.Add(Value(signature, ref at));
        }

        at++;
        return values.Count > 0 && at <= signature.Length ? values : throw Broken("its signature has an empty or open structure");
    }

    // Moves behind one complete type.
    private static void SkipType(string signature, ref int at, int depth)
    {
        if (at >= signature.Length || depth > MostDepth)
        {
            throw Broken("its signature ends early or is nested too deeply");
        }

        var sign = signature[at++];
        if (sign == 'a')
        {
            SkipType(signature, ref at, depth + 1);
        }
        else if (sign is '(' or '{')
        {
            var close = sign == '(' ? ')' : '}';
            while (at < signature.Length && signature[at] != close)
            {
                SkipType(signature, ref at, depth + 1);
            }

            at++;
        }
    }

    private ulong Fixed(int size)
    {
        Align(size);
        var taken = Take(size);
        ulong value = 0;
        for (var i = 0; i < size; i++)
        {
            value |= (ulong)taken[isBigEndian ? size - 1 - i : i] << (8 * i);
        }

        return value;
    }

    private string Text(int length)
    {
        var text = Take(length);
        return Take(1)[0] == 0 ? Encoding.UTF8.GetString(text) : throw Broken("a string has no end");
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _bytes.Length - _at)
        {
            throw Broken("it is too short");
        }

        var taken = _bytes.Slice(_at, count);
        _at += count;
        return taken;
    }

    private static CxlProtocolException Broken(string why) => new($"A message of the D-Bus system bus cannot be read: {why}.");
}
