using LabSdk.Cxl;
using LabSdk.Simulation.Cxl;

namespace LabSdk.Simulation.Tests.Cxl.Device;

/// <summary>Partitions, labels, timestamp, response limit, vendor commands.</summary>
public sealed class MemoryTests
{
    [Fact]
    public async Task Partition_waits_for_a_reset_unless_it_is_immediate()
    {
        await using var bench = await CxlBench.DeviceAsync(new SimulatedCxlOptions { PartitionAlignmentUnits = 2, Drifts = false });
        Assert.Equal(CxlReturnCode.Success, await SetAsync(bench, 8, 0));
        Assert.Equal((8UL, 8UL, 12UL, 4UL), await PartitionsAsync(bench));

        bench.Device.Reset();
        Assert.Equal((12UL, 4UL, 0UL, 0UL), await PartitionsAsync(bench));
        Assert.Equal(CxlReturnCode.Success, await SetAsync(bench, 0, 1));
        Assert.Equal((4UL, 12UL, 0UL, 0UL), await PartitionsAsync(bench));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(10, 0)]
    [InlineData(ulong.MaxValue, 0)]
    [InlineData(2, 2)]
    public async Task Partition_that_is_not_aligned_too_large_or_with_unknown_flags_is_refused(ulong units, byte flags)
    {
        await using var bench = await CxlBench.DeviceAsync(new SimulatedCxlOptions { PartitionAlignmentUnits = 2, Drifts = false });

        Assert.Equal(CxlReturnCode.InvalidInput, await SetAsync(bench, units, flags));
    }

    [Fact]
    public async Task Device_that_cannot_be_partitioned_refuses_it()
    {
        await using var bench = await CxlBench.DeviceAsync(new SimulatedCxlOptions { PartitionAlignmentUnits = 0, Drifts = false });

        Assert.Equal(CxlReturnCode.InvalidInput, await SetAsync(bench, 0, 0));
    }

    [Fact]
    public async Task Labels_are_written_and_read_in_pieces_by_the_client()
    {
        await using var bench = await CxlBench.DeviceAsync(new SimulatedCxlOptions { LabelBytes = 5000, Drifts = false });
        var labels = Enumerable.Range(0, 5000).Select(index => (byte)(index * 7)).ToArray();

        await bench.Mailbox.WriteLsaAsync(0, labels, bench.Confirmation);

        Assert.Equal(labels, (await bench.Mctp.ReadLsaAsync()).ToArray());
        Assert.Equal(labels, (await bench.Mailbox.ReadLsaAsync()).ToArray());
    }

    [Fact]
    public async Task Labels_outside_the_area_are_refused()
    {
        await using var bench = await CxlBench.DeviceAsync(new SimulatedCxlOptions { LabelBytes = 100, Drifts = false });

        Assert.Equal(CxlReturnCode.InvalidInput, await bench.CodeAsync(CxlCommands.MemdevGetLsa, 99, 0, 0, 0, 2, 0, 0, 0));
        Assert.Equal(CxlReturnCode.InvalidInput, await bench.CodeAsync(CxlCommands.MemdevGetLsa, 255, 255, 255, 255, 255, 255, 255, 255));
        Assert.Equal(CxlReturnCode.InvalidInput, await bench.CodeAsync(CxlCommands.MemdevSetLsa, 99, 0, 0, 0, 0, 0, 0, 0, 1, 2));
        Assert.Equal(CxlReturnCode.Success, await bench.CodeAsync(CxlCommands.MemdevSetLsa, 98, 0, 0, 0, 0, 0, 0, 0, 1, 2));
    }

    [Fact]
    public async Task Timestamp_is_zero_until_it_is_set_and_then_runs()
    {
        await using var bench = await CxlBench.DeviceAsync();
        Assert.Equal(0UL, (await bench.Mctp.Component.GetTimestampAsync()).Timestamp);
        await bench.Mctp.Component.SetTimestampAsync(1_000_000UL);

        bench.Time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(2_001_000_000UL, (await bench.Mctp.Component.GetTimestampAsync()).Timestamp);
    }

    [Theory]
    [InlineData(7, CxlReturnCode.InvalidInput)]
    [InlineData(8, CxlReturnCode.Success)]
    [InlineData(10, CxlReturnCode.Success)]
    [InlineData(11, CxlReturnCode.InvalidInput)]
    public async Task Response_limit_is_8_to_10(byte limit, CxlReturnCode expected)
    {
        await using var bench = await CxlBench.DeviceAsync();

        Assert.Equal(expected, await bench.CodeAsync(CxlCommands.SetResponseMsgLimit, limit));
        Assert.Equal(CxlReturnCode.Unsupported, await bench.CodeAsync(bench.Mailbox, CxlCommands.SetResponseMsgLimit.Opcode, [limit]));
    }

    [Fact]
    public async Task Vendor_commands_echo_fail_and_take_their_time()
    {
        await using var bench = await CxlBench.DeviceAsync();
        Assert.Equal([1, 2, 3], (await bench.Mctp.ExecuteVendorAsync(VendorArea.Echo, new byte[] { 1, 2, 3 })).Payload.ToArray());

        var failed = await Assert.ThrowsAsync<CxlDeviceException>(async () => await bench.Mctp.ExecuteVendorAsync(VendorArea.Fail));
        Assert.Equal((CxlReturnCode.InternalError, VendorArea.FailStatus), (failed.ReturnCode, failed.VendorStatus));

        var slow = bench.Mctp.ExecuteVendorAsync(VendorArea.Slow, new byte[] { 100, 0 }).AsTask();
        Assert.False(slow.IsCompleted);
        bench.Time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal([100, 0], (await slow).Payload.ToArray());
    }

    [Fact]
    public async Task Wrong_length_and_unknown_opcode_are_told_apart()
    {
        await using var bench = await CxlBench.DeviceAsync();

        Assert.Equal(CxlReturnCode.InvalidPayloadLength, await bench.CodeAsync(CxlCommands.MemdevGetHealthInfo, 1));
        Assert.Equal(CxlReturnCode.InvalidPayloadLength, await bench.CodeAsync(CxlCommands.MemdevGetLsa, 1));
        Assert.Equal(CxlReturnCode.Unsupported, await bench.CodeAsync(bench.Mctp, 0x0700, []));
        Assert.Equal(CxlReturnCode.Unsupported, await bench.CodeAsync(CxlCommands.FmapiIdentifySwDevice));
        Assert.Equal(CxlReturnCode.Unsupported, await bench.CodeAsync(CxlCommands.FmapiGetLdInfo));
    }

    private static Task<CxlReturnCode> SetAsync(CxlBench bench, ulong units, byte flags) =>
        bench.CodeAsync(CxlCommands.MemdevSetPartitionInfo, new CciWriter().U64(units).U8(flags).ToArray());

    private static async Task<(ulong, ulong, ulong, ulong)> PartitionsAsync(CxlBench bench)
    {
        var info = await bench.Mctp.ExecuteRawAsync(CxlCommands.MemdevGetPartitionInfo.Opcode, default);
        var input = new CciReader(info.Payload.Span);
        return (input.U64(), input.U64(), input.U64(), input.U64());
    }
}
