using Google.Protobuf;

namespace LabSdk.Simulation.Daq;

using LabSdk.Daq.Wire;

/// <summary>Makes the documents of one run.</summary>
internal sealed class DocumentFactory(DaemonState state, QueuedRun run)
{
    private readonly string _descriptorUid = state.Ids.Uuid();

    /// <summary>Events sent so far.</summary>
    public uint EventCount { get; private set; }

    public Document Start()
    {
        var start = new StartDocument
        {
            RunUid = run.Uid, PlanType = run.Plan.Type, PlanName = run.Plan.Name, TimeNs = state.Time.Nanoseconds(),
        };
        start.PlanArgs.Add(run.Plan.Arguments.ToDictionary());
        start.Metadata.Add(run.Metadata.ToDictionary());
        start.Hints.AddRange(run.Plan.Movers);
        return Wrap(DocumentType.DocStart, run.Uid, document => document.Start = start);
    }

    public Document Descriptor()
    {
        var descriptor = new DescriptorDocument { RunUid = run.Uid, DescriptorUid = _descriptorUid, Name = "primary" };
        foreach (var device in run.Plan.Detectors.Concat(run.Plan.Movers))
        {
            descriptor.DataKeys[device] = Key(device);
        }

        return Wrap(DocumentType.DocDescriptor, _descriptorUid, document => document.Descriptor_ = descriptor);
    }

    public Document Event(IReadOnlyDictionary<string, double> data, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> arrays)
    {
        var item = new EventDocument { DescriptorUid = _descriptorUid, SeqNum = EventCount++, TimeNs = state.Time.Nanoseconds() };
        item.Data.Add(data.ToDictionary());
        foreach (var (device, bytes) in arrays)
        {
            item.Arrays[device] = UnsafeByteOperations.UnsafeWrap(bytes);
        }

        return Wrap(DocumentType.DocEvent, state.Ids.Uuid(), document => document.Event = item);
    }

    public Document Stop(string exitStatus, string reason)
    {
        var stop = new StopDocument
        {
            RunUid = run.Uid, ExitStatus = exitStatus, Reason = reason, TimeNs = state.Time.Nanoseconds(), NumEvents = EventCount,
        };
        return Wrap(DocumentType.DocStop, state.Ids.Uuid(), document => document.Stop = stop);
    }

    private DataKey Key(string device)
    {
        var key = new DataKey { Dtype = "number", Source = device };
        if (state.Find(device) is IFrameDriver)
        {
            key.Dtype = "uint16";
            key.Shape.Add([state.Options.FrameHeight, state.Options.FrameWidth]);
        }

        return key;
    }

    private Document Wrap(DocumentType type, string uid, Action<Document> fill)
    {
        var document = new Document { DocType = type, Uid = uid, TimestampNs = state.Time.Nanoseconds() };
        fill(document);
        return document;
    }
}
