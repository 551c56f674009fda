namespace LabSdk.Odp.Wire;

/// <summary>Row packets: times, then a row for each.</summary>
internal sealed class RowBody<T, TCodec> : SampleBody
    where TCodec : ISampleCodec<T>
{
    private const byte TimestampsTag = (2 << 3) | 2;
    private const byte RowTag = (3 << 3) | 2;

    private readonly SampleBlock _block;
    private readonly T[][] _columns;
    private readonly int[] _lists;

    public RowBody(SampleBlock block)
    {
        _block = block;
        _columns = [.. block.Columns.Select(column => (T[])column.Values)];
        _lists = new int[block.Times.Count];
        var size = _lists.Length == 0 ? 0 : 1 + WireWriter.SizeOfBytes(8 * _lists.Length);
        for (var row = 0; row < _lists.Length; row++)
        {
            for (var i = 0; i < _columns.Length; i++)
            {
                _lists[row] += 1 + WireWriter.SizeOfBytes(SizeOf<T, TCodec>(_columns[i][row], block.Columns[i].Statuses[row]));
            }

            size = checked(size + 1 + WireWriter.SizeOfBytes(RowSize(row)));
        }

        Size = size;
    }

    public override int Size { get; }

    public override void Write(ref WireWriter writer)
    {
        if (_lists.Length == 0)
        {
            return;
        }

        writer.Byte(TimestampsTag);
        writer.Varint((ulong)(8 * _lists.Length));
        foreach (var time in _block.Times)
        {
            writer.Fixed64(time);
        }

        for (var row = 0; row < _lists.Length; row++)
        {
            writer.Byte(RowTag);
            writer.Varint((ulong)RowSize(row));
            writer.Byte(ListTag(TCodec.Kind));
            writer.Varint((ulong)_lists[row]);
            for (var i = 0; i < _columns.Length; i++)
            {
                Write<T, TCodec>(ref writer, _columns[i][row], _block.Columns[i].Statuses[row]);
            }
        }
    }

    private int RowSize(int row) => 1 + WireWriter.SizeOfBytes(_lists[row]);
}
