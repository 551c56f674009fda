using LabSdk.Cxl;
using LabSdk.Rig.Tests.Support;

namespace LabSdk.Rig.Tests.Cxl;

/// <summary>Commands that every kernel lets through by its own ids, on the emulated memory devices.</summary>
public sealed class CxlMailboxTests : IAsyncDisposable
{
    private const ulong Unit = 256 * 1024 * 1024;

    private readonly CxlContext _context = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    [Theory, InlineData(EmulatedCxl.Persistent, 0u, 1u), InlineData(EmulatedCxl.Volatile, 1u, 0u)]
    public async Task Device_says_what_it_is(ulong serial, uint volatileUnits, uint persistentUnits)
    {
        var device = Open(serial);
        Assert.Equal(serial, await device.GetSerialNumberAsync(Token));
        var identity = await device.ExecuteAsync<MemdevIdentify>(CxlCommands.MemdevIdentify, null, Token);
        Assert.Equal((1ul, (ulong)volatileUnits, (ulong)persistentUnits), (identity.TotalCapacityUnits, identity.VolatileCapacityUnits, identity.PersistentCapacityUnits));
        Assert.Equal("BWFW VERSION 00", identity.FirmwareRevision);
        Assert.Equal(persistentUnits * 256u * 1024, identity.LsaSize);

        var described = Assert.Single(CxlContext.DiscoverMailboxes(), found => found.SerialNumber == serial);
        Assert.Equal((volatileUnits * Unit, persistentUnits * Unit, 2048), (described.VolatileBytes, described.PersistentBytes, described.PayloadMaximum));

        var partitions = await device.Memory.GetPartitionInfoAsync(Token);
        Assert.Equal((volatileUnits * Unit, persistentUnits * Unit), (partitions.ActiveVolatileUnits * Unit, partitions.ActivePersistentUnits * Unit));
    }

    [Fact]
    public async Task Label_area_is_written_and_read_back_whole_and_only_with_the_right_confirmation()
    {
        var device = Open(EmulatedCxl.Persistent);
        var label = new byte[256 * 1024];
        new Random(7).NextBytes(label);
        var first = new MemdevSetLsaRequest { Offset = 0, Data = label.AsMemory(0, 1024) };
        await Assert.ThrowsAsync<CxlConfirmationException>(() => device.ExecuteAsync(CxlCommands.MemdevSetLsa, first, Token).AsTask());
        await Assert.ThrowsAsync<CxlConfirmationException>(() => device.WriteLsaAsync(0, label, EmulatedCxl.Confirmation(EmulatedCxl.Volatile), cancellationToken: Token));
        await device.WriteLsaAsync(0, label, EmulatedCxl.Confirmation(), cancellationToken: Token);
        Assert.Equal(label, (await device.ReadLsaAsync(cancellationToken: Token)).ToArray());
        Assert.Equal(label[5000..7000], (await device.ReadLsaAsync(5000, 2000, cancellationToken: Token)).ToArray());
    }

    [Fact]
    public async Task Reading_past_the_label_area_is_refused_by_the_device_with_its_code()
    {
        var device = Open(EmulatedCxl.Persistent);
        var request = new MemdevGetLsaRequest { Offset = 256 * 1024, Length = 64 };
        var error = await Assert.ThrowsAsync<CxlDeviceException>(() => device.ExecuteAsync<MemdevGetLsa>(CxlCommands.MemdevGetLsa, request, Token).AsTask());
        Assert.Equal((CxlReturnCode.InvalidInput, (ushort)0x4102), (error.ReturnCode, error.Opcode!.Value));
        Assert.Contains(device.Name, error.Message);
    }

    [Fact]
    public async Task Clock_was_set_by_the_driver_and_goes()
    {
        var device = Open(EmulatedCxl.Persistent);
        var first = (await device.ExecuteAsync<GetTimestamp>(CxlCommands.GetTimestamp, null, Token)).Timestamp;
        var difference = DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch.AddTicks((long)(first / 100));
        Assert.InRange(difference.TotalSeconds, -60, 60);
        Assert.True((await device.ExecuteAsync<GetTimestamp>(CxlCommands.GetTimestamp, null, Token)).Timestamp > first);
    }

    [Fact]
    public async Task Command_effects_log_lists_what_the_device_can()
    {
        var device = Open(EmulatedCxl.Persistent);
        var log = Assert.Single((await device.ExecuteAsync<GetSupportedLogs>(CxlCommands.GetSupportedLogs, null, Token)).Logs);
        Assert.Equal(CxlLogIds.CommandEffects, log.Uuid);
        var request = new GetLogCelRequest { Uuid = log.Uuid, Offset = 0, Length = log.Size };
        var entries = (await device.ExecuteAsync<GetLogCel>(CxlCommands.GetLogCel, request, Token)).Entries;
        Assert.Equal((int)log.Size / 4, entries.Count);
        ushort[] expected = [0x0100, 0x0200, 0x0300, 0x0400, 0x0401, 0x4000, 0x4100, 0x4102, 0x4103, 0x4300];
        Assert.Empty(expected.Except(entries.Select(entry => entry.Opcode)));
        Assert.DoesNotContain((ushort)0x4200, entries.Select(entry => entry.Opcode));
        var capabilities = await device.GetCapabilitiesAsync(cancellationToken: Token);
        Assert.Equal((true, false), (capabilities.Supports(CxlCommands.MemdevGetLsa), capabilities.Supports(CxlCommands.MemdevGetHealthInfo)));
    }

    [Fact]
    public async Task Firmware_slots_are_listed()
    {
        var firmware = await Open(EmulatedCxl.Persistent).ExecuteAsync<GetFwInfo>(CxlCommands.GetFwInfo, null, Token);
        Assert.Equal((2, 1, 0), (firmware.SlotCount, firmware.Slots.ActiveSlot, firmware.Slots.StagedSlot));
        Assert.Equal("BWFW VERSION 0", firmware.FirmwareRevision1);
    }

    [Fact]
    public async Task Warning_threshold_is_set_and_read_back()
    {
        var device = Open(EmulatedCxl.Persistent);
        var before = await device.ExecuteAsync<MemdevGetAlertConfig>(CxlCommands.MemdevGetAlertConfig, null, Token);
        var wanted = (byte)(before.LifeUsedProgrammableWarningThreshold == 40 ? 41 : 40);
        await device.ExecuteAsync(
            CxlCommands.MemdevSetAlertConfig,
            new MemdevSetAlertConfigRequest { ValidAlertActions = CxlAlerts.LifeUsed, EnableAlertActions = CxlAlerts.LifeUsed, LifeUsedProgrammableWarningThreshold = wanted },
            Token);
        var after = await device.ExecuteAsync<MemdevGetAlertConfig>(CxlCommands.MemdevGetAlertConfig, null, Token);
        Assert.Equal(wanted, after.LifeUsedProgrammableWarningThreshold);
        Assert.Equal(
            (before.LifeUsedCriticalAlertThreshold, before.DeviceOverTemperatureProgrammableWarningThreshold),
            (after.LifeUsedCriticalAlertThreshold, after.DeviceOverTemperatureProgrammableWarningThreshold));
    }

    [Fact]
    public async Task Callers_of_one_device_get_their_own_answers()
    {
        var device = Open(EmulatedCxl.Persistent);
        var size = (await device.ExecuteAsync<MemdevIdentify>(CxlCommands.MemdevIdentify, null, Token)).LsaSize;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(caller => Task.Run(
            async () =>
            {
                for (var i = 0; i < 250; i++)
                {
                    if ((caller + i) % 2 == 0)
                    {
                        Assert.Equal(size, (await device.ExecuteAsync<MemdevIdentify>(CxlCommands.MemdevIdentify, null, Token)).LsaSize);
                    }
                    else
                    {
                        var request = new MemdevGetLsaRequest { Offset = 0, Length = (uint)(16 + caller) };
                        Assert.Equal(16 + caller, (await device.ExecuteAsync<MemdevGetLsa>(CxlCommands.MemdevGetLsa, request, Token)).Data.Length);
                    }
                }
            },
            Token)));
    }

    [Fact]
    public async Task Maintenance_without_its_arguments_is_never_sent()
    {
        var device = Open(EmulatedCxl.Persistent);
        device.Permissions = new CxlPermissions { AllowVendor = true, AllowDisruptive = true };
        foreach (var length in new[] { 0, 1 })
        {
            await Assert.ThrowsAsync<CxlRequestException>(() => device.ExecuteRawAsync(0x0600, new byte[length], cancellationToken: Token).AsTask());
        }
    }

    [Fact]
    public async Task Device_that_is_not_there_and_one_that_may_not_be_opened_are_told_apart()
    {
        var error = Assert.Throws<CxlIoException>(() => _context.OpenMailbox("mem99"));
        Assert.Equal((CxlErrorIds.NotFound, "ENOENT"), (error.ErrorId, error.ErrnoName));

        var seen = await OtherProcess.ReportAsync(["cxl", EmulatedCxl.NameOf(EmulatedCxl.Persistent)], OtherProcess.AsOrdinaryUser);
        Assert.Equal(CxlErrorIds.AccessDenied, seen.ErrorId);
        Assert.Contains("udev rule", seen.Message);
    }

    private CxlEndpoint Open(ulong serial) => _context.OpenMailbox(EmulatedCxl.NameOf(serial));
}
