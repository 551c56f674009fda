using LabSdk.Display;
using LabSdk.Families.Mds;
using LabSdk.Mds;

namespace LabSdk.Presentation;

/// <summary>The last packets, messages and heartbeats of a device, for views that live. Older ones are only left out of the view.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class RecentDiagnostics(DiagnosticDevice device)
{
    private const int KeptPackets = 64;
    private const int KeptMessages = 8;
    private const int KeptHeartbeats = 300;

    // A message may have megabytes; a heartbeat that has is none to plot.
    private const int LargestHeartbeat = 16 * 1024;
    private readonly Lock _lock = new();
    private readonly Queue<StreamPacket> _packets = new();
    private readonly Queue<ReceivedMessage> _messages = new();
    private readonly Queue<ReceivedMessage> _heartbeats = new();

    public void Add(StreamPacket packet)
    {
        lock (_lock)
        {
            Keep(_packets, packet, KeptPackets);
        }
    }

    public void Add(ReceivedMessage message)
    {
        lock (_lock)
        {
            Keep(_messages, message, KeptMessages);
            if (!message.IsAbandoned && message.Received <= LargestHeartbeat && message.Content.Events.Any(each => each.Type == MdsEventType.Heartbeat))
            {
                Keep(_heartbeats, message, KeptHeartbeats);
            }
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _packets.Clear();
            _messages.Clear();
            _heartbeats.Clear();
        }
    }

    /// <summary>Health and counters, the last chunks, the last messages, and the metrics of heartbeats over time.</summary>
    public IReadOnlyList<Block> Blocks()
    {
        var table = Table(_messages);
        var blocks = new List<Block>
        {
            HealthPanel.Of(new HealthReport(device.Id, MdsHealthFacts.Read(device.Client), device.Description.IsSimulated)),
        };
        if (table.Count > 0)
        {
            blocks.Add(ChunkTableView.Last(table));
        }

        if (table.Messages.Count > 0)
        {
            blocks.Add(MessageTableView.Of(table.Messages));
        }

        var beats = Table(_heartbeats).Messages.Heartbeats();
        if (beats.RowCount > 1)
        {
            blocks.Add(HeartbeatFigures.Of(beats));
        }

        return blocks;
    }

    private static void Keep<T>(Queue<T> queue, T item, int most)
    {
        queue.Enqueue(item);
        if (queue.Count > most)
        {
            queue.Dequeue();
        }
    }

    private ChunkTable Table(Queue<ReceivedMessage> messages)
    {
        lock (_lock)
        {
            return device.Table(new MdsCollection { Packets = [.. _packets], Messages = [.. messages] });
        }
    }
}
