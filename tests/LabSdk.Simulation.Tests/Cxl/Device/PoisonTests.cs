using LabSdk.Cxl;
using LabSdk.Simulation.Cxl;

namespace LabSdk.Simulation.Tests.Cxl.Device;

public sealed class PoisonTests
{
    private const ulong End = 16 * (256UL << 20);

    [Fact]
    public async Task Injected_poison_is_listed_and_clearing_writes_the_data()
    {
        await using var bench = await CxlBench.DeviceAsync();
        Assert.Equal(CxlReturnCode.Success, await InjectAsync(bench, 0x1000));
        Assert.Equal(CxlReturnCode.Success, await InjectAsync(bench, 0x1000));

        var record = Assert.Single((await bench.Mctp.ReadPoisonAsync()).Records);
        Assert.Equal((0x1000UL, CxlMediaErrorSource.Injected, 64UL), (record.Location.Dpa, record.Location.Source, record.LengthBytes));

        byte[] data = [.. Enumerable.Range(0, 64).Select(value => (byte)value)];
        Assert.Equal(CxlReturnCode.Success, await bench.CodeAsync(CxlCommands.MemdevClearPoison, new CciWriter().U64(0x1000).Bytes(data).ToArray()));
        Assert.Empty((await bench.Mctp.ReadPoisonAsync()).Records);
        Assert.Equal(data, bench.Device.ReadMemory(0x1000));
        Assert.Single((await bench.Mctp.ReadEventLogAsync(CxlEventLog.Informational)).Records);
    }

    [Fact]
    public async Task Clearing_inside_a_range_cuts_it_in_two()
    {
        await using var bench = await CxlBench.DeviceAsync();
        bench.Device.Poison(0, 4 * 64);

        await bench.CodeAsync(CxlCommands.MemdevClearPoison, new CciWriter().U64(64).Pad(64).ToArray());

        Assert.Equal([(0UL, 64UL), (128UL, 128UL)], (await bench.Mctp.ReadPoisonAsync()).Records.Select(record => (record.Location.Dpa, record.LengthBytes)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(End)]
    [InlineData(ulong.MaxValue)]
    public async Task Address_that_is_crooked_or_outside_is_invalid(ulong address)
    {
        await using var bench = await CxlBench.DeviceAsync();

        Assert.Equal(CxlReturnCode.InvalidPhysicalAddress, await InjectAsync(bench, address));
        Assert.Equal(CxlReturnCode.InvalidPhysicalAddress, await bench.CodeAsync(CxlCommands.MemdevClearPoison, new CciWriter().U64(address).Pad(64).ToArray()));
    }

    [Fact]
    public async Task List_range_that_is_crooked_or_outside_is_invalid()
    {
        await using var bench = await CxlBench.DeviceAsync();
        Task<CxlReturnCode> ListAsync(ulong address, ulong units) => bench.CodeAsync(CxlCommands.GetPoisonList, new CciWriter().U64(address).U64(units).ToArray());

        Assert.Equal(CxlReturnCode.InvalidPhysicalAddress, await ListAsync(2, 1));
        Assert.Equal(CxlReturnCode.InvalidPhysicalAddress, await ListAsync(End, 1));
        Assert.Equal(CxlReturnCode.InvalidPhysicalAddress, await ListAsync(0, ulong.MaxValue));
        Assert.Equal(CxlReturnCode.Success, await ListAsync(1, End / 64));
    }

    [Fact]
    public async Task Injecting_ends_at_the_limit_and_at_the_end_of_the_list()
    {
        await using var limited = await CxlBench.DeviceAsync(new SimulatedCxlOptions { InjectPoisonLimit = 2, Drifts = false });
        Assert.Equal((CxlReturnCode.Success, CxlReturnCode.Success, CxlReturnCode.PoisonLimitReached), (await InjectAsync(limited, 0), await InjectAsync(limited, 64), await InjectAsync(limited, 128)));

        await using var small = await CxlBench.DeviceAsync(new SimulatedCxlOptions { PoisonListMaximum = 1, Drifts = false });
        await small.Mctp.Component.SetTimestampAsync(77UL);
        Assert.Equal((CxlReturnCode.Success, CxlReturnCode.PoisonLimitReached), (await InjectAsync(small, 0), await InjectAsync(small, 128)));
        Assert.Null((await small.Mctp.ReadPoisonAsync()).OverflowTime);
        small.Device.Poison(0x4000);
        Assert.NotNull((await small.Mctp.ReadPoisonAsync()).OverflowTime);
    }

    [Fact]
    public async Task Long_list_is_paged_and_can_be_begun_again()
    {
        await using var bench = await CxlBench.DeviceAsync();
        for (var index = 0; index < 200; index++)
        {
            bench.Device.Poison((ulong)index * 0x1000);
        }

        async Task<(byte Flags, int Count, ulong First)> PageAsync(ulong address)
        {
            var answer = await bench.Mctp.ExecuteRawAsync(CxlCommands.GetPoisonList.Opcode, new CciWriter().U64(address).U64(End / 64).ToArray());
            return (answer.Payload.Span[0], BitConverter.ToUInt16(answer.Payload.Span[10..]), BitConverter.ToUInt64(answer.Payload.Span[32..]) & ~0x3FUL);
        }

        Assert.Equal(200, (await bench.Mctp.ReadPoisonAsync()).Records.Count);
        Assert.Equal(200, (await bench.Mailbox.ReadPoisonAsync()).Records.Count);
        Assert.Equal((1, 62, 0UL), await PageAsync(0));
        Assert.Equal((1, 62, 62 * 0x1000UL), await PageAsync(0));
        Assert.Equal((9, 62, 0UL), await PageAsync(1));
    }

    private static Task<CxlReturnCode> InjectAsync(CxlBench bench, ulong address) => bench.CodeAsync(CxlCommands.MemdevInjectPoison, new CciWriter().U64(address).ToArray());
}
