using LabSdk.Daq.Wire;

namespace LabSdk.Daq;

/// <summary>Remembers the begin of runs, so that events find their run and their motor positions.</summary>
internal sealed class DocumentJoiner
{
    /// <summary>One run goes on at a time; a few more cover what overlaps on the way.</summary>
    private const int RunsKept = 16;

    private readonly Dictionary<string, PlanPositions> _plans = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _runs = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();
    private readonly Queue<string> _descriptors = new();

    public DaqDocument Join(Document message, bool isAfterReconnect)
    {
        var document = new DaqDocument(message) { IsAfterReconnect = isAfterReconnect };
        switch (message.PayloadCase)
        {
            case Document.PayloadOneofCase.Start:
                Remember(_plans, _order, message.Start.RunUid, PlanPositions.From(message.Start));
                return document with { RunUid = message.Start.RunUid };
            case Document.PayloadOneofCase.Descriptor_:
                Remember(_runs, _descriptors, message.Descriptor_.DescriptorUid, message.Descriptor_.RunUid);
                return document with { RunUid = message.Descriptor_.RunUid };
            case Document.PayloadOneofCase.Event when _runs.TryGetValue(message.Event.DescriptorUid, out var run):
                return _plans.TryGetValue(run, out var plan)
                    ? document with { RunUid = run, Positions = plan.At(message.Event.SeqNum) }
                    : document with { RunUid = run };
            case Document.PayloadOneofCase.Stop:
                return document with { RunUid = message.Stop.RunUid };
            default:
                return document;
        }
    }

    private static void Remember<T>(Dictionary<string, T> map, Queue<string> order, string key, T value)
    {
        if (map.TryAdd(key, value))
        {
            order.Enqueue(key);
        }
        else
        {
            map[key] = value;
        }

        if (order.Count > RunsKept)
        {
            map.Remove(order.Dequeue());
        }
    }
}
