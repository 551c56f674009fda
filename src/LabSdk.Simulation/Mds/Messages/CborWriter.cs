using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace LabSdk.Simulation.Mds;

/// <summary>Writes the part of CBOR (RFC 8949) that devices write: shortest integers, definite lengths.</summary>
internal sealed class CborWriter
{
    private readonly ArrayBufferWriter<byte> _output = new();

    public ReadOnlySpan<byte> Written => _output.WrittenSpan;

    public CborWriter Map(int pairs) => Head(5, (ulong)pairs);

    public CborWriter Array(int items) => Head(4, (ulong)items);

    public CborWriter Integer(long value) => value >= 0 ? Head(0, (ulong)value) : Head(1, (ulong)(-1 - value));

    public CborWriter Text(string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        Head(3, (ulong)bytes.Length);
        _output.Write(bytes);
        return this;
    }

    public CborWriter Bytes(ReadOnlySpan<byte> value)
    {
        Head(2, (ulong)value.Length);
        _output.Write(value);
        return this;
    }

    public CborWriter Null() => Byte(0xF6);

    /// <summary>A value of a metric: null, text, or a number; whole numbers as integers.</summary>
    public CborWriter Value(object? value)
    {
        switch (value)
        {
            case null:
                return Null();
            case string text:
                return Text(text);
            case double number when number != Math.Truncate(number) || Math.Abs(number) > long.MaxValue:
                Byte(0xFB);
                BinaryPrimitives.WriteDoubleBigEndian(_output.GetSpan(8), number);
                _output.Advance(8);
                return this;
            default:
                return Integer(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Everything written by another writer.</summary>
    public CborWriter Raw(CborWriter other)
    {
        _output.Write(other.Written);
        return this;
    }

    private CborWriter Head(int major, ulong argument)
    {
        var (information, length) = argument switch
        {
            < 24 => ((int)argument, 0),
            <= byte.MaxValue => (24, 1),
            <= ushort.MaxValue => (25, 2),
            <= uint.MaxValue => (26, 4),
            _ => (27, 8),
        };
        Byte((byte)((major << 5) | information));
        for (var shift = 8 * (length - 1); shift >= 0; shift -= 8)
        {
            Byte((byte)(argument >> shift));
        }

        return this;
    }

    private CborWriter Byte(byte value)
    {
        _output.GetSpan(1)[0] = value;
        _output.Advance(1);
        return this;
    }
}
