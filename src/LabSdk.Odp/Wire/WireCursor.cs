using System.Buffers.Binary;

namespace LabSdk.Odp.Wire;

/// <summary>
/// Walks over protobuf fields without copying or throwing. A false answer means: not the plain form, ask the general
/// parser; it never means that the bytes are wrong.
/// </summary>
internal ref struct WireCursor(ReadOnlySpan<byte> message)
{
    private const int LongestVarint = 10;

    private ReadOnlySpan<byte> _rest = message;

    public readonly bool AtEnd => _rest.IsEmpty;

    /// <summary>Bytes not read yet; the position from the end.</summary>
    public readonly int Left => _rest.Length;

    public bool TryTag(out uint tag)
    {
        // A tag of one byte is what the protocol has, but for a few fields of configurations.
        if (!_rest.IsEmpty && _rest[0] < 0x80)
        {
            tag = _rest[0];
            _rest = _rest[1..];
            return tag >= 8;
        }

        var read = TryVarint(out var value);
        tag = (uint)value;
        return read && tag >= 8 && value <= uint.MaxValue;
    }

    public bool TryVarint(out ulong value)
    {
        value = 0;
        for (var i = 0; i < LongestVarint && i < _rest.Length; i++)
        {
            var part = _rest[i];
            value |= (ulong)(part & 0x7F) << (7 * i);
            if (part < 0x80)
            {
                _rest = _rest[(i + 1)..];
                return true;
            }
        }

        return false;
    }

    public bool TryFixed64(out ulong value)
    {
        if (!BinaryPrimitives.TryReadUInt64LittleEndian(_rest, out value))
        {
            return false;
        }

        _rest = _rest[8..];
        return true;
    }

    /// <summary>Text, nested message or packed list: a view, not a copy.</summary>
    public bool TryBytes(out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        if (!TryVarint(out var length) || length > (ulong)_rest.Length)
        {
            return false;
        }

        bytes = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return true;
    }

    /// <summary>Passes over the value of a field; groups are left to the general parser.</summary>
    public bool TrySkip(uint tag)
    {
        switch (tag & 7)
        {
            case 0:
                return TryVarint(out _);
            case 1:
                return TryFixed64(out _);
            case 2:
                return TryBytes(out _);
            case 5 when _rest.Length >= 4:
                _rest = _rest[4..];
                return true;
            default:
                return false;
        }
    }
}
