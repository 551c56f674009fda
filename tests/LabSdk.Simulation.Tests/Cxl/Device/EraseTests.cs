using LabSdk.Cxl;
using LabSdk.Simulation.Cxl;

namespace LabSdk.Simulation.Tests.Cxl.Device;

/// <summary>Scan media, sanitize, secure erase, media operations.</summary>
public sealed class EraseTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2000, 1)]
    [InlineData(2001, 2)]
    [InlineData(4_000_000, 2000)]
    public async Task Scan_estimate_is_half_a_microsecond_a_line_and_at_least_a_millisecond(ulong units, uint milliseconds)
    {
        await using var bench = await CxlBench.DeviceAsync();

        var answer = await bench.Mctp.ExecuteRawAsync(CxlCommands.MemdevGetScanMediaCapabilities.Opcode, new CciWriter().U64(0).U64(units).ToArray());

        Assert.Equal(milliseconds, BitConverter.ToUInt32(answer.Payload.Span));
    }

    [Fact]
    public async Task Scan_finds_what_nobody_knew_and_has_no_results_before()
    {
        await using var bench = await CxlBench.DeviceAsync();
        bench.Device.Poison(0x40, isKnown: false);
        Assert.Equal(CxlReturnCode.Unsupported, await bench.CodeAsync(CxlCommands.MemdevGetScanMediaResults));

        Assert.Equal(CxlReturnCode.BackgroundStarted, await bench.CodeAsync(CxlCommands.MemdevScanMedia, new CciWriter().U64(0).U64(100).U8(0).ToArray()));
        Assert.Equal(CxlReturnCode.Unsupported, await bench.CodeAsync(CxlCommands.MemdevGetScanMediaResults));
        bench.Time.Advance(TimeSpan.FromMilliseconds(1));

        var results = await bench.Mctp.ReadScanResultsAsync();
        Assert.Equal(0x40UL, Assert.Single(results.Records).Location.Dpa);
        Assert.Single((await bench.Mctp.ReadPoisonAsync()).Records);
        Assert.Single((await bench.Mctp.ReadEventLogAsync(CxlEventLog.Warning)).Records);
    }

    [Fact]
    public async Task Scan_range_outside_is_invalid()
    {
        await using var bench = await CxlBench.DeviceAsync();

        Assert.Equal(CxlReturnCode.InvalidPhysicalAddress, await bench.CodeAsync(CxlCommands.MemdevScanMedia, new CciWriter().U64(1).U64(1).U8(0).ToArray()));
        Assert.Equal(CxlReturnCode.InvalidPhysicalAddress, await bench.CodeAsync(CxlCommands.MemdevScanMedia, new CciWriter().U64(0).U64(ulong.MaxValue).U8(0).ToArray()));
        Assert.Equal(CxlReturnCode.InvalidInput, await bench.CodeAsync(CxlCommands.MemdevScanMedia, new CciWriter().U64(0).U64(1).U8(2).ToArray()));
    }

    [Fact]
    public async Task Sanitize_disables_the_media_clears_the_logs_and_erases_at_its_end()
    {
        await using var bench = await CxlBench.DeviceAsync();
        bench.Device.AddEvent(SimulatedCxlEvent.GeneralMedia(0, CxlEventSeverity.Fatal));
        await bench.CodeAsync(CxlCommands.MemdevClearPoison, new CciWriter().U64(0).Bytes([.. Enumerable.Repeat((byte)9, 64)]).ToArray());
        await bench.Mctp.WriteLsaAsync(0, new byte[] { 1, 2, 3 }, bench.Confirmation);

        Assert.Equal(CxlReturnCode.BackgroundStarted, await bench.CodeAsync(CxlCommands.MemdevSanitize));
        foreach (var command in new[] { CxlCommands.GetEventRecords, CxlCommands.MemdevGetPartitionInfo, CxlCommands.MemdevGetLsa, CxlCommands.GetLog, CxlCommands.GetPoisonList })
        {
            Assert.Equal(CxlReturnCode.MediaDisabled, await bench.CodeAsync(command, new byte[command.RequestFixedSize]));
        }

        Assert.Equal(CxlReturnCode.Busy, await bench.CodeAsync(CxlCommands.MemdevSanitize));
        Assert.Equal(CxlReturnCode.Success, await bench.CodeAsync(CxlCommands.MemdevGetHealthInfo));
        bench.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal([0, 0, 0], (await bench.Mctp.ReadLsaAsync(0, 3)).ToArray());
        Assert.All(bench.Device.ReadMemory(0), value => Assert.Equal(0, value));
        Assert.Empty((await bench.Mctp.ReadEventLogAsync(CxlEventLog.Fatal)).Records);
    }

    [Fact]
    public async Task Failed_sanitize_leaves_the_media_disabled_until_one_succeeds()
    {
        await using var bench = await CxlBench.DeviceAsync();
        bench.Device.FailBackground(50, CxlReturnCode.PermanentMediaFailure);
        await bench.CodeAsync(CxlCommands.MemdevSanitize);
        bench.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(CxlReturnCode.MediaDisabled, await bench.CodeAsync(CxlCommands.MemdevGetPartitionInfo));

        Assert.Equal(CxlReturnCode.BackgroundStarted, await bench.CodeAsync(CxlCommands.MemdevSanitize));
        bench.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(CxlReturnCode.Success, await bench.CodeAsync(CxlCommands.MemdevGetPartitionInfo));
    }

    [Theory]
    [InlineData(256, 4)]
    [InlineData(512, 4)]
    [InlineData(1024, 8)]
    [InlineData(2048, 15)]
    [InlineData(4096, 30)]
    [InlineData(8192, 60)]
    [InlineData(16384, 120)]
    [InlineData(100_000_000, 14400)]
    public void Sanitize_takes_longer_for_more_memory(ulong mebibytes, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), SanitizeArea.Duration(mebibytes << 20));

    [Fact]
    public async Task Secure_erase_is_done_at_once_and_keeps_the_labels()
    {
        await using var bench = await CxlBench.DeviceAsync();
        await bench.Mctp.WriteLsaAsync(0, new byte[] { 5 }, bench.Confirmation);
        bench.Device.Poison(0);

        Assert.Equal(CxlReturnCode.Success, await bench.CodeAsync(CxlCommands.MemdevSecureErase));

        Assert.Empty((await bench.Mctp.ReadPoisonAsync()).Records);
        Assert.Equal(5, (await bench.Mctp.ReadLsaAsync(0, 1)).Span[0]);
    }

    [Fact]
    public async Task Media_operations_are_discovered_and_erase_their_ranges_only()
    {
        await using var bench = await CxlBench.DeviceAsync();
        var discovery = await bench.Mctp.ExecuteRawAsync(0x4402, new CciWriter().U8(0).U8(0).Pad(2).U32(0).U16(0).U16(9).ToArray());
        Assert.Equal(new CciWriter().U64(64).U16(2).U16(2).U8(1).U8(0).U8(1).U8(1).ToArray(), discovery.Payload.ToArray());
        bench.Device.Poison(0);
        bench.Device.Poison(0x10000);

        byte[] Operation(byte kind, params (ulong Start, ulong Length)[] ranges) =>
            ranges.Aggregate(new CciWriter().U8(1).U8(kind).Pad(2).U32((uint)ranges.Length), (writer, range) => writer.U64(range.Start).U64(range.Length)).ToArray();
        Assert.Equal(CxlReturnCode.BackgroundStarted, await bench.CodeAsync(CxlCommands.MemdevMediaOperationsSanitize, Operation(1, (0, 4096))));
        bench.Time.Advance(TimeSpan.FromSeconds(4));

        Assert.Equal(0x10000UL, Assert.Single((await bench.Mctp.ReadPoisonAsync()).Records).Location.Dpa);
        Assert.Equal(CxlReturnCode.InvalidPhysicalAddress, await bench.CodeAsync(CxlCommands.MemdevMediaOperationsSanitize, Operation(0, (1, 64))));
        Assert.Equal(CxlReturnCode.InvalidInput, await bench.CodeAsync(CxlCommands.MemdevMediaOperationsSanitize, Operation(0)));
        Assert.Equal(CxlReturnCode.Unsupported, await bench.CodeAsync(CxlCommands.MemdevMediaOperationsSanitize, Operation(2, (0, 64))));
        Assert.Equal(CxlReturnCode.InvalidPayloadLength, await bench.CodeAsync(CxlCommands.MemdevMediaOperationsSanitize, 1, 0, 0, 0, 2, 0, 0, 0));
    }
}
