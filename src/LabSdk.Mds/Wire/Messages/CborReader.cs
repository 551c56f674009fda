using System.Buffers.Binary;
using System.Text;

namespace LabSdk.Mds.Wire;

/// <summary>
/// Reads the part of CBOR (RFC 8949) that devices write: integers, byte and text strings, arrays, maps, false, true, null,
/// double, all of definite length. Values become long, ulong, byte[], string, object?[], <see cref="CborMap"/>, bool, null, double.
/// </summary>
/// <remarks>Bounded: depth 16, 200,000 values, no declared size may exceed what is left of the input, and memory grows with what was read.</remarks>
internal ref struct CborReader(ReadOnlySpan<byte> bytes)
{
    private const int Deepest = 16;
    private const int MostValues = 200_000;
    private const int FirstItems = 16;
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);
    private ReadOnlySpan<byte> _rest = bytes;
    private int _values;

    /// <summary>Bytes that were not read.</summary>
    public readonly int Left => _rest.Length;

    /// <summary>Reads one value with everything in it; false when the input is not such CBOR.</summary>
    public bool TryRead(out object? value) => TryRead(0, out value);

    private bool TryRead(int depth, out object? value)
    {
        value = null;
        if (depth > Deepest || _rest.IsEmpty || ++_values > MostValues)
        {
            return false;
        }

        var initial = _rest[0];
        _rest = _rest[1..];
        if (initial == 0xFB)
        {
            if (_rest.Length < 8)
            {
                return false;
            }

            value = BinaryPrimitives.ReadDoubleBigEndian(_rest);
            _rest = _rest[8..];
            return true;
        }

        if (!TryArgument(initial & 0x1F, out var argument))
        {
            return false;
        }

        switch (initial >> 5)
        {
            case 0:
                value = argument <= long.MaxValue ? (long)argument : argument;
                return true;
            case 1 when argument <= long.MaxValue:
                value = -1 - (long)argument;
                return true;
            case 2 when TryTake(argument, out var raw):
                value = raw.ToArray();
                return true;
            case 3 when TryTake(argument, out var raw):
                return TryText(raw, out value);
            case 4 when argument <= (ulong)_rest.Length:
                return TryArray((int)argument, depth, out value);
            case 5 when argument <= (ulong)_rest.Length / 2:
                return TryMap((int)argument, depth, out value);
            case 7 when argument is 20 or 21 && (initial & 0x1F) < 24:
                value = argument == 21;
                return true;
            case 7 when argument == 22 && (initial & 0x1F) < 24:
                return true;
            default:
                return false;
        }
    }

    private bool TryArgument(int information, out ulong argument)
    {
        argument = (ulong)information;
        if (information < 24)
        {
            return true;
        }

        var length = information <= 27 ? 1 << (information - 24) : int.MaxValue;
        if (length > _rest.Length)
        {
            return false;
        }

        argument = 0;
        foreach (var value in _rest[..length])
        {
            argument = (argument << 8) | value;
        }

        _rest = _rest[length..];
        return true;
    }

    private bool TryTake(ulong length, out ReadOnlySpan<byte> raw)
    {
        raw = default;
        if (length > (ulong)_rest.Length)
        {
            return false;
        }

        raw = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return true;
    }

    private static bool TryText(ReadOnlySpan<byte> raw, out object? value)
    {
        try
        {
            value = Strict.GetString(raw);
            return true;
        }
        catch (DecoderFallbackException)
        {
            value = null;
            return false;
        }
    }

    private bool TryArray(int count, int depth, out object? value)
    {
        value = null;
        var items = new List<object?>(Math.Min(count, FirstItems));
        while (items.Count < count)
        {
            if (!TryRead(depth + 1, out var item))
            {
                return false;
            }

            items.Add(item);
        }

        value = items.ToArray();
        return true;
    }

    private bool TryMap(int count, int depth, out object? value)
    {
        value = null;
        var entries = new List<KeyValuePair<object?, object?>>(Math.Min(count, FirstItems));
        while (entries.Count < count)
        {
            if (!TryRead(depth + 1, out var key) || !TryRead(depth + 1, out var item))
            {
                return false;
            }

            entries.Add(new(key, item));
        }

        value = new CborMap([.. entries]);
        return true;
    }
}
