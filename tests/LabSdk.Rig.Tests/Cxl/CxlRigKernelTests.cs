using LabSdk.Cxl;
using LabSdk.Rig.Tests.Support;

namespace LabSdk.Rig.Tests.Cxl;

/// <summary>Commands that need raw access: events, poison, features, background operations.</summary>
[Trait(Guest.Kernel, Guest.Rig)]
public sealed class CxlRigKernelTests : IAsyncDisposable
{
    private static readonly Guid GeneralMedia = new("fbcd0a77-c260-417f-85a9-088b1621eba6");
    private static readonly Guid Dram = new("601dcbb3-9c06-4eab-b8af-4e9bfb5c9624");
    private static readonly Guid MemoryModule = new("fe927475-dd59-4339-a586-79bab113b774");

    private static readonly int[] CorrectionMask = [33, 44, 55, 66];

    private readonly CxlContext _context = new(new CxlOptions { Permissions = new CxlPermissions { AllowDisruptive = true, AllowSecurity = true } });

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    [Fact]
    public async Task Raw_and_typed_answers_are_the_same()
    {
        await using var raw = new CxlContext(new CxlOptions { PreferRaw = true });
        var (typed, direct) = (Open(), raw.OpenMailbox(EmulatedCxl.NameOf(EmulatedCxl.Persistent)));
        Assert.Equal(
            await typed.ExecuteAsync<MemdevGetPartitionInfo>(CxlCommands.MemdevGetPartitionInfo, null, Token) with { Surplus = default },
            await direct.ExecuteAsync<MemdevGetPartitionInfo>(CxlCommands.MemdevGetPartitionInfo, null, Token) with { Surplus = default });
        Assert.Equal("BWFW VERSION 00", (await direct.ExecuteAsync<MemdevIdentify>(CxlCommands.MemdevIdentify, null, Token)).FirmwareRevision);

        // Not in the driver's table, or not announced: the device itself says no.
        var error = await Assert.ThrowsAsync<CxlDeviceException>(() => typed.ExecuteAsync<MemdevGetHealthInfo>(CxlCommands.MemdevGetHealthInfo, null, Token).AsTask());
        Assert.Equal(CxlReturnCode.Unsupported, error.ReturnCode);
    }

    [Fact]
    public async Task Clock_can_be_set()
    {
        var device = Open();
        const ulong Wanted = 1_700_000_000_000_000_000;
        await device.ExecuteAsync(CxlCommands.SetTimestamp, new SetTimestampRequest { Timestamp = Wanted }, Token);
        Assert.InRange((await device.ExecuteAsync<GetTimestamp>(CxlCommands.GetTimestamp, null, Token)).Timestamp, Wanted, Wanted + 30_000_000_000);
        await device.ExecuteAsync(CxlCommands.SetTimestamp, new SetTimestampRequest { Timestamp = (ulong)(DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).Ticks * 100 }, Token);
    }

    [Fact]
    public async Task Injected_events_are_read_with_every_field_and_cleared()
    {
        var (device, qmp) = (Open(), await QmpClient.InstanceAsync());
        await ClearAsync(device, CxlEventLog.Informational);
        await ClearAsync(device, CxlEventLog.Warning);
        await qmp.ExecuteAsync("cxl-inject-general-media-event", new Dictionary<string, object>
        {
            ["path"] = EmulatedCxl.PersistentPath, ["log"] = "informational", ["flags"] = 1, ["dpa"] = 0x1000, ["descriptor"] = 3, ["type"] = 3,
            ["transaction-type"] = 2, ["channel"] = 3, ["device"] = 5, ["component-id"] = "iras mem", ["sub-type"] = 1,
        });
        await qmp.ExecuteAsync("cxl-inject-dram-event", new Dictionary<string, object>
        {
            ["path"] = EmulatedCxl.PersistentPath, ["log"] = "informational", ["flags"] = 1, ["dpa"] = 0x2000, ["descriptor"] = 3, ["type"] = 3,
            ["transaction-type"] = 2, ["channel"] = 3, ["rank"] = 17, ["nibble-mask"] = 37421234, ["bank-group"] = 7, ["bank"] = 11, ["row"] = 2,
            ["column"] = 77, ["correction-mask"] = CorrectionMask, ["sub-type"] = 1,
        });
        await qmp.ExecuteAsync("cxl-inject-memory-module-event", new Dictionary<string, object>
        {
            ["path"] = EmulatedCxl.PersistentPath, ["log"] = "warning", ["flags"] = 1, ["type"] = 3, ["health-status"] = 3, ["media-status"] = 7,
            ["additional-status"] = 33, ["life-used"] = 30, ["temperature"] = -15, ["dirty-shutdown-count"] = 4,
            ["corrected-volatile-error-count"] = 3233, ["corrected-persistent-error-count"] = 1300, ["sub-type"] = 1,
        });

        var records = (await ReadAsync(device, CxlEventLog.Informational)).Records;
        Assert.Equal([GeneralMedia, Dram], records.Select(record => record.Uuid));
        Assert.All(records, record => Assert.Equal((byte)128, record.Length));
        Assert.Equal(0x1000ul, BitConverter.ToUInt64(records[0].Data.Span) & ~0x3Ful);
        Assert.Equal((byte)3, records[0].Data.Span[13]);
        Assert.Equal((byte)17, records[1].Data.Span[14]);

        var module = Assert.Single((await ReadAsync(device, CxlEventLog.Warning)).Records);
        Assert.Equal(MemoryModule, module.Uuid);
        var health = MemdevGetHealthInfo.Read(module.Data.Slice(1, 18));
        Assert.Equal((30, -15, 4u, 3233u, 1300u), (health.LifeUsed, health.DeviceTemperature, health.DirtyShutdownCount, health.CorrectedVolatileErrorCount, health.CorrectedPersistentErrorCount));

        // As a stream that takes what it has read.
        await foreach (var record in device.ReadEventsAsync(CxlEventLog.Warning, clear: true, Token))
        {
            Assert.Equal(MemoryModule, record.Uuid);
        }

        Assert.Empty((await device.ReadEventLogAsync(CxlEventLog.Warning, Token)).Records);

        // One by its handle, the rest stays.
        await device.ExecuteAsync(CxlCommands.ClearEventRecords, new ClearEventRecordsRequest { EventLog = CxlEventLog.Informational, Handles = [records[0].Handle] }, Token);
        Assert.Equal(Dram, Assert.Single((await ReadAsync(device, CxlEventLog.Informational)).Records).Uuid);
        await ClearAsync(device, CxlEventLog.Informational);
        Assert.Empty((await ReadAsync(device, CxlEventLog.Informational)).Records);
    }

    [Fact]
    public async Task Log_that_flows_over_says_how_many_events_it_lost()
    {
        var (device, qmp) = (Open(), await QmpClient.InstanceAsync());
        await ClearAsync(device, CxlEventLog.Failure);

        // The emulated log holds eight.
        const int Kept = 8, Injected = 12;
        for (var i = 0; i < Injected; i++)
        {
            await qmp.ExecuteAsync("cxl-inject-general-media-event", new Dictionary<string, object>
            {
                ["path"] = EmulatedCxl.PersistentPath, ["log"] = "failure", ["flags"] = 1, ["dpa"] = 64 * i, ["descriptor"] = 3, ["type"] = 3,
                ["transaction-type"] = 2, ["sub-type"] = 1,
            });
        }

        var log = await ReadAsync(device, CxlEventLog.Failure);
        Assert.Equal(Enumerable.Range(0, Kept).Select(i => (ulong)(64 * i)), log.Records.Select(record => BitConverter.ToUInt64(record.Data.Span) & ~0x3Ful));
        Assert.True(log.IsOverflowed);
        Assert.Equal(Injected - Kept, log.OverflowCount);
        await ClearAsync(device, CxlEventLog.Failure);
        Assert.Empty((await ReadAsync(device, CxlEventLog.Failure)).Records);
    }

    [Fact]
    public async Task Poison_is_injected_by_command_and_by_fault_listed_and_cleared()
    {
        var (device, qmp) = (Open(), await QmpClient.InstanceAsync());
        const ulong Ours = 0x4000, Fault = 0x8000;

        // The driver's deny list stands before it, and the message names the way around.
        var error = await Assert.ThrowsAsync<CxlIoException>(() => ListPoisonAsync(device));
        Assert.Equal(CxlErrorIds.Blocked, error.ErrorId);
        Assert.Contains("raw_allow_all", error.Message);

        using var allowed = EmulatedCxl.AllowAllRaw();
        await Assert.ThrowsAsync<CxlConfirmationException>(() => device.ExecuteAsync(CxlCommands.MemdevInjectPoison, new MemdevInjectPoisonRequest { Address = Ours }, Token).AsTask());
        Assert.Empty(await ListPoisonAsync(device));
        await device.ExecuteAsync(CxlCommands.MemdevInjectPoison, new MemdevInjectPoisonRequest { Address = Ours }, EmulatedCxl.Confirmation(), Token);
        await qmp.ExecuteAsync("cxl-inject-poison", new { path = EmulatedCxl.PersistentPath, start = Fault, length = 128 });
        var records = await ListPoisonAsync(device);
        Assert.Equal([Ours, Fault], records.Select(record => record.Location.Value & ~0x3Ful).Order());
        Assert.Equal([1u, 2u], records.Select(record => record.LengthUnits).Order());
        foreach (var address in new[] { Ours, Fault, Fault + 64 })
        {
            await device.ExecuteAsync(CxlCommands.MemdevClearPoison, new MemdevClearPoisonRequest { Address = address, WriteData = new byte[64] }, EmulatedCxl.Confirmation(), Token);
        }

        Assert.Empty(await ListPoisonAsync(device));
    }

    [Fact]
    public async Task Features_and_interrupt_policy_are_read()
    {
        var device = Open();
        var features = await device.ExecuteAsync<GetSupportedFeatures>(CxlCommands.GetSupportedFeatures, new GetSupportedFeaturesRequest { ByteCount = 2000 }, Token);
        Assert.Equal(8, features.TotalFeatureCount);
        Assert.Equal(8, features.Features.Count);
        await device.ExecuteAsync<GetEventInterruptPolicy>(CxlCommands.GetEventInterruptPolicy, null, Token);
    }

    [Fact]
    public async Task Media_is_scanned_in_the_background_and_the_results_are_read()
    {
        var device = Open();
        using var allowed = EmulatedCxl.AllowAllRaw();
        var scan = await device.ScanMediaAsync(0, 64 * 1024, cancellationToken: Token);
        Assert.Empty(scan.Records);
    }

    [Fact]
    public async Task Firmware_goes_into_an_empty_slot_to_its_end_and_becomes_active()
    {
        var device = Open();
        using var allowed = EmulatedCxl.AllowAllRaw();
        var error = await Assert.ThrowsAsync<CxlDeviceException>(() => ActivateAsync(device, 2));
        Assert.Equal((CxlReturnCode)0x0B, error.ReturnCode);

        var package = new byte[6 * 1024];
        new Random(11).NextBytes(package);
        var result = await device.UpdateFirmwareAsync(package, slot: 2, CxlFirmwareActivation.Online, cancellationToken: Token);
        Assert.Equal((2, true), (result.Slot.Number, result.Slot.IsActive));
        Assert.True(result.Parts > 2);

        await ActivateAsync(device, 1);
        Assert.Equal(1, (await device.Component.GetFwInfoAsync(Token)).Slots.ActiveSlot);
    }

    [Fact]
    public async Task Sanitize_runs_in_the_background_keeps_all_else_out_and_leaves_nothing()
    {
        var device = Open();
        await device.ExecuteAsync(CxlCommands.MemdevSetLsa, new MemdevSetLsaRequest { Offset = 0, Data = new byte[] { 1, 2, 3, 4 } }, EmulatedCxl.Confirmation(), Token);
        using var allowed = EmulatedCxl.AllowAllRaw();
        var operation = await device.StartAsync(CxlCommands.MemdevSanitize, null, EmulatedCxl.Confirmation(), Token);
        Assert.False(operation.WasImmediate);
        var busy = await Assert.ThrowsAsync<CxlIoException>(() => device.ExecuteAsync<MemdevIdentify>(CxlCommands.MemdevIdentify, null, Token).AsTask());
        Assert.Equal("EBUSY", busy.ErrnoName);
        await operation.WaitAsync(TimeSpan.FromSeconds(60), Token);
        Assert.Equal(new byte[4], (await device.ExecuteAsync<MemdevGetLsa>(CxlCommands.MemdevGetLsa, new MemdevGetLsaRequest { Length = 4 }, Token)).Data.ToArray());
    }

    private static async Task ActivateAsync(CxlEndpoint device, byte slot) =>
        await device.ExecuteAsync(CxlCommands.ActivateFw, new ActivateFwRequest { Action = CxlFirmwareActivation.Online, Slot = slot }, Token);

    private static async Task<GetEventRecords> ReadAsync(CxlEndpoint device, CxlEventLog log) =>
        await device.ExecuteAsync<GetEventRecords>(CxlCommands.GetEventRecords, new GetEventRecordsRequest { EventLog = log }, Token);

    private static async Task ClearAsync(CxlEndpoint device, CxlEventLog log)
    {
        while ((await ReadAsync(device, log)).Records is { Count: > 0 } records)
        {
            var handles = records.Select(record => record.Handle).ToArray();
            await device.ExecuteAsync(CxlCommands.ClearEventRecords, new ClearEventRecordsRequest { EventLog = log, Handles = handles }, Token);
        }
    }

    private static async Task<IReadOnlyList<CxlMediaErrorRecord>> ListPoisonAsync(CxlEndpoint device) => (await device.ReadPoisonAsync(cancellationToken: Token)).Records;

    private CxlEndpoint Open() => _context.OpenMailbox(EmulatedCxl.NameOf(EmulatedCxl.Persistent));
}
