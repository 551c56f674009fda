using LabSdk.Cxl;
using LabSdk.Rig.Tests.Support;

namespace LabSdk.Rig.Tests.Cxl;

/// <summary>What a distribution's kernel does not let through, and what the SDK says to that.</summary>
[Trait(Guest.Kernel, Guest.Stock)]
public sealed class CxlStockKernelTests : IAsyncDisposable
{
    private readonly CxlContext _context = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    [Fact]
    public async Task Commands_without_an_id_of_the_driver_are_refused_and_the_reasons_are_told()
    {
        var device = _context.OpenMailbox(EmulatedCxl.NameOf(EmulatedCxl.Persistent));
        ICxlRequest events = new GetEventRecordsRequest { EventLog = CxlEventLog.Informational };
        foreach (var call in new Func<Task>[]
        {
            () => device.ExecuteAsync<GetEventRecords>(CxlCommands.GetEventRecords, events, Token).AsTask(),
            () => device.ExecuteAsync<GetPoisonList>(CxlCommands.GetPoisonList, new GetPoisonListRequest { LengthUnits = 16 }, Token).AsTask(),
            () => device.ExecuteAsync<GetEventInterruptPolicy>(CxlCommands.GetEventInterruptPolicy, null, Token).AsTask(),
            () => device.ExecuteAsync(CxlCommands.SetTimestamp, new SetTimestampRequest { Timestamp = 1 }, Token).AsTask(),
            () => device.ExecuteAsync<GetSupportedFeatures>(CxlCommands.GetSupportedFeatures, new GetSupportedFeaturesRequest { ByteCount = 1024 }, Token).AsTask(),
        })
        {
            var error = await Assert.ThrowsAsync<CxlIoException>(call);
            Assert.Equal((CxlErrorIds.Blocked, 1, "EPERM"), (error.ErrorId, error.Errno, error.ErrnoName));
            Assert.Contains("CONFIG_CXL_MEM_RAW_COMMANDS", error.Message);
            Assert.Contains("locked down", error.Message);
        }
    }

    [Fact]
    public async Task Command_that_the_driver_knows_and_the_device_has_not_is_not_announced()
    {
        var device = _context.OpenMailbox(EmulatedCxl.NameOf(EmulatedCxl.Persistent));
        var error = await Assert.ThrowsAsync<CxlIoException>(() => device.ExecuteAsync<MemdevGetHealthInfo>(CxlCommands.MemdevGetHealthInfo, null, Token).AsTask());
        Assert.Equal("ENOTTY", error.ErrnoName);
        Assert.Contains("does not announce", error.Message);
    }

    [Fact]
    public async Task Preferring_raw_commands_is_refused_for_everything()
    {
        await using var raw = new CxlContext(new CxlOptions { PreferRaw = true });
        var device = raw.OpenMailbox(EmulatedCxl.NameOf(EmulatedCxl.Persistent));
        var error = await Assert.ThrowsAsync<CxlIoException>(() => device.ExecuteAsync<MemdevIdentify>(CxlCommands.MemdevIdentify, null, Token).AsTask());
        Assert.Equal(CxlErrorIds.Blocked, error.ErrorId);
    }

    [Fact]
    public async Task Kernel_without_mctp_is_called_so()
    {
        var error = await Assert.ThrowsAsync<CxlIoException>(() => _context.OpenMctpAsync(1, 9, Token));
        Assert.Equal((CxlErrorIds.NoMctp, "EAFNOSUPPORT"), (error.ErrorId, error.ErrnoName));
        Assert.Contains("CONFIG_MCTP", error.Message);
    }
}
