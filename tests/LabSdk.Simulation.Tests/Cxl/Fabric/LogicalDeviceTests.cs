using LabSdk.Cxl;
using LabSdk.Simulation.Cxl;
using LabSdk.Simulation.Tests.Daq;

namespace LabSdk.Simulation.Tests.Cxl.Fabric;

public sealed class LogicalDeviceTests
{
    private static Task<CxlBench> OpenAsync(int heads = 1)
    {
        var time = new ManualTime();
        return CxlBench.OpenAsync(new SimulatedCxlMld(new SimulatedCxlMldOptions { Heads = heads, Drifts = false, Time = time }), time);
    }

    [Fact]
    public async Task Pool_tells_size_and_allocations()
    {
        await using var bench = await OpenAsync();

        var info = await bench.Mctp.Fabric.GetLdInfoAsync();
        var all = await bench.Mctp.ReadLdAllocationsAsync();

        Assert.Equal((16, 16UL << 30), (info.LdCount, info.MemorySize));
        Assert.Equal(16, all.Allocations.Count);
        Assert.Equal(CxlReturnCode.InvalidInput, await bench.CodeAsync(CxlCommands.FmapiGetLdAllocations, 16, 1));
    }

    [Fact]
    public async Task New_allocation_changes_the_size_of_the_logical_device()
    {
        await using var bench = await OpenAsync();
        byte[] Allocate(byte start, params (ulong, ulong)[] units) =>
            units.Aggregate(new CciWriter().U8(units.Length).U8(start).Pad(2), (writer, each) => writer.U64(each.Item1).U64(each.Item2)).ToArray();

        Assert.Equal(CxlReturnCode.Success, await bench.CodeAsync(CxlCommands.FmapiSetLdAllocations, Allocate(2, (6, 1), (0, 0))));
        var device = await bench.Mctp.Through(Tunnel.Mld(2)).Memory.IdentifyAsync();

        Assert.Equal((7UL, 6UL, 1UL), (device.TotalCapacityUnits, device.VolatileCapacityUnits, device.PersistentCapacityUnits));
        Assert.Equal(CxlReturnCode.InvalidInput, await bench.CodeAsync(CxlCommands.FmapiSetLdAllocations, Allocate(2, (60, 0))));
        Assert.Equal(CxlReturnCode.InvalidInput, await bench.CodeAsync(CxlCommands.FmapiSetLdAllocations, Allocate(2, (ulong.MaxValue, 2))));
        Assert.Equal(CxlReturnCode.InvalidInput, await bench.CodeAsync(CxlCommands.FmapiSetLdAllocations, Allocate(15, (1, 0), (1, 0))));
        Assert.Equal(CxlReturnCode.InvalidInput, await bench.CodeAsync(CxlCommands.FmapiSetLdAllocations, Allocate(0)));
    }

    [Fact]
    public async Task Shares_of_bandwidth_are_kept_and_never_exceed_the_whole()
    {
        await using var bench = await OpenAsync();

        Assert.Equal([2, 3, 16, 16], (await bench.Mctp.ExecuteRawAsync(0x5406, new byte[] { 2, 3 })).Payload.ToArray());
        Assert.Equal(CxlReturnCode.Success, await bench.CodeAsync(CxlCommands.FmapiSetQosAllocatedBw, 2, 3, 8, 24));
        Assert.Equal([2, 3, 8, 24], (await bench.Mctp.ExecuteRawAsync(0x5406, new byte[] { 2, 3 })).Payload.ToArray());
        Assert.Equal(CxlReturnCode.InvalidInput, await bench.CodeAsync(CxlCommands.FmapiSetQosAllocatedBw, 1, 0, 255));
        Assert.Equal(CxlReturnCode.Success, await bench.CodeAsync(CxlCommands.FmapiSetQosBwLimit, 1, 15, 255));
        Assert.Equal([1, 15, 255], (await bench.Mctp.ExecuteRawAsync(0x5408, new byte[] { 9, 15 })).Payload.ToArray());
        Assert.Equal(CxlReturnCode.InvalidPayloadLength, await bench.CodeAsync(CxlCommands.FmapiSetQosBwLimit, 3, 0, 1));
        Assert.Equal(CxlReturnCode.InvalidInput, await bench.CodeAsync(CxlCommands.FmapiSetQosControl, 0, 0, 10, 0, 0, 0, 0));
        Assert.Equal([0, 20, 30, 8, 1, 0, 9], (await bench.Mctp.ExecuteRawAsync(0x5404, new byte[] { 0, 20, 30, 8, 1, 0, 9 })).Payload.ToArray());
    }

    [Fact]
    public async Task Memory_of_a_logical_device_is_written_and_read_through_the_fabric()
    {
        await using var bench = await OpenAsync();
        byte[] Access(bool isWrite, ushort device, ushort length, ulong address, params byte[] data) =>
            new CciWriter().U8(0).U24(isWrite ? 0x80_0000u : 0).U16(device).U16(length).U64(address).Bytes(data).ToArray();

        Assert.Equal([3, 0, 0, 0], (await bench.Mctp.ExecuteRawAsync(0x5302, Access(true, 4, 3, 0x100, 7, 8, 9))).Payload.ToArray());
        Assert.Equal([4, 0, 0, 0, 7, 8, 9, 0], (await bench.Mctp.ExecuteRawAsync(0x5302, Access(false, 4, 4, 0x100))).Payload.ToArray());
        Assert.Equal([4, 0, 0, 0, 0, 0, 0, 0], (await bench.Mctp.ExecuteRawAsync(0x5302, Access(false, 5, 4, 0x100))).Payload.ToArray());
        Assert.Equal(CxlReturnCode.InvalidInput, await bench.CodeAsync(bench.Mctp, 0x5302, Access(false, 16, 4, 0)));
        Assert.Equal(CxlReturnCode.InvalidInput, await bench.CodeAsync(bench.Mctp, 0x5302, Access(false, 4, 4, ulong.MaxValue)));
        Assert.Equal(CxlReturnCode.InvalidInput, await bench.CodeAsync(bench.Mctp, 0x5302, Access(false, 4, 4096, 0)));
        Assert.Equal(CxlReturnCode.InvalidPayloadLength, await bench.CodeAsync(bench.Mctp, 0x5302, Access(true, 4, 4, 0, 1)));
        Assert.Equal(0x0D93_1AB5u, BitConverter.ToUInt32((await bench.Mctp.ExecuteRawAsync(0x5301, new byte[12])).Payload.Span));
    }

    [Fact]
    public async Task Heads_and_their_logical_devices_are_told_by_a_device_that_has_several()
    {
        await using var bench = await OpenAsync(heads: 2);

        Assert.Equal([0, 1, 0, 1], (await bench.Mctp.ReadLdMapAsync()).Take(4));
        Assert.Equal(2, (await bench.Mctp.ReadHeadsAsync()).Count);
        Assert.Equal(CxlReturnCode.InvalidInput, await bench.CodeAsync(CxlCommands.FmapiGetMultiheadedInfo, 16, 1));
        Assert.Equal(CxlReturnCode.InvalidInput, await bench.CodeAsync(CxlCommands.FmapiGetHeadInfo, 2, 1));
        await using var single = await OpenAsync();
        Assert.Equal(CxlReturnCode.Unsupported, await single.CodeAsync(CxlCommands.FmapiGetHeadInfo, 0, 1));
    }
}
