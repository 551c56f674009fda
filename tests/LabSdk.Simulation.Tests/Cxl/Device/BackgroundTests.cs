using LabSdk.Cxl;
using LabSdk.Simulation.Cxl;

namespace LabSdk.Simulation.Tests.Cxl.Device;

public sealed class BackgroundTests
{
    private static readonly byte[] FullPackage = [0, 2, .. new byte[126], .. new byte[128]];

    [Fact]
    public async Task Percent_grows_with_each_second_and_the_result_stands_at_the_end()
    {
        await using var bench = await CxlBench.DeviceAsync();
        Assert.Equal(CxlReturnCode.BackgroundStarted, await bench.CodeAsync(CxlCommands.TransferFw, FullPackage));

        var percents = new List<byte>();
        for (var second = 0; second <= 10; second++)
        {
            percents.Add((await Status(bench)).Status.PercentComplete);
            bench.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal([0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100], percents);
        var end = await Status(bench);
        Assert.False(end.Status.InProgress);
        Assert.Equal((CxlCommands.TransferFw.Opcode, CxlReturnCode.Success), (end.Opcode, end.ReturnCode));
    }

    [Fact]
    public async Task Second_operation_is_busy_and_answers_carry_the_background_flag()
    {
        await using var bench = await CxlBench.DeviceAsync();
        await bench.CodeAsync(CxlCommands.TransferFw, FullPackage);

        Assert.Equal(CxlReturnCode.Busy, await bench.CodeAsync(CxlCommands.MemdevScanMedia, [.. new byte[16], 0]));
        Assert.True((await bench.Mctp.ExecuteRawAsync(CxlCommands.GetTimestamp.Opcode, default)).IsBackgroundActive);
        bench.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.False((await bench.Mctp.ExecuteRawAsync(CxlCommands.GetTimestamp.Opcode, default)).IsBackgroundActive);
    }

    [Fact]
    public async Task Abort_is_taken_below_85_percent_only()
    {
        await using var bench = await CxlBench.DeviceAsync();
        await bench.CodeAsync(CxlCommands.TransferFw, FullPackage);
        bench.Time.Advance(TimeSpan.FromSeconds(4));

        Assert.Equal(CxlReturnCode.Success, await bench.CodeAsync(CxlCommands.RequestBgOpAbort));
        var aborted = await Status(bench);
        Assert.Equal((false, 40, CxlReturnCode.Aborted), (aborted.Status.InProgress, aborted.Status.PercentComplete, aborted.ReturnCode));

        await bench.CodeAsync(CxlCommands.TransferFw, FullPackage);
        bench.Time.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(CxlReturnCode.BackgroundAbortNotSupported, await bench.CodeAsync(CxlCommands.RequestBgOpAbort));
    }

    [Fact]
    public async Task Operation_that_cannot_be_aborted_says_so()
    {
        await using var bench = await CxlBench.DeviceAsync();
        Assert.Equal(CxlReturnCode.BackgroundAbortNotSupported, await bench.CodeAsync(CxlCommands.RequestBgOpAbort));
        var sanitize = new CciWriter().U8(1).U8(1).U16(0).U32(1).U64(0).U64(64).ToArray();
        Assert.Equal(CxlReturnCode.BackgroundStarted, await bench.CodeAsync(CxlCommands.MemdevMediaOperationsSanitize, sanitize));

        Assert.Equal(CxlReturnCode.BackgroundAbortNotSupported, await bench.CodeAsync(CxlCommands.RequestBgOpAbort));
    }

    [Fact]
    public async Task Stalled_operation_stays_where_it_is_until_it_goes_on()
    {
        await using var bench = await CxlBench.DeviceAsync();
        await bench.CodeAsync(CxlCommands.TransferFw, FullPackage);
        bench.Time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(30, (await Status(bench)).Status.PercentComplete);
        bench.Device.StallBackground();
        bench.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal((true, 30), ((await Status(bench)).Status.InProgress, (await Status(bench)).Status.PercentComplete));

        bench.Device.ResumeBackground();

        Assert.Equal((false, 100), ((await Status(bench)).Status.InProgress, (await Status(bench)).Status.PercentComplete));
    }

    [Fact]
    public async Task Failure_at_a_percentage_is_the_result()
    {
        await using var bench = await CxlBench.DeviceAsync();
        bench.Device.FailBackground(50, CxlReturnCode.FirmwareVerificationFailed, 0x1234);
        await bench.CodeAsync(CxlCommands.TransferFw, FullPackage);
        bench.Time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.True((await Status(bench)).Status.InProgress);

        bench.Time.Advance(TimeSpan.FromSeconds(0.2));

        var end = await Status(bench);
        Assert.Equal((false, CxlReturnCode.FirmwareVerificationFailed, 0x1234), (end.Status.InProgress, end.ReturnCode, end.VendorStatus));
    }

    [Fact]
    public async Task Client_sees_an_operation_through()
    {
        var client = new CxlOptions { Permissions = CxlBench.All, FirstPoll = TimeSpan.FromMilliseconds(1), LongestPoll = TimeSpan.FromMilliseconds(1) };
        await using var bench = await CxlBench.DeviceAsync(client: client);
        var operation = await bench.Mctp.StartAsync(CxlCommands.MemdevScanMedia, new MemdevScanMediaRequest());
        bench.Time.Advance(TimeSpan.FromSeconds(1));

        var result = await operation.WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(CxlReturnCode.Success, result.ReturnCode);
    }

    private static async Task<BgOpStatus> Status(CxlBench bench) => await bench.Mctp.ExecuteAsync<BgOpStatus>(CxlCommands.BgOpStatus, null);
}
