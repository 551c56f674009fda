using LabSdk.Cxl;
using LabSdk.Simulation.Cxl;

namespace LabSdk.Simulation.Tests.Cxl.Links;

/// <summary>What a scripted fault does to the client, over MCTP.</summary>
public sealed class FaultTests
{
    public static TheoryData<string, Type?> Faults => new()
    {
        { nameof(CxlFault.Drop), typeof(CxlTimeoutException) },
        { nameof(CxlFault.WrongTag), typeof(CxlTimeoutException) },
        { nameof(CxlFault.WrongCategory), typeof(CxlTimeoutException) },
        { nameof(CxlFault.WrongOpcode), typeof(CxlTimeoutException) },
        { nameof(CxlFault.WrongLength), typeof(CxlProtocolException) },
        { nameof(CxlFault.Cut), typeof(CxlProtocolException) },
        { nameof(CxlFault.ShortPayload), typeof(CxlProtocolException) },
        { nameof(CxlFault.Return), typeof(CxlDeviceException) },
        { nameof(CxlFault.SendFails), typeof(CxlIoException) },
        { nameof(CxlFault.ReceiveFails), typeof(CxlIoException) },
        { nameof(CxlFault.Surplus), null },
        { nameof(CxlFault.ReservedBits), null },
        { nameof(CxlFault.BackgroundFlag), null },
        { nameof(CxlFault.Duplicate), null },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Fault_has_its_effect_once_and_the_next_command_is_good(string name, Type? expected)
    {
        await using var bench = await CxlBench.DeviceAsync();
        bench.Mctp.Timeout = TimeSpan.FromMilliseconds(expected == typeof(CxlTimeoutException) ? 100 : 2000);
        bench.Device.Faults.On(CxlCommands.MemdevGetHealthInfo.Opcode, Make(name));

        var error = await Record.ExceptionAsync(async () => await bench.Mctp.Memory.GetHealthInfoAsync());

        Assert.Equal(expected, error?.GetType());
        bench.Mctp.Timeout = TimeSpan.FromSeconds(2);
        Assert.Equal(41, (await bench.Mctp.Memory.GetHealthInfoAsync()).DeviceTemperature);
    }

    [Fact]
    public async Task Late_answer_does_not_go_to_the_next_command()
    {
        await using var bench = await CxlBench.DeviceAsync();
        bench.Mctp.Timeout = TimeSpan.FromMilliseconds(50);
        bench.Device.Faults.On(CxlCommands.GetTimestamp.Opcode, CxlFault.Late(TimeSpan.FromSeconds(5)));
        await Assert.ThrowsAsync<CxlTimeoutException>(async () => await bench.Mctp.Component.GetTimestampAsync());
        await bench.Mctp.Component.SetTimestampAsync(99UL);

        bench.Mctp.Timeout = TimeSpan.FromSeconds(2);
        bench.Time.Advance(TimeSpan.FromSeconds(10));

        Assert.True((await bench.Mctp.Component.GetTimestampAsync()).Timestamp > 99);
    }

    [Fact]
    public async Task Faults_wait_for_their_turn_and_can_be_forgotten()
    {
        await using var bench = await CxlBench.DeviceAsync();
        bench.Device.Faults.On(null, CxlFault.Return(CxlReturnCode.InternalError, 0xABCD), times: 2, after: 1);

        var codes = new List<CxlReturnCode>();
        for (var call = 0; call < 4; call++)
        {
            codes.Add(await bench.CodeAsync(CxlCommands.GetTimestamp));
        }

        Assert.Equal([CxlReturnCode.Success, CxlReturnCode.InternalError, CxlReturnCode.InternalError, CxlReturnCode.Success], codes);
        bench.Device.Faults.On(null, CxlFault.Return(CxlReturnCode.Busy), times: 9);
        bench.Device.Faults.Clear();
        Assert.Equal(CxlReturnCode.Success, await bench.CodeAsync(CxlCommands.GetTimestamp));
    }

    [Fact]
    public async Task Mailbox_faults_are_errnos_and_codes()
    {
        await using var bench = await CxlBench.DeviceAsync();
        bench.Device.Faults.On(0x0300, CxlFault.SendFails(5));
        bench.Device.Faults.On(0x0300, CxlFault.Drop, after: 1);
        bench.Device.Faults.On(0x0300, CxlFault.Cut(3), after: 2);
        async Task<int> ErrnoAsync() => (await Assert.ThrowsAsync<CxlIoException>(async () => await bench.Mailbox.Component.GetTimestampAsync())).Errno;

        Assert.Equal((5, 110, 5), (await ErrnoAsync(), await ErrnoAsync(), await ErrnoAsync()));
        await bench.Mailbox.Component.GetTimestampAsync();
    }

    [Fact]
    public async Task Queued_answers_come_in_order_and_are_not_carried_out()
    {
        await using var bench = await CxlBench.DeviceAsync();
        bench.Device.QueueResponse(0x0301, CxlReturnCode.Success);
        bench.Device.QueueResponse(0x0300, CxlReturnCode.Success, new byte[] { 1, 0, 0, 0, 0, 0, 0, 0 });
        bench.Device.QueueResponse(0x0300, CxlReturnCode.InternalError, default, 7);
        await bench.Mctp.Component.SetTimestampAsync(5UL);

        Assert.Equal(1UL, (await bench.Mctp.Component.GetTimestampAsync()).Timestamp);
        Assert.Equal((ushort)7, (await Assert.ThrowsAsync<CxlDeviceException>(async () => await bench.Mctp.Component.GetTimestampAsync())).VendorStatus);
        Assert.Equal(0UL, (await bench.Mctp.Component.GetTimestampAsync()).Timestamp);
        Assert.Equal((3, (ushort)0x0300), (bench.Device.Counters[0x0300], bench.Device.LastRequest!.Opcode));
        Assert.Equal([true, false], bench.Device.Exchanges.Take(2).Select(exchange => exchange.IsRequest));
    }

    [Fact]
    public async Task Event_storm_overflows_the_log_and_is_told()
    {
        await using var bench = await CxlBench.DeviceAsync();
        bench.Device.AddEvent(SimulatedCxlEvent.Dram(0x40, CxlEventSeverity.Warning), 100_000);

        var log = await bench.Mctp.ExecuteRawAsync(0x0100, new byte[] { 1 });

        Assert.Equal((3, ushort.MaxValue), (log.Payload.Span[0], BitConverter.ToUInt16(log.Payload.Span[2..])));
    }

    [Fact]
    public async Task Component_that_is_off_the_bus_is_not_reached_and_comes_back()
    {
        await using var bench = await CxlBench.DeviceAsync();
        bench.Device.Disconnect();
        Assert.Equal("EHOSTUNREACH", (await Assert.ThrowsAsync<CxlIoException>(async () => await bench.Mctp.Memory.GetHealthInfoAsync())).ErrnoName);
        bench.Device.Reconnect();

        await bench.Mctp.Memory.GetHealthInfoAsync();
    }

    private static CxlFault Make(string name) => name switch
    {
        nameof(CxlFault.WrongLength) => CxlFault.WrongLength(4),
        nameof(CxlFault.Cut) => CxlFault.Cut(7),
        nameof(CxlFault.ShortPayload) => CxlFault.ShortPayload(10),
        nameof(CxlFault.Return) => CxlFault.Return(CxlReturnCode.InternalError),
        nameof(CxlFault.SendFails) => CxlFault.SendFails(113),
        nameof(CxlFault.ReceiveFails) => CxlFault.ReceiveFails(5),
        nameof(CxlFault.Surplus) => CxlFault.Surplus(5),
        nameof(CxlFault.Duplicate) => CxlFault.Duplicate(3),
        _ => (CxlFault)typeof(CxlFault).GetProperty(name)!.GetValue(null)!,
    };
}
