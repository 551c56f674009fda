using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using LabSdk.Data;

namespace LabSdk;

/// <summary>
/// The bytes of one row: number of the point, time, flags, which cells are null, then the cells in the order of the descriptor.
/// </summary>
internal sealed class JournalRow
{
    private const int HeadBytes = 17;
    private const byte CompleteFlag = 1;
    private readonly Type[] _types;
    private readonly int _cellsAt;

    public JournalRow(IReadOnlyList<JournalColumn> columns)
    {
        _types = [.. columns.Select(column => column.ElementType)];
        _cellsAt = HeadBytes + ((_types.Length + 7) / 8);
    }

    /// <summary>How many bytes the row takes.</summary>
    public int Measure(ReadOnlySpan<DataValue> cells)
    {
        long size = _cellsAt;
        for (var i = 0; i < cells.Length; i++)
        {
            size += cells[i].IsNull ? 0 : SizeOf(_types[i], cells[i]);
        }

        return (int)Math.Min(size, int.MaxValue);
    }

    public void Write(Span<byte> to, long index, TimeSpan elapsed, bool isComplete, ReadOnlySpan<DataValue> cells)
    {
        BinaryPrimitives.WriteInt64LittleEndian(to, index);
        BinaryPrimitives.WriteInt64LittleEndian(to[8..], elapsed.Ticks);
        to[16] = isComplete ? CompleteFlag : (byte)0;
        to[HeadBytes.._cellsAt].Clear();
        var rest = to[_cellsAt..];
        for (var i = 0; i < cells.Length; i++)
        {
            if (cells[i].IsNull)
            {
                to[HeadBytes + (i >> 3)] |= (byte)(1 << (i & 7));
            }
            else
            {
                rest = rest[WriteCell(rest, _types[i], cells[i])..];
            }
        }
    }

    /// <summary>Reads a row; false when the bytes are none of these columns.</summary>
    public bool TryRead(ReadOnlySpan<byte> from, Span<DataValue> cells, out long index, out TimeSpan elapsed, out bool isComplete)
    {
        (index, elapsed, isComplete) = (0, default, false);
        if (from.Length < _cellsAt)
        {
            return false;
        }

        index = BinaryPrimitives.ReadInt64LittleEndian(from);
        elapsed = new TimeSpan(BinaryPrimitives.ReadInt64LittleEndian(from[8..]));
        isComplete = (from[16] & CompleteFlag) != 0;
        var rest = from[_cellsAt..];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = DataValue.Null;
            if ((from[HeadBytes + (i >> 3)] & (1 << (i & 7))) == 0)
            {
                if (!TryReadCell(rest, _types[i], out cells[i], out var length))
                {
                    return false;
                }

                rest = rest[length..];
            }
        }

        return rest.IsEmpty && index >= 0;
    }

    private static long SizeOf(Type type, in DataValue cell) => Element.Find(type) switch
    {
        ValueKind.String => 4 + Encoding.UTF8.GetByteCount(cell.ToString()),
        ValueKind.Array => 4 + ((long)((Array)cell.ToObject()!).Length * Marshal.SizeOf(type.GetElementType()!)),
        ValueKind.Bool => 1,
        ValueKind.Float or ValueKind.Int => 4,
        ValueKind.DateTimeOffset => 10,
        _ => 8,
    };

    private static int WriteCell(Span<byte> to, Type type, in DataValue cell)
    {
        switch (Element.Find(type))
        {
            case ValueKind.Double:
                BinaryPrimitives.WriteDoubleLittleEndian(to, cell.AsDouble());
                return 8;
            case ValueKind.Float:
                BinaryPrimitives.WriteSingleLittleEndian(to, (float)cell.AsDouble());
                return 4;
            case ValueKind.Int:
                BinaryPrimitives.WriteInt32LittleEndian(to, (int)cell.RawBits);
                return 4;
            case ValueKind.Bool:
                to[0] = (byte)cell.RawBits;
                return 1;
            case ValueKind.DateTimeOffset:
                BinaryPrimitives.WriteInt64LittleEndian(to, cell.RawBits);
                BinaryPrimitives.WriteInt16LittleEndian(to[8..], (short)cell.RawTime.TotalOffsetMinutes);
                return 10;
            case ValueKind.String:
                var length = Encoding.UTF8.GetBytes(cell.ToString(), to[4..]);
                BinaryPrimitives.WriteInt32LittleEndian(to, length);
                return 4 + length;
            case ValueKind.Array:
                return JournalArrays.Write(to, (Array)cell.ToObject()!);
            default:
                BinaryPrimitives.WriteInt64LittleEndian(to, cell.RawBits);
                return 8;
        }
    }

    private static bool TryReadCell(ReadOnlySpan<byte> from, Type type, out DataValue cell, out int length)
    {
        var kind = Element.Find(type);
        cell = DataValue.Null;
        length = kind switch
        {
            ValueKind.Bool => 1,
            ValueKind.Float or ValueKind.Int => 4,
            ValueKind.DateTimeOffset => 10,
            ValueKind.String or ValueKind.Array => JournalArrays.LengthOf(from, kind == ValueKind.String ? 1 : Marshal.SizeOf(type.GetElementType()!)),
            _ => 8,
        };
        if (length < 0 || length > from.Length)
        {
            return false;
        }

        switch (kind)
        {
            case ValueKind.Double:
                cell = BinaryPrimitives.ReadDoubleLittleEndian(from);
                return true;
            case ValueKind.Float:
                cell = BinaryPrimitives.ReadSingleLittleEndian(from);
                return true;
            case ValueKind.Int:
                cell = BinaryPrimitives.ReadInt32LittleEndian(from);
                return true;
            case ValueKind.Bool:
                cell = from[0] != 0;
                return true;
            case ValueKind.TimeSpan:
                cell = new TimeSpan(BinaryPrimitives.ReadInt64LittleEndian(from));
                return true;
            case ValueKind.DateTimeOffset:
                return TryTime(BinaryPrimitives.ReadInt64LittleEndian(from), BinaryPrimitives.ReadInt16LittleEndian(from[8..]), out cell);
            case ValueKind.String:
                cell = Encoding.UTF8.GetString(from[4..length]);
                return true;
            case ValueKind.Array:
                cell = new DataValue(JournalArrays.Read(from[4..length], type.GetElementType()!));
                return true;
            default:
                cell = BinaryPrimitives.ReadInt64LittleEndian(from);
                return true;
        }
    }

    private static bool TryTime(long utcTicks, short offsetMinutes, out DataValue time)
    {
        time = DataValue.Null;
        var local = utcTicks + (offsetMinutes * TimeSpan.TicksPerMinute);
        if (utcTicks < 0 || utcTicks > DateTime.MaxValue.Ticks || local < 0 || local > DateTime.MaxValue.Ticks || Math.Abs((int)offsetMinutes) > 14 * 60)
        {
            return false;
        }

        time = new DateTimeOffset(utcTicks, TimeSpan.Zero).ToOffset(TimeSpan.FromMinutes(offsetMinutes));
        return true;
    }
}
