using LabSdk.Display;
using LabSdk.Families.Cxl;

namespace LabSdk.Presentation;

/// <summary>Partitions as bars: now, and after the next reset where that differs.</summary>
internal static class CxlPartitionView
{
    public static Block Of(CxlPartitions partitions)
    {
        var info = partitions.Info;
        var identity = partitions.Identity;
        var used = info.ActiveVolatileBytes + info.ActivePersistentBytes;
        var now = Bar($"Partitions of {partitions.Device.Id}{partitions.Mark}", info.ActiveVolatileBytes, info.ActivePersistentBytes, identity.TotalCapacityBytes > used ? identity.TotalCapacityBytes - used : 0);
        var note = new TextBlock(
            identity.IsPartitionable
                ? $"{CxlText.Bytes(identity.PartitionableBytes)} can be divided, in steps of {CxlText.Bytes(identity.PartitionAlignmentBytes)}; {CxlText.Bytes(identity.VolatileCapacityBytes)} volatile and {CxlText.Bytes(identity.PersistentCapacityBytes)} persistent are fixed."
                : "The partition of this device cannot be changed.",
            TextStyle.Muted);
        return info.IsChangePending
            ? new Stack(now, Bar("After the next reset", info.NextVolatileBytes, info.NextPersistentBytes, 0), new StatusRows(new StatusRow(State.Warn, "pending", "a reset changes the partitions, and data in what changes are lost")), note)
            : new Stack(now, note);
    }

    private static SegmentBar Bar(string title, ulong volatileBytes, ulong persistentBytes, ulong rest)
    {
        var parts = new List<Segment>
        {
            new("volatile", volatileBytes, CxlText.Bytes(volatileBytes), Ink.Series0),
            new("persistent", persistentBytes, CxlText.Bytes(persistentBytes), Ink.Series2),
        };
        if (rest > 0)
        {
            parts.Add(new Segment("not in use", rest, CxlText.Bytes(rest), Ink.Line));
        }

        return new SegmentBar(parts) { Title = title, TotalText = CxlText.Bytes(volatileBytes + persistentBytes + rest) };
    }
}
