using LabSdk.Display;
using LabSdk.Families.Mds;
using LabSdk.Mds;

namespace LabSdk.Presentation;

/// <summary>A device while it streams: state, counters, the last chunks, the last messages. Changes in place, ten times a second.</summary>
internal sealed class DiagnosticLiveView : IDisposable
{
    private const int KeptPackets = 64;
    private const int KeptMessages = 8;
    private readonly Lock _lock = new();
    private readonly DiagnosticDevice _device;
    private readonly Queue<StreamPacket> _packets = new();
    private readonly Queue<ReceivedMessage> _messages = new();
    private readonly LiveView _view;

    public DiagnosticLiveView(DiagnosticDevice device)
    {
        _device = device;
        _view = new LiveView(Now());
        device.MessageReceived += Add;
    }

    public void Add(StreamPacket packet)
    {
        lock (_lock)
        {
            Keep(_packets, packet, KeptPackets);
        }

        _view.Update(Now);
    }

    public void Dispose()
    {
        _device.MessageReceived -= Add;
        _view.Update(Now);
        _view.Dispose();
    }

    private static void Keep<T>(Queue<T> queue, T item, int most)
    {
        queue.Enqueue(item);
        if (queue.Count > most)
        {
            queue.Dequeue();
        }
    }

    private void Add(ReceivedMessage message)
    {
        lock (_lock)
        {
            Keep(_messages, message, KeptMessages);
        }

        _view.Update(Now);
    }

    private Stack Now()
    {
        MdsCollection kept;
        lock (_lock)
        {
            kept = new MdsCollection { Packets = [.. _packets], Messages = [.. _messages] };
        }

        var table = _device.Table(kept);
        var blocks = new List<Block>
        {
            HealthPanel.Of(new HealthReport(_device.Id, MdsHealthFacts.Read(_device.Client), _device.Description.IsSimulated)),
        };
        if (table.Count > 0)
        {
            blocks.Add(ChunkTableView.Last(table));
        }

        if (table.Messages.Count > 0)
        {
            blocks.Add(MessageTableView.Of(table.Messages));
        }

        return new Stack(blocks);
    }
}
