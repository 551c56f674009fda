namespace LabSdk.Odp.Wire;

/// <summary>Periodic and synchro packets: a time, and a column for each parameter.</summary>
internal sealed class ColumnBody : SampleBody
{
    private const byte StartTag = (2 << 3) | 1;
    private const byte IntervalTag = (3 << 3) | 0;
    private const byte IntervalsTag = (3 << 3) | 2;
    private const byte ColumnTag = (4 << 3) | 2;

    private readonly SampleBlock _block;
    private readonly int[] _lists;
    private readonly ulong _start;
    private readonly uint[] _intervals = [];
    private readonly int _intervalsSize;

    public ColumnBody(SampleBlock block)
    {
        _block = block;
        _lists = [.. block.Columns.Select(ListSize)];
        _start = block.Times.Count > 0 ? block.Times[0] : 0;
        var size = _start == 0 ? 0 : 9;
        if (block.Layout == SampleLayout.Synchro)
        {
            _intervals = Intervals(block.Times);
            _intervalsSize = _intervals.Sum(interval => WireWriter.SizeOf(interval));
            size += _intervals.Length == 0 ? 0 : 1 + WireWriter.SizeOfBytes(_intervalsSize);
        }
        else
        {
            size += block.Times.Interval == 0 ? 0 : 1 + WireWriter.SizeOf(block.Times.Interval);
        }

        for (var i = 0; i < _lists.Length; i++)
        {
            size += 1 + WireWriter.SizeOfBytes(ColumnSize(i));
        }

        Size = size;
    }

    public override int Size { get; }

    public override void Write(ref WireWriter writer)
    {
        if (_start != 0)
        {
            writer.Byte(StartTag);
            writer.Fixed64(_start);
        }

        WriteIntervals(ref writer);
        for (var i = 0; i < _lists.Length; i++)
        {
            writer.Byte(ColumnTag);
            writer.Varint((ulong)ColumnSize(i));
            if (_block.Columns[i].Kind != SampleKind.None)
            {
                writer.Byte(ListTag(_block.Columns[i].Kind));
                writer.Varint((ulong)_lists[i]);
                WriteList(ref writer, _block.Columns[i]);
            }
        }
    }

    private static uint[] Intervals(SampleTimes times)
    {
        var intervals = new uint[Math.Max(times.Count - 1, 0)];
        for (var i = 0; i < intervals.Length; i++)
        {
            var step = unchecked(times[i + 1] - times[i]);
            intervals[i] = step <= uint.MaxValue ? (uint)step
                : throw new ArgumentException($"The times of a synchro packet ascend by at most 4.29 s; sample {i + 1} does not. Use Row for it.");
        }

        return intervals;
    }

    private static int ListSize(SignalSamples column) => column.Kind switch
    {
        SampleKind.Double => ListSize<double, DoubleCodec>(column.Doubles, column.Statuses),
        SampleKind.Int32 => ListSize<int, Int32Codec>(column.Int32s, column.Statuses),
        SampleKind.Bool => ListSize<bool, BoolCodec>(column.Bools, column.Statuses),
        SampleKind.String => ListSize<string, StringCodec>(column.Strings, column.Statuses),
        _ => 0,
    };

    private static int ListSize<T, TCodec>(ReadOnlySpan<T> values, SampleStatuses statuses)
        where TCodec : ISampleCodec<T>
    {
        var size = 0;
        for (var i = 0; i < values.Length; i++)
        {
            size = checked(size + 1 + WireWriter.SizeOfBytes(SizeOf<T, TCodec>(values[i], statuses[i])));
        }

        return size;
    }

    private static void WriteList(ref WireWriter writer, SignalSamples column)
    {
        switch (column.Kind)
        {
            case SampleKind.Double:
                WriteList<double, DoubleCodec>(ref writer, column.Doubles, column.Statuses);
                break;
            case SampleKind.Int32:
                WriteList<int, Int32Codec>(ref writer, column.Int32s, column.Statuses);
                break;
            case SampleKind.Bool:
                WriteList<bool, BoolCodec>(ref writer, column.Bools, column.Statuses);
                break;
            default:
                WriteList<string, StringCodec>(ref writer, column.Strings, column.Statuses);
                break;
        }
    }

    private static void WriteList<T, TCodec>(ref WireWriter writer, ReadOnlySpan<T> values, SampleStatuses statuses)
        where TCodec : ISampleCodec<T>
    {
        for (var i = 0; i < values.Length; i++)
        {
            Write<T, TCodec>(ref writer, values[i], statuses[i]);
        }
    }

    private int ColumnSize(int index) => _block.Columns[index].Kind == SampleKind.None ? 0 : 1 + WireWriter.SizeOfBytes(_lists[index]);

    private void WriteIntervals(ref WireWriter writer)
    {
        if (_block.Layout == SampleLayout.Periodic && _block.Times.Interval != 0)
        {
            writer.Byte(IntervalTag);
            writer.Varint(_block.Times.Interval);
        }
        else if (_intervals.Length > 0)
        {
            writer.Byte(IntervalsTag);
            writer.Varint((ulong)_intervalsSize);
            foreach (var interval in _intervals)
            {
                writer.Varint(interval);
            }
        }
    }
}
