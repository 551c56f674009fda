using LabSdk.Cxl;

namespace LabSdk.Simulation.Cxl;

/// <summary>Dynamic capacity as the host sees it: 4800h to 4803h.</summary>
internal sealed class DynamicCapacityArea(DynamicCapacity state) : ICciArea
{
    private const int ConfigurationHeader = 8, ListHeader = 16, RegionSize = 40, Counters = 16;
    private const byte More = 1, SanitizeOnRelease = 1;

    public void Register(CciCommandTable commands)
    {
        commands.Add(CxlCommands.MemdevGetDcConfig, Configuration);
        commands.Add(CxlCommands.MemdevGetDcExtentList, List);
        commands.Add(CxlCommands.MemdevAddDcResponse, call => TryRanges(call, out var ranges, out var hasMore) ? state.Accept(ranges, hasMore) : CxlReturnCode.InvalidInput, CciRule.Variable);
        commands.Add(CxlCommands.MemdevReleaseDc, call => TryRanges(call, out var ranges, out _) ? state.Release(ranges) : CxlReturnCode.InvalidInput, CciRule.Variable);
    }

    private CciResult Configuration(CciCall call)
    {
        var (wanted, start) = (call.Payload.Span[0], call.Payload.Span[1]);
        if (start >= state.Regions.Count)
        {
            return CxlReturnCode.InvalidInput;
        }

        var page = state.Regions.Skip(start).Take(Math.Min(wanted, call.Fit(ConfigurationHeader + Counters, RegionSize))).ToArray();
        var answer = new CciWriter().U8(state.Regions.Count).U8(page.Length).Pad(6);
        for (var index = 0; index < page.Length; index++)
        {
            var region = page[index];
            answer.U64(region.Start).U64(region.Length / Media.Unit).U64(region.Length).U64(region.BlockSize)
                .U32((uint)(start + index)).U8(region.SanitizesOnRelease ? SanitizeOnRelease : 0).Pad(3);
        }

        return answer.U32(DynamicCapacity.MostExtents).U32(state.ExtentsAvailable).U32(DynamicCapacity.MostTags).U32(state.TagsAvailable);
    }

    private CciResult List(CciCall call)
    {
        var input = call.Read();
        var (wanted, start) = (input.U32(), input.U32());
        if (start > state.Accepted.Count)
        {
            return CxlReturnCode.InvalidInput;
        }

        var page = state.Accepted.Skip((int)start).Take((int)Math.Min(wanted, (uint)call.Fit(ListHeader, DynamicExtent.Size))).ToArray();
        var answer = new CciWriter().U32((uint)page.Length).U32((uint)state.Accepted.Count).U32(state.Generation).Pad(4);
        return page.Aggregate(answer, (writer, extent) => extent.Write(writer));
    }

    private static bool TryRanges(CciCall call, out List<(ulong Start, ulong Length)> ranges, out bool hasMore)
    {
        const int entrySize = 24;
        var input = call.Read();
        var (count, flags) = (input.U32(), input.U8());
        input.Skip(3);
        input.Expect((long)entrySize * count);
        ranges = [];
        for (var index = 0; index < count; index++)
        {
            ranges.Add((input.U64(), input.U64()));
            input.Skip(8);
        }

        hasMore = (flags & More) != 0;
        return (flags & ~More) == 0;
    }
}
