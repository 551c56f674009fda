using System.Collections;
using LabSdk.Data;
using LabSdk.Display;
using LabSdk.Hosting;
using LabSdk.Mds;
using LabSdk.Presentation;

namespace LabSdk;

/// <summary>
/// What was collected from a diagnostic device: its chunks in the order they came, and the messages they add up to. Shows itself
/// as a table, with what was lost on the way.
/// </summary>
/// <remarks>Thread-safe: immutable. Shows the first bytes of each chunk; a project key in them is masked. The packets hold everything.</remarks>
[TypeFormatterSource]
public sealed class ChunkTable : IReadOnlyList<StreamPacket>, IDisplayable, ITimelinePart
{
    private readonly IReadOnlyList<StreamPacket> _packets;

    internal ChunkTable(MdsCollection collection, string deviceId, bool isSimulated, Secret? authorization, IReadOnlyList<string> metricNames, Func<StreamPacket, ChunkUploadState>? upload = null)
    {
        _packets = collection.Packets;
        (DeviceId, IsSimulated, Duration, Overflow, Error) = (deviceId, isSimulated, collection.Duration, collection.Overflow, collection.Error);
        UploadStateOf = upload ?? (_ => ChunkUploadState.None);
        Keys = new KeyMask(authorization);
        Messages = new MessageTable(collection.Messages, deviceId, isSimulated, Keys, metricNames);
        Rows = new ChunkRows(this);
    }

    /// <summary>The device.</summary>
    public string DeviceId { get; }

    /// <summary>True when the device is simulated.</summary>
    public bool IsSimulated { get; }

    /// <summary>The messages, abandoned ones too.</summary>
    public MessageTable Messages { get; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; }

    /// <summary>Packets that are missing here because they came faster than they were gathered.</summary>
    public long Overflow { get; }

    /// <summary>Why it ended before its time, for example an unplugged device; null when it did not.</summary>
    public LabException? Error { get; }

    /// <summary>How many packets there are.</summary>
    public int Count => _packets.Count;

    /// <summary>Packets that are missing at least, by the sequence numbers.</summary>
    public long Missed => _packets.Sum(packet => (long)packet.Missed);

    /// <summary>The table as a data frame, one row for each chunk.</summary>
    public DataFrame Data => Rows.ToFrame();

    internal KeyMask Keys { get; }

    internal ChunkRows Rows { get; }

    /// <summary>What became of a chunk in the uploads, by now.</summary>
    internal Func<StreamPacket, ChunkUploadState> UploadStateOf { get; }

    /// <summary>A packet by its place.</summary>
    /// <param name="index">From 0.</param>
    public StreamPacket this[int index] => _packets[index];

    /// <summary>The chunks as the lines that devices print on a console, for the upload tools of others. Whole chunks: what is secret in them stands there.</summary>
    public IEnumerable<string> ToConsoleLines() => _packets.Where(packet => packet.Length > 0).Select(packet => ConsoleChunks.ToLine(packet.Data.Span));

    /// <summary>Returns the table. Does not talk to the device.</summary>
    public MimeBundle ToMimeBundle() => ChunkTableView.Of(this).ToMimeBundle();

    /// <summary>Returns the table as self-contained HTML.</summary>
    public string ToHtml() => ChunkTableView.Of(this).ToHtml();

    /// <summary>Returns the table as text.</summary>
    public override string ToString() => ChunkTableView.Of(this).ToString();

    /// <inheritdoc/>
    public IEnumerator<StreamPacket> GetEnumerator() => _packets.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    string ITimelinePart.TimelineName => DeviceId;

    DataFrame ITimelinePart.ToTimelineRows() => Data;
}
