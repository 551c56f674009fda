using LabSdk.Cxl;

namespace LabSdk.Simulation.Cxl;

/// <summary>Dynamic capacity as the fabric manager gives and takes it, host by host: 5600h to 5608h.</summary>
internal sealed class DynamicCapacityManagerArea(IReadOnlyList<DynamicHost> hosts) : ICciArea
{
    private const byte Free = 0, Contiguous = 1, Prescriptive = 2;
    private const int RegionSize = 40, ConfigurationHeader = 4, Counters = 16, ListHeader = 24, SelectionPolicies = 7, RemovalPolicies = 3;
    private const int PolicyMask = 0x0F, Forced = 0x10, Sanitize = 0x20;

    public void Register(CciCommandTable commands)
    {
        commands.Add(CxlCommands.FmapiGetDcdInfo, _ => Information(), links: CciLink.Fabric);
        commands.Add(CxlCommands.FmapiGetDcRegConfig, Configuration, links: CciLink.Fabric);
        commands.Add(CxlCommands.FmapiSetDcRegionConfig, Configure, links: CciLink.Fabric);
        commands.Add(CxlCommands.FmapiGetDcRegionExtList, Extents, links: CciLink.Fabric);
        commands.Add(CxlCommands.FmapiInitiateDcAdd, Add, CciRule.Variable, CciLink.Fabric);
        commands.Add(CxlCommands.FmapiInitiateDcRelease, Release, CciRule.Variable, CciLink.Fabric);
        commands.Add(new DynamicTagsArea(hosts));
    }

    private CciResult Information()
    {
        var regions = hosts[0].Use(host => host.Regions.Count);
        var total = hosts.Aggregate(0UL, (sum, each) => sum + each.Use(host => host.Regions.Aggregate(0UL, (part, region) => part + region.Length)));
        var answer = new CciWriter().U8(hosts.Count).U8(regions).Pad(2).U16(SelectionPolicies).Pad(2).U16(RemovalPolicies)
            .U8((1 << regions) - 1).Pad(1).U64(total / Media.Unit);
        for (var region = 0; region < 8; region++)
        {
            answer.U64(region < regions ? DynamicRegion.BlockSizes : 0);
        }

        return answer;
    }

    private CciResult Configuration(CciCall call)
    {
        var input = call.Read();
        var (id, wanted, start) = (input.U16(), input.U8(), input.U8());
        return id < hosts.Count ? hosts[id].Use(host => Configuration(host, id, wanted, start, call.Fit(ConfigurationHeader + Counters, RegionSize))) : CxlReturnCode.InvalidInput;
    }

    private static CciResult Configuration(DynamicCapacity host, ushort id, byte wanted, byte start, int most)
    {
        if (start >= host.Regions.Count)
        {
            return CxlReturnCode.InvalidInput;
        }

        var page = host.Regions.Skip(start).Take(Math.Min(wanted, most)).ToArray();
        var answer = new CciWriter().U16(id).U8(host.Regions.Count).U8(page.Length);
        foreach (var region in page)
        {
            answer.U64(region.Start).U64(region.Length / Media.Unit).U64(region.Length).U64(region.BlockSize)
                .U8(0).Pad(3).U8(region.SanitizesOnRelease ? 1 : 0).Pad(3);
        }

        return answer.U32(DynamicCapacity.MostExtents).U32(host.ExtentsAvailable).U32(DynamicCapacity.MostTags).U32(host.TagsAvailable);
    }

    private CciResult Configure(CciCall call)
    {
        var input = call.Read();
        var region = input.U8();
        input.Skip(3);
        var (blockSize, flags) = (input.U64(), input.U8());
        foreach (var host in hosts)
        {
            if (host.Use(capacity => capacity.Configure(region, blockSize, (flags & 1) != 0)) is not CxlReturnCode.Success and var refusal)
            {
                return refusal;
            }
        }

        return CxlReturnCode.Success;
    }

    private CciResult Extents(CciCall call)
    {
        var input = call.Read();
        var id = input.U16();
        input.Skip(2);
        var (wanted, start) = (input.U32(), input.U32());
        return id < hosts.Count ? hosts[id].Use(host => Extents(host, id, wanted, start, (uint)call.Fit(ListHeader, DynamicExtent.Size))) : CxlReturnCode.InvalidInput;
    }

    private static CciResult Extents(DynamicCapacity host, ushort id, uint wanted, uint start, uint most)
    {
        var all = host.Accepted;
        if (start > all.Count)
        {
            return CxlReturnCode.InvalidInput;
        }

        var page = all.Skip((int)start).Take((int)Math.Min(wanted, most)).ToArray();
        var answer = new CciWriter().U16(id).Pad(2).U32(start).U32((uint)page.Length).U32((uint)all.Count).U32(host.Generation).Pad(4);
        return page.Aggregate(answer, (writer, extent) => extent.Write(writer));
    }

    private CciResult Add(CciCall call)
    {
        var input = call.Read();
        var (id, policy, region) = (input.U16(), input.U8() & PolicyMask, input.U8());
        var length = input.U64();
        var tag = input.Uuid();
        var extents = ReadExtents(ref input);
        return id >= hosts.Count ? CxlReturnCode.InvalidInput : hosts[id].Use(host => policy switch
        {
            Free or Contiguous => region < host.Regions.Count && host.Regions[region].IsAligned(host.Regions[region].Start, length)
                ? Choose(host, host.Regions[region], length, tag, policy == Contiguous)
                : CxlReturnCode.InvalidInput,
            Prescriptive => Prescribe(host, extents),
            _ => CxlReturnCode.InvalidInput,
        });
    }

    private static CxlReturnCode Choose(DynamicCapacity host, DynamicRegion region, ulong length, Guid tag, bool isContiguous)
    {
        var extents = DynamicAllocation.Find(host, region, length, isContiguous);
        return extents is null ? CxlReturnCode.ResourcesExhausted : host.Offer([.. extents.Select(extent => extent with { Tag = tag })]);
    }

    private static CxlReturnCode Prescribe(DynamicCapacity host, List<DynamicExtent> extents)
    {
        var ranges = extents.ConvertAll(extent => (extent.Start, extent.Length));
        return ranges.Count == 0 || host.IsMalformed(ranges) ? CxlReturnCode.InvalidExtentList
            : ranges.Exists(range => !host.IsFree(range.Start, range.Length)) ? CxlReturnCode.InvalidPhysicalAddress
            : host.Offer(extents);
    }

    private CciResult Release(CciCall call)
    {
        var input = call.Read();
        var (id, flags) = (input.U16(), input.U8());
        input.Skip(1);
        var length = input.U64();
        var tag = input.Uuid();
        var extents = ReadExtents(ref input);
        if (id >= hosts.Count || (flags & PolicyMask) > 1 || (flags & ~(PolicyMask | Forced | Sanitize)) != 0)
        {
            return CxlReturnCode.InvalidInput;
        }

        return hosts[id].Use(host =>
        {
            var ranges = (flags & PolicyMask) == 0 ? DynamicAllocation.OfTag(host, tag, length) : extents.ConvertAll(extent => (extent.Start, extent.Length));
            return host.Withdraw(ranges, (flags & Forced) != 0);
        });
    }

    private static List<DynamicExtent> ReadExtents(ref CciReader input)
    {
        var count = input.U32();
        input.Expect((long)DynamicExtent.Size * count);
        var extents = new List<DynamicExtent>();
        for (var index = 0; index < count; index++)
        {
            extents.Add(DynamicExtent.Read(ref input));
        }

        return extents;
    }
}
