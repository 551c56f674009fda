using LabSdk.Cxl;

namespace LabSdk.Simulation.Cxl;

/// <summary>How the memory of a pool is divided among logical devices: 5400h to 5402h.</summary>
internal sealed class LogicalDevicesArea(LogicalDevices devices) : ICciArea
{
    private const int HeaderSize = 4, EntrySize = 16;
    private const byte TelemetryCapabilities = 3, Granularity256MiB = 0;

    public void Register(CciCommandTable commands)
    {
        commands.Add(CxlCommands.FmapiGetLdInfo, _ => new CciWriter().U64(devices.TotalUnits * Media.Unit).U16(devices.Count).U8(TelemetryCapabilities), links: CciLink.Fabric);
        commands.Add(CxlCommands.FmapiGetLdAllocations, Get, links: CciLink.Fabric);
        commands.Add(CxlCommands.FmapiSetLdAllocations, Set, CciRule.Variable, CciLink.Fabric);
    }

    private CciResult Get(CciCall call)
    {
        var (start, limit) = (call.Payload.Span[0], call.Payload.Span[1]);
        if (start >= devices.Count)
        {
            return CxlReturnCode.InvalidInput;
        }

        var page = devices.Allocations.Skip(start).Take(Math.Min(limit, call.Fit(HeaderSize, EntrySize))).ToArray();
        return Write(new CciWriter().U8(devices.Count).U8(Granularity256MiB).U8(start).U8(page.Length), page);
    }

    private CciResult Set(CciCall call)
    {
        var input = call.Read();
        var (count, start) = (input.U8(), input.U8());
        input.Skip(2);
        input.Expect((long)EntrySize * count);
        var wanted = new (ulong, ulong)[count];
        for (var index = 0; index < count; index++)
        {
            wanted[index] = (input.U64(), input.U64());
        }

        return count > 0 && devices.TryAllocate(start, wanted) ? Write(new CciWriter().U8(count).U8(start).Pad(2), wanted) : CxlReturnCode.InvalidInput;
    }

    private static CciWriter Write(CciWriter answer, IEnumerable<(ulong Range1, ulong Range2)> allocations) =>
        allocations.Aggregate(answer, (writer, each) => writer.U64(each.Range1).U64(each.Range2));
}
