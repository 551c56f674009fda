using LabSdk.Daq.Wire;

namespace LabSdk.Daq;

/// <summary>Puts the documents of one run together.</summary>
internal sealed class RunCollector(string runUid)
{
    private readonly List<DaqRunEvent> _events = [];
    private StartDocument? _start;
    private DescriptorDocument? _descriptor;
    private StopDocument? _stop;
    private int _eventCount;

    public bool HasStarted => _start is not null || _events.Count > 0;

    public bool HasStopped => Volatile.Read(ref _stop) is not null;

    /// <summary>Events so far. Safe from any thread.</summary>
    public int EventCount => Volatile.Read(ref _eventCount);

    /// <summary>Takes a document in; false when it belongs to another run.</summary>
    public bool Add(DaqDocument document)
    {
        if (document.RunUid != runUid)
        {
            return false;
        }

        switch (document.Message.PayloadCase)
        {
            case Document.PayloadOneofCase.Start:
                _start = document.Message.Start;
                break;
            case Document.PayloadOneofCase.Descriptor_:
                _descriptor = document.Message.Descriptor_;
                break;
            case Document.PayloadOneofCase.Stop:
                _stop = document.Message.Stop;
                break;
            case Document.PayloadOneofCase.Event:
                var data = document.Message.Event;
                _events.Add(new DaqRunEvent(
                    (int)Math.Min(data.SeqNum, int.MaxValue),
                    DaqTime.FromNanoseconds(data.TimeNs == 0 ? document.Message.TimestampNs : data.TimeNs),
                    document.Positions,
                    new Dictionary<string, double>(data.Data),
                    data.Arrays.ToDictionary(pair => pair.Key, pair => pair.Value.Memory)));
                Volatile.Write(ref _eventCount, _events.Count);
                break;
        }

        return true;
    }

    public DaqRunResult Result() => new(runUid, _stop?.ExitStatus ?? "unknown", _stop?.Reason ?? "", [.. _events])
    {
        Start = _start,
        Descriptor = _descriptor,
        LostEvents = _stop is null ? 0 : (int)Math.Max(0, Math.Min(_stop.NumEvents, int.MaxValue) - _events.Count),
    };
}
