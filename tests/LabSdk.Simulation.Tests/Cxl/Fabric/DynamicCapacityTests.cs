using LabSdk.Cxl;
using LabSdk.Simulation.Cxl;

namespace LabSdk.Simulation.Tests.Cxl.Fabric;

/// <summary>Dynamic capacity from the fabric manager to the host and back.</summary>
public sealed class DynamicCapacityTests
{
    private const ulong Block = 2 << 20, Base = 16 * (256UL << 20);

    private static readonly Guid Tag = new("11111111-2222-3333-4444-555555555555");

    [Fact]
    public async Task Capacity_is_offered_by_an_event_accepted_listed_and_given_back()
    {
        await using var bench = await CxlBench.DeviceAsync();
        Assert.Equal(CxlReturnCode.Success, await AddAsync(bench, 1, 0, 4 * Block, Tag));
        var offer = Assert.Single((await bench.Mctp.ReadEventLogAsync(CxlEventLog.DynamicCapacity)).Records);
        Assert.Equal((CxlUuids.DynamicCapacityEvent, 0), (offer.Uuid, offer.Data.Span[0]));
        Assert.Empty(await bench.Mctp.ReadExtentsAsync());

        Assert.Equal(CxlReturnCode.Success, await AnswerAsync(bench, CxlCommands.MemdevAddDcResponse, 0, (Base, 4 * Block)));
        var extent = Assert.Single(await bench.Mctp.ReadExtentsAsync());
        Assert.Equal((Base, 4 * Block, Tag), (extent.StartDpa, extent.Length, extent.Tag));
        Assert.Equal(Tag, Assert.Single(await bench.Mctp.ReadTagsAsync()).Tag);

        Assert.Equal(CxlReturnCode.Success, await AnswerAsync(bench, CxlCommands.MemdevReleaseDc, 0, (Base + Block, Block)));
        Assert.Equal([(Base, Block), (Base + (2 * Block), 2 * Block)], (await bench.Mctp.ReadExtentsAsync()).Select(each => (each.StartDpa, each.Length)));
        Assert.Equal(2u, BitConverter.ToUInt32((await bench.Mctp.ExecuteRawAsync(0x4801, new byte[8])).Payload.Span[8..]));
    }

    [Fact]
    public async Task Host_may_take_a_part_and_the_rest_of_the_offer_is_off()
    {
        await using var bench = await CxlBench.DeviceAsync();
        await AddAsync(bench, 1, 0, 4 * Block, Tag);

        Assert.Equal(CxlReturnCode.Success, await AnswerAsync(bench, CxlCommands.MemdevAddDcResponse, 1, (Base, Block)));
        Assert.Equal(CxlReturnCode.Success, await AnswerAsync(bench, CxlCommands.MemdevAddDcResponse, 0, (Base + Block, Block)));
        Assert.Equal(CxlReturnCode.InvalidPhysicalAddress, await AnswerAsync(bench, CxlCommands.MemdevAddDcResponse, 0, (Base + (2 * Block), Block)));

        Assert.Equal(2, (await bench.Mctp.ReadExtentsAsync()).Count);
    }

    [Fact]
    public async Task Nothing_taken_ends_the_offer()
    {
        await using var bench = await CxlBench.DeviceAsync();
        await AddAsync(bench, 0, 0, Block, Tag);

        Assert.Equal(CxlReturnCode.Success, await AnswerAsync(bench, CxlCommands.MemdevAddDcResponse, 0));

        Assert.Equal(CxlReturnCode.InvalidPhysicalAddress, await AnswerAsync(bench, CxlCommands.MemdevAddDcResponse, 0, (Base, Block)));
        Assert.Empty(await bench.Mctp.ReadTagsAsync());
    }

    [Fact]
    public async Task Crooked_and_overlapping_lists_are_invalid_lists_and_others_invalid_addresses()
    {
        await using var bench = await CxlBench.DeviceAsync();
        await AddAsync(bench, 0, 0, 4 * Block, Tag);

        Assert.Equal(CxlReturnCode.InvalidExtentList, await AnswerAsync(bench, CxlCommands.MemdevAddDcResponse, 0, (Base + 64, Block)));
        Assert.Equal(CxlReturnCode.InvalidExtentList, await AnswerAsync(bench, CxlCommands.MemdevAddDcResponse, 0, (Base, 2 * Block), (Base + Block, Block)));
        Assert.Equal(CxlReturnCode.InvalidExtentList, await AnswerAsync(bench, CxlCommands.MemdevAddDcResponse, 0, (0, Block)));
        Assert.Equal(CxlReturnCode.InvalidPhysicalAddress, await AnswerAsync(bench, CxlCommands.MemdevAddDcResponse, 0, (Base + (8 * Block), Block)));
        Assert.Equal(CxlReturnCode.InvalidPhysicalAddress, await AnswerAsync(bench, CxlCommands.MemdevReleaseDc, 0, (Base, Block)));
        Assert.Equal(CxlReturnCode.InvalidPayloadLength, await bench.CodeAsync(CxlCommands.MemdevReleaseDc, 2, 0, 0, 0, 0, 0, 0, 0));
    }

    [Fact]
    public async Task Several_extents_of_an_offer_are_told_with_the_more_flag()
    {
        await using var bench = await CxlBench.DeviceAsync();
        var prescription = new CciWriter().U16(0).U8(2).U8(0).U64(0).Pad(16).U32(2);
        foreach (var start in new[] { Base + (4 * Block), Base })
        {
            prescription.U64(start).U64(Block).Uuid(Tag).U16(0).Pad(6);
        }

        Assert.Equal(CxlReturnCode.Success, await bench.CodeAsync(CxlCommands.FmapiInitiateDcAdd, prescription.ToArray()));

        var records = (await bench.Mctp.ReadEventLogAsync(CxlEventLog.DynamicCapacity)).Records;
        Assert.Equal([1, 0], records.Select(record => (int)record.Data.Span[5]));
        Assert.Equal(CxlReturnCode.InvalidPhysicalAddress, await bench.CodeAsync(CxlCommands.FmapiInitiateDcAdd, prescription.ToArray()));
    }

    [Fact]
    public async Task Free_policy_fills_gaps_and_contiguous_does_not()
    {
        await using var bench = await CxlBench.DeviceAsync(new SimulatedCxlOptions { DynamicRegionUnits = 1, Drifts = false });
        const ulong blocks = 128;
        await AddAsync(bench, 1, 0, blocks * Block, Tag);
        await AnswerAsync(bench, CxlCommands.MemdevAddDcResponse, 0, (Base, blocks * Block));
        await AnswerAsync(bench, CxlCommands.MemdevReleaseDc, 0, (Base, Block), (Base + (5 * Block), Block));

        Assert.Equal(CxlReturnCode.ResourcesExhausted, await AddAsync(bench, 1, 0, 2 * Block, Tag));
        Assert.Equal(CxlReturnCode.Success, await AddAsync(bench, 0, 0, 2 * Block, Tag));
        Assert.Equal(CxlReturnCode.ResourcesExhausted, await AddAsync(bench, 0, 0, Block, Tag));
        Assert.Equal(CxlReturnCode.InvalidInput, await AddAsync(bench, 0, 2, Block, Tag));
        Assert.Equal(CxlReturnCode.InvalidInput, await AddAsync(bench, 0, 0, Block + 1, Tag));
        Assert.Equal(CxlReturnCode.InvalidInput, await AddAsync(bench, 3, 0, Block, Tag));
    }

    [Fact]
    public async Task Release_by_tag_asks_the_host_and_a_forced_one_does_not()
    {
        await using var bench = await CxlBench.DeviceAsync();
        await AddAsync(bench, 1, 0, 2 * Block, Tag);
        await AnswerAsync(bench, CxlCommands.MemdevAddDcResponse, 0, (Base, 2 * Block));
        Task<CxlReturnCode> ReleaseAsync(byte flags) =>
            bench.CodeAsync(CxlCommands.FmapiInitiateDcRelease, new CciWriter().U16(0).U8(flags).Pad(1).U64(2 * Block).Uuid(Tag).U32(0).ToArray());

        Assert.Equal(CxlReturnCode.Success, await ReleaseAsync(0));
        Assert.Single(await bench.Mctp.ReadExtentsAsync());
        Assert.Equal(CxlReturnCode.Success, await ReleaseAsync(0x10));
        Assert.Empty(await bench.Mctp.ReadExtentsAsync());
        var kinds = (await bench.Mctp.ReadEventLogAsync(CxlEventLog.DynamicCapacity)).Records.Select(record => (int)record.Data.Span[0]);
        Assert.Equal([0, 1, 2], kinds);
        Assert.Equal(CxlReturnCode.InvalidExtentList, await ReleaseAsync(0));
    }

    [Fact]
    public async Task Tag_that_is_referred_to_stays_when_its_extents_are_gone()
    {
        await using var bench = await CxlBench.DeviceAsync();
        var tag = Tag.ToByteArray(bigEndian: true);
        Assert.Equal(CxlReturnCode.InvalidInput, await bench.CodeAsync(CxlCommands.FmapiDcAddReference, tag));
        await AddAsync(bench, 1, 0, Block, Tag);
        Assert.Equal(CxlReturnCode.Success, await bench.CodeAsync(CxlCommands.FmapiDcAddReference, tag));
        await AnswerAsync(bench, CxlCommands.MemdevAddDcResponse, 0);

        Assert.Single(await bench.Mctp.ReadTagsAsync());
        Assert.Equal(CxlReturnCode.Success, await bench.CodeAsync(CxlCommands.FmapiDcRemoveReference, tag));
        Assert.Empty(await bench.Mctp.ReadTagsAsync());
        Assert.Equal(CxlReturnCode.InvalidInput, await bench.CodeAsync(CxlCommands.FmapiDcRemoveReference, tag));
    }

    [Fact]
    public async Task Region_is_divided_anew_while_nothing_of_it_is_in_use()
    {
        await using var bench = await CxlBench.DeviceAsync();
        Task<CxlReturnCode> ConfigureAsync(byte region, ulong size) =>
            bench.CodeAsync(CxlCommands.FmapiSetDcRegionConfig, new CciWriter().U8(region).Pad(3).U64(size).U8(1).Pad(3).ToArray());

        Assert.Equal(CxlReturnCode.Success, await ConfigureAsync(0, 4096));
        Assert.Equal(4096UL, (await bench.Mctp.ReadRegionsAsync())[0].BlockSize);
        Assert.Equal(4096UL, (await bench.Mctp.ReadHostRegionsAsync(0))[0].BlockSize);
        Assert.Equal(CxlReturnCode.InvalidInput, await ConfigureAsync(0, 100));
        Assert.Equal(CxlReturnCode.InvalidInput, await ConfigureAsync(2, 4096));
        await AddAsync(bench, 1, 0, 4096, Tag);
        Assert.Equal(CxlReturnCode.InvalidInput, await ConfigureAsync(0, Block));
    }

    [Fact]
    public async Task Manager_tells_hosts_regions_and_extents()
    {
        await using var bench = await CxlBench.DeviceAsync();

        var info = await bench.Mctp.Fabric.GetDcdInfoAsync();
        Assert.Equal((1, 2, 8UL), (info.HostCount, info.RegionCount, info.TotalDynamicCapacityUnits));
        Assert.Empty(await bench.Mctp.ReadHostExtentsAsync(0));
        Assert.Equal(CxlReturnCode.InvalidInput, await bench.CodeAsync(CxlCommands.FmapiGetDcRegionExtList, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
        Assert.Equal(CxlReturnCode.InvalidInput, await bench.CodeAsync(CxlCommands.FmapiGetDcRegConfig, 0, 0, 1, 2));
    }

    private static Task<CxlReturnCode> AddAsync(CxlBench bench, byte policy, byte region, ulong length, Guid tag) =>
        bench.CodeAsync(CxlCommands.FmapiInitiateDcAdd, new CciWriter().U16(0).U8(policy).U8(region).U64(length).Uuid(tag).U32(0).ToArray());

    private static Task<CxlReturnCode> AnswerAsync(CxlBench bench, CxlCommand command, byte flags, params (ulong Start, ulong Length)[] ranges) =>
        bench.CodeAsync(command, ranges.Aggregate(new CciWriter().U32((uint)ranges.Length).U8(flags).Pad(3), (writer, range) => writer.U64(range.Start).U64(range.Length).Pad(8)).ToArray());
}
