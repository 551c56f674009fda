using LabSdk.Cxl;
using LabSdk.Simulation.Cxl;

namespace LabSdk.Simulation.Tests.Cxl.Device;

public sealed class LogTests
{
    [Fact]
    public async Task Effects_log_names_what_the_link_offers_with_its_effects()
    {
        await using var bench = await CxlBench.DeviceAsync();

        var mailbox = await EffectsAsync(bench.Mailbox);
        var mctp = await EffectsAsync(bench.Mctp);

        Assert.DoesNotContain((ushort)0x0001, mailbox.Keys);
        Assert.Contains((ushort)0x0001, mctp.Keys);
        Assert.DoesNotContain((ushort)0x0106, mctp.Keys);
        Assert.DoesNotContain((ushort)0x5600, mctp.Keys);
        Assert.Equal(CxlCommands.MemdevSanitize.Effects, mailbox[0x4400]);
        Assert.True(mailbox.Count > 50);
    }

    [Fact]
    public async Task Everything_in_the_effects_log_is_answered_with_something_else_than_unsupported()
    {
        await using var bench = await CxlBench.DeviceAsync();
        foreach (var opcode in (await EffectsAsync(bench.Mctp)).Keys)
        {
            var command = CxlCommands.Find(opcode);
            byte[] request = opcode == VendorArea.Slow ? [0, 0] : new byte[command?.RequestFixedSize ?? 0];
            var code = await bench.CodeAsync(bench.Mctp, opcode, request);
            Assert.True(code != CxlReturnCode.Unsupported || opcode is 0x4305 or 0x0501 or 0x0502, $"{opcode:X4} {code}");
            bench.Time.Advance(TimeSpan.FromHours(5));
        }
    }

    [Fact]
    public async Task Debug_log_is_read_in_pieces_of_any_place()
    {
        await using var bench = await CxlBench.DeviceAsync();

        var piece = await bench.Mctp.ExecuteAsync<GetLog>(CxlCommands.GetLog, new GetLogRequest { Uuid = CxlUuids.VendorDebugLog, Offset = 1000, Length = 600 });

        Assert.Equal(Enumerable.Range(1000, 600).Select(ComponentLog.PatternAt), piece.Data.ToArray());
    }

    [Fact]
    public async Task Range_outside_and_unknown_log_are_told_apart()
    {
        await using var bench = await CxlBench.DeviceAsync();
        byte[] Request(Guid id, uint offset, uint length) => new CciWriter().Uuid(id).U32(offset).U32(length).ToArray();

        Assert.Equal(CxlReturnCode.InvalidInput, await bench.CodeAsync(CxlCommands.GetLog, Request(CxlUuids.VendorDebugLog, 4095, 2)));
        Assert.Equal(CxlReturnCode.InvalidInput, await bench.CodeAsync(CxlCommands.GetLog, Request(CxlUuids.VendorDebugLog, uint.MaxValue, uint.MaxValue)));
        Assert.Equal(CxlReturnCode.InvalidInput, await bench.CodeAsync(CxlCommands.GetLog, Request(CxlUuids.VendorDebugLog, 0, 1025)));
        Assert.Equal(CxlReturnCode.InvalidLog, await bench.CodeAsync(CxlCommands.GetLog, Request(Guid.Empty, 0, 1)));
        Assert.Equal(CxlReturnCode.InvalidLog, await bench.CodeAsync(CxlCommands.GetLogCapabilities, new byte[16]));
        Assert.Equal(CxlReturnCode.InvalidLog, await bench.CodeAsync(CxlCommands.ClearLog, new byte[16]));
    }

    [Fact]
    public async Task Debug_log_is_cleared_and_filled_again_but_the_effects_log_is_not()
    {
        await using var bench = await CxlBench.DeviceAsync();
        var debug = CxlUuids.VendorDebugLog.ToByteArray(bigEndian: true);

        Assert.Equal(CxlReturnCode.Success, await bench.CodeAsync(CxlCommands.ClearLog, debug));
        Assert.All((await bench.Mctp.ReadLogAsync(CxlUuids.VendorDebugLog)).ToArray(), value => Assert.Equal(0, value));
        Assert.Equal(CxlReturnCode.BackgroundStarted, await bench.CodeAsync(CxlCommands.PopulateLog, debug));
        bench.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(Enumerable.Range(0, 4096).Select(ComponentLog.PatternAt), (await bench.Mctp.ReadLogAsync(CxlUuids.VendorDebugLog)).ToArray());
        Assert.Equal(CxlReturnCode.InvalidInput, await bench.CodeAsync(CxlCommands.ClearLog, CxlUuids.CommandEffectsLog.ToByteArray(bigEndian: true)));
    }

    [Fact]
    public async Task Sublist_pages_by_entry()
    {
        await using var bench = await CxlBench.DeviceAsync();

        var page = await bench.Mctp.ExecuteAsync<GetSupportedLogsSublist>(
            CxlCommands.GetSupportedLogsSublist, GetSupportedLogsSublistRequest.Read(new byte[] { 2, 1 }));

        Assert.Equal((3, 1, 2), (page.TotalLogCount, page.StartIndex, page.Logs.Count));
        Assert.Equal(CxlReturnCode.InvalidInput, await bench.CodeAsync(CxlCommands.GetSupportedLogsSublist, 1, 3));
        Assert.Equal(CxlReturnCode.InvalidInput, await bench.CodeAsync(CxlCommands.GetSupportedLogsSublist, 0, 0));
    }

    private static async Task<Dictionary<ushort, CxlCommandEffects>> EffectsAsync(CxlEndpoint endpoint)
    {
        var logs = await endpoint.ExecuteAsync<GetSupportedLogs>(CxlCommands.GetSupportedLogs, null);
        var size = logs.Logs.Single(entry => entry.Uuid == CxlUuids.CommandEffectsLog).Size;
        var log = await endpoint.ExecuteAsync<GetLogCel>(CxlCommands.GetLogCel, new GetLogCelRequest { Uuid = CxlUuids.CommandEffectsLog, Length = size });
        return log.Entries.ToDictionary(entry => entry.Opcode, entry => entry.Effects);
    }
}
