namespace LabSdk.Odp.Wire;

/// <summary>Writes blocks of samples as records: one array, written once, no objects per sample.</summary>
internal static class SampleEncoder
{
    private const byte FormatTag = (1 << 3) | 2;

    /// <summary>A record with the block's samples.</summary>
    /// <param name="block">What to write.</param>
    /// <param name="formatId">The id of the block's parameters; null writes their names.</param>
    /// <param name="sessionKey">The session.</param>
    /// <param name="id">The writer's running number.</param>
    /// <exception cref="ArgumentException">Times of a synchro packet do not ascend, or by more than 4.29 s.</exception>
    public static byte[] Encode(SampleBlock block, ulong? formatId, string sessionKey, ulong id)
    {
        var body = Body(block);
        var format = FormatSize(block, formatId);
        var contentSize = 1 + WireWriter.SizeOfBytes(format) + body.Size;
        var head = new EnvelopeHead(TypeOf(block.Layout), sessionKey, contentSize, id);
        var record = new byte[head.Size + contentSize + head.TailSize];
        var writer = new WireWriter(record);
        head.Write(ref writer);
        WriteFormat(ref writer, block, formatId, format);
        body.Write(ref writer);
        head.WriteTail(ref writer);
        return record;
    }

    private static string TypeOf(SampleLayout layout) => layout switch
    {
        SampleLayout.Periodic => PacketTypes.PeriodicData,
        SampleLayout.Synchro => PacketTypes.SynchroData,
        _ => PacketTypes.RowData,
    };

    private static SampleBody Body(SampleBlock block)
    {
        if (block.Layout != SampleLayout.Row)
        {
            return new ColumnBody(block);
        }

        return block.Columns[0].Kind switch
        {
            SampleKind.Double => new RowBody<double, DoubleCodec>(block),
            SampleKind.Int32 => new RowBody<int, Int32Codec>(block),
            SampleKind.Bool => new RowBody<bool, BoolCodec>(block),
            _ => new RowBody<string, StringCodec>(block),
        };
    }

    private static int FormatSize(SampleBlock block, ulong? formatId) =>
        formatId is { } number ? 1 + WireWriter.SizeOf(number) : 1 + WireWriter.SizeOfBytes(NamesSize(block));

    private static int NamesSize(SampleBlock block) => block.Columns.Sum(column => 1 + WireWriter.SizeOfBytes(System.Text.Encoding.UTF8.GetByteCount(column.Identifier)));

    private static void WriteFormat(ref WireWriter writer, SampleBlock block, ulong? formatId, int size)
    {
        const byte idTag = (1 << 3) | 0;
        const byte namesTag = (2 << 3) | 2;
        writer.Byte(FormatTag);
        writer.Varint((ulong)size);
        if (formatId is { } number)
        {
            writer.Byte(idTag);
            writer.Varint(number);
            return;
        }

        writer.Byte(namesTag);
        writer.Varint((ulong)NamesSize(block));
        foreach (var column in block.Columns)
        {
            writer.Byte((1 << 3) | 2);
            writer.Text(column.Identifier);
        }
    }
}
