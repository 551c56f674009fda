using LabSdk.Data;
using LabSdk.Mds;

namespace LabSdk;

/// <summary>What the rows of a chunk table say: the fate of each chunk's message, and its first bytes.</summary>
internal sealed class ChunkRows
{
    private const int PreviewBytes = 16;
    private const int KeyBytes = 33;
    private const byte HasKey = 0x40;

    private readonly ChunkTable _table;
    private readonly Lazy<Dictionary<long, ReceivedMessage>> _messages;
    private readonly Lazy<HashSet<long>> _keyed;

    public ChunkRows(ChunkTable table)
    {
        _table = table;
        _messages = new(() =>
        {
            var byNumber = new Dictionary<long, ReceivedMessage>();
            foreach (var message in table.Messages)
            {
                byNumber[message.Number] = message;
            }

            return byNumber;
        });
        _keyed = new(() => [.. table.Where(packet => packet.Chunk.Message > 0 && StartsWithKey(packet)).Select(packet => packet.Chunk.Message)]);
    }

    /// <summary>How the message of a chunk ended; null when that is not known here, or it belongs to none.</summary>
    public ReceivedMessage? MessageOf(in StreamPacket packet) => packet.Chunk.Message > 0 ? _messages.Value.GetValueOrDefault(packet.Chunk.Message) : null;

    /// <summary>The checksum of a chunk's message in one word.</summary>
    public string Crc(in StreamPacket packet) => MessageOf(packet) switch
    {
        { IsAbandoned: true } => "abandoned",
        { IsValid: true } => "ok",
        { IsValid: false } => "BAD",
        _ => packet.Chunk.Message > 0 ? "pending" : "",
    };

    /// <summary>The first bytes in hex, without a key.</summary>
    public string Preview(in StreamPacket packet)
    {
        var (start, end) = (-1, -1);
        if (packet.Chunk.Message > 0 && _keyed.Value.Contains(packet.Chunk.Message))
        {
            // The key follows the message's type byte; where that stands depends on the chunk's own header.
            var body = BodyStart(packet.Data.Span);
            var first = body - (int)Math.Min(packet.Chunk.Offset ?? 0, KeyBytes + 1);
            (start, end) = (Math.Max(body, first + 1), first + 1 + KeyBytes);
        }

        return _table.Keys.Hex(packet.Data.Span, PreviewBytes, start, end);
    }

    public DataFrame ToFrame()
    {
        var frame = new DataFrameBuilder()
            .AddColumn<long>("index", role: ColumnRole.Index).AddColumn<DateTimeOffset>("time", role: ColumnRole.Time)
            .AddColumn<long>("sequence").AddColumn<string>("status").AddColumn<long>("missed").AddColumn<long>("bytes", "B")
            .AddColumn<string>("kind").AddColumn<string>("result").AddColumn<long>("offset", "B").AddColumn<long>("total", "B")
            .AddColumn<long>("message").AddColumn<string>("message_type").AddColumn<string>("event_type").AddColumn<string>("crc").AddColumn<string>("upload").AddColumn<string>("first_bytes");
        foreach (var packet in _table)
        {
            var chunk = packet.Chunk;
            frame.Append(
                packet.Index, packet.ReceivedAt, packet.Sequence, packet.Status.ToString(), packet.Missed, packet.Length,
                chunk.Kind.ToString(), chunk.Result.ToString(), Value(chunk.Offset), chunk.Total > 0 ? chunk.Total : DataValue.Null,
                chunk.Message > 0 ? chunk.Message : DataValue.Null, chunk.MessageType?.ToString(), chunk.EventType?.ToString(), Crc(packet),
                _table.UploadStateOf(packet) is var state and not ChunkUploadState.None ? state.ToString() : DataValue.Null, Preview(packet));
        }

        return frame.Snapshot();
    }

    private static DataValue Value(long? number) => number is { } value ? value : DataValue.Null;

    private static bool StartsWithKey(in StreamPacket packet)
    {
        var data = packet.Data.Span;
        var body = BodyStart(data);
        return packet.Chunk.Kind is ChunkKind.Single or ChunkKind.First && body < data.Length && (data[body] & HasKey) != 0;
    }

    // Behind the header byte, and behind length or offset where there is one.
    private static int BodyStart(ReadOnlySpan<byte> chunk)
    {
        var at = 1;
        if (chunk.Length > 0 && chunk[0] != 0x08)
        {
            while (at < Math.Min(chunk.Length, 6) && chunk[at++] >= 0x80)
            {
                // The last byte of the number has its highest bit clear.
            }
        }

        return at;
    }
}
