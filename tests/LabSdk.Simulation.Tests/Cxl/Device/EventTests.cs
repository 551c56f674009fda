using LabSdk.Cxl;
using LabSdk.Simulation.Cxl;

namespace LabSdk.Simulation.Tests.Cxl.Device;

public sealed class EventTests
{
    private static readonly SimulatedCxlEvent Error = SimulatedCxlEvent.GeneralMedia(0x1000, CxlEventSeverity.Failure, isUncorrectable: true);

    [Fact]
    public async Task Record_is_read_again_until_it_is_cleared_by_its_handle()
    {
        await using var bench = await CxlBench.DeviceAsync();
        await bench.Mctp.Component.SetTimestampAsync(new SetTimestampRequest { Timestamp = 1000 });
        bench.Device.AddEvent(Error);

        var first = await Read(bench, CxlEventLog.Failure);
        var again = await Read(bench, CxlEventLog.Failure);

        Assert.Equal((1, 1), (first.Records.Count, again.Records.Count));
        Assert.Equal((CxlUuids.GeneralMediaEvent, (ushort)1, 1000UL), (first.Records[0].Uuid, first.Records[0].Handle, first.Records[0].Timestamp));
        Assert.Equal(CxlReturnCode.Success, await bench.CodeAsync(CxlCommands.ClearEventRecords, 2, 0, 1, 0, 0, 0, 1, 0));
        Assert.Empty((await Read(bench, CxlEventLog.Failure)).Records);
    }

    [Fact]
    public async Task Handles_that_are_not_the_oldest_in_order_clear_nothing()
    {
        await using var bench = await CxlBench.DeviceAsync();
        bench.Device.AddEvent(Error, 3);

        Assert.Equal(CxlReturnCode.InvalidHandle, await bench.CodeAsync(CxlCommands.ClearEventRecords, 2, 0, 2, 0, 0, 0, 2, 0, 1, 0));
        Assert.Equal(CxlReturnCode.InvalidHandle, await bench.CodeAsync(CxlCommands.ClearEventRecords, 2, 0, 1, 0, 0, 0, 2, 0));
        Assert.Equal(3, (await Read(bench, CxlEventLog.Failure)).Records.Count);
        Assert.Equal(CxlReturnCode.Success, await bench.CodeAsync(CxlCommands.ClearEventRecords, 2, 0, 2, 0, 0, 0, 1, 0, 2, 0));
        Assert.Equal((ushort)3, Assert.Single((await Read(bench, CxlEventLog.Failure)).Records).Handle);
    }

    [Fact]
    public async Task Full_log_counts_what_it_loses_and_can_then_be_cleared_whole()
    {
        await using var bench = await CxlBench.DeviceAsync(new SimulatedCxlOptions { EventLogSize = 2, Drifts = false });
        await bench.Mctp.Component.SetTimestampAsync(new SetTimestampRequest { Timestamp = 5 });
        bench.Device.AddEvent(Error, 2);
        Assert.Equal(CxlReturnCode.InvalidInput, await bench.CodeAsync(CxlCommands.ClearEventRecords, 2, 1, 0, 0, 0, 0));

        bench.Device.AddEvent(Error);
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        bench.Device.AddEvent(Error);

        var log = await Read(bench, CxlEventLog.Failure);
        Assert.True(log.Flags.HasFlag(CxlEventRecordsFlags.Overflow));
        Assert.Equal((2, 5UL, 1_000_000_005UL), (log.OverflowCount, log.FirstOverflowTimestamp, log.LastOverflowTimestamp));
        Assert.Equal(CxlReturnCode.InvalidInput, await bench.CodeAsync(CxlCommands.ClearEventRecords, 2, 1, 1, 0, 0, 0, 1, 0));
        Assert.Equal(CxlReturnCode.Success, await bench.CodeAsync(CxlCommands.ClearEventRecords, 2, 1, 0, 0, 0, 0));
        Assert.Empty((await Read(bench, CxlEventLog.Failure)).Records);
    }

    [Fact]
    public async Task Answer_holds_what_fits_and_says_that_there_is_more()
    {
        await using var bench = await CxlBench.DeviceAsync();
        bench.Device.AddEvent(Error, 20);

        var mailbox = await bench.Mailbox.ExecuteAsync<GetEventRecords>(CxlCommands.GetEventRecords, new GetEventRecordsRequest { EventLog = CxlEventLog.Failure });
        var mctp = await Read(bench, CxlEventLog.Failure);

        Assert.Equal((15, 7), (mailbox.Records.Count, mctp.Records.Count));
        Assert.True(mctp.Flags.HasFlag(CxlEventRecordsFlags.MoreEventRecords));
    }

    [Fact]
    public async Task Unknown_log_is_invalid_input()
    {
        await using var bench = await CxlBench.DeviceAsync();

        Assert.Equal(CxlReturnCode.InvalidInput, await bench.CodeAsync(CxlCommands.GetEventRecords, 5));
        Assert.Equal(CxlReturnCode.InvalidInput, await bench.CodeAsync(CxlCommands.ClearEventRecords, 9, 0, 0, 0, 0, 0));
    }

    [Fact]
    public async Task Interrupt_policy_of_four_and_of_five_bytes_is_kept()
    {
        await using var bench = await CxlBench.DeviceAsync();

        Assert.Equal(CxlReturnCode.Success, await bench.CodeAsync(CxlCommands.SetEventInterruptPolicy, 1, 1, 1, 1, 1));
        Assert.Equal(CxlReturnCode.Success, await bench.CodeAsync(CxlCommands.SetEventInterruptPolicy, 2, 2, 2, 2));
        Assert.Equal([2, 2, 2, 2, 1], (await bench.Mctp.ExecuteRawAsync(CxlCommands.GetEventInterruptPolicy.Opcode, default)).Payload.ToArray());
        Assert.Equal(CxlReturnCode.InvalidPayloadLength, await bench.CodeAsync(CxlCommands.SetEventInterruptPolicy, 1, 1, 1));
    }

    private static async Task<GetEventRecords> Read(CxlBench bench, CxlEventLog log) =>
        await bench.Mctp.ExecuteAsync<GetEventRecords>(CxlCommands.GetEventRecords, new GetEventRecordsRequest { EventLog = log });
}
