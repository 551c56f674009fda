using LabSdk.Data;
using LabSdk.Timelines;

namespace LabSdk;

public sealed partial class ScanResult : ITimelinePart
{
    string ITimelinePart.TimelineName => Name;

    // The column counts from the start by a steady clock.
    DataFrame ITimelinePart.ToTimelineRows()
    {
        var data = Data;
        return data.WithMetadata(new Dictionary<string, object?>(data.Metadata) { ["origin_ns"] = TimelineTimes.ToNanoseconds(Started) });
    }
}
