using LabSdk.Cxl.Tests.Transport;

namespace LabSdk.Cxl.Tests.Client;

/// <summary>Commands that go on in the background: watched, ended, aborted, lost sight of.</summary>
public class BackgroundTests
{
    private static readonly CxlConfirmation Confirmed = CxlConfirmation.Serial(0x77);

    // Polls end at once; limits of exchanges are off, so that they do not.
    private static CxlOptions Options(FakeTime time) => new() { TimeProvider = time, Timeout = TimeSpan.Zero, Permissions = new CxlPermissions { AllowDisruptive = true, AllowVendor = true } };

    private static FakeTime Fast() => new() { EndsWaitsUpTo = TimeSpan.FromSeconds(5) };

    private static byte[] Status(ushort opcode, bool isRunning, int percent, CxlReturnCode code = CxlReturnCode.Success, ushort vendor = 0) => FakeComponent.Bytes(new BgOpStatus
    {
        Opcode = opcode, ReturnCode = code, VendorStatus = vendor, Status = new CxlBackgroundStatus(0) { InProgress = isRunning, PercentComplete = (byte)percent },
    });

    private static FakeComponent Sanitizing(params byte[][] looks)
    {
        var look = 0;
        return new FakeComponent().On(CxlCommands.Identify, FakeComponent.Identity()).On(CxlCommands.MemdevSanitize, CxlReturnCode.BackgroundStarted)
            .On(CxlCommands.BgOpStatus, _ => (CxlReturnCode.Success, looks[Math.Min(look++, looks.Length - 1)]));
    }

    [Fact]
    public async Task Operation_is_watched_to_its_end_with_growing_pauses()
    {
        var time = Fast();
        byte[][] looks = [.. Enumerable.Range(1, 8).Select(step => Status(0x4400, true, step * 10)), Status(0x4400, false, 100)];
        var endpoint = await Sanitizing(looks).OpenAsync(Options(time));
        var operation = await endpoint.Memory.StartSanitizeAsync(Confirmed);
        Assert.False(operation.WasImmediate);
        var steps = new List<double?>();
        await foreach (var step in operation.Progress)
        {
            steps.Add(step.Percent);
        }

        var result = await operation.Completion;
        Assert.Equal((CxlBackgroundOutcome.Succeeded, CxlReturnCode.Success), (result.Outcome, result.ReturnCode));
        Assert.Equal([250, 500, 1000, 2000, 4000, 5000, 5000, 5000], time.Waits.Where(wait => wait <= time.EndsWaitsUpTo).Select(wait => wait.TotalMilliseconds));
        Assert.Equal(steps.Order(), steps);
        Assert.Equal(100, steps[^1]);
        Assert.True(result.Elapsed >= TimeSpan.FromSeconds(22), $"{result.Elapsed}");
    }

    [Fact]
    public async Task Operation_that_needs_no_background_is_complete_at_once()
    {
        var endpoint = await new FakeComponent().On(CxlCommands.PopulateLog, []).OpenAsync();
        var operation = await endpoint.Component.StartPopulateLogAsync(new PopulateLogRequest());
        Assert.True(operation is { WasImmediate: true, IsCompleted: true, LatestProgress.Percent: 100 });
    }

    [Fact]
    public async Task Failure_at_the_end_carries_code_and_vendor_status()
    {
        var endpoint = await Sanitizing(Status(0x4400, true, 40), Status(0x4400, false, 100, CxlReturnCode.PermanentMediaFailure, 0xBEEF)).OpenAsync(Options(Fast()));
        var operation = await endpoint.Memory.StartSanitizeAsync(Confirmed);
        var error = await Assert.ThrowsAsync<CxlDeviceException>(() => operation.WaitAsync());
        Assert.Equal((CxlReturnCode.PermanentMediaFailure, (ushort)0xBEEF, (ushort)0x4400), (error.ReturnCode, error.VendorStatus!.Value, error.Opcode!.Value));
        Assert.Equal(40, operation.LatestProgress.Percent);
    }

    [Fact]
    public async Task Busy_and_not_ready_while_looking_are_tolerated()
    {
        var look = 0;
        var component = Sanitizing().On(CxlCommands.BgOpStatus, _ => look++ switch
        {
            0 => (CxlReturnCode.Busy, []),
            < 6 => (CxlReturnCode.RetryRequired, []),
            _ => (CxlReturnCode.Success, Status(0x4400, false, 100)),
        });
        var endpoint = await component.OpenAsync(Options(Fast()));
        Assert.Equal(CxlBackgroundOutcome.Succeeded, (await (await endpoint.Memory.StartSanitizeAsync(Confirmed)).WaitAsync()).Outcome);
    }

    [Fact]
    public async Task Abort_is_confirmed_by_the_status_though_the_percentage_stays_below_100()
    {
        var isAborted = false;
        var component = Sanitizing().On(CxlCommands.BgOpStatus, _ => (CxlReturnCode.Success, isAborted ? Status(0x4400, false, 30, CxlReturnCode.Aborted) : Status(0x4400, true, 30)))
            .On(CxlCommands.RequestBgOpAbort, _ =>
            {
                isAborted = true;
                return (CxlReturnCode.Success, []);
            });
        var endpoint = await component.OpenAsync(Options(new FakeTime()));
        var operation = await endpoint.Memory.StartSanitizeAsync(Confirmed);
        Assert.Equal(CxlBackgroundOutcome.Aborted, (await operation.AbortAsync()).Outcome);
        Assert.Equal(CxlReturnCode.Aborted, (await Assert.ThrowsAsync<CxlDeviceException>(() => operation.Completion)).ReturnCode);
    }

    [Fact]
    public async Task Operation_that_cannot_be_aborted_says_so_and_goes_on()
    {
        var component = Sanitizing(Status(0x4400, true, 90)).On(CxlCommands.RequestBgOpAbort, CxlReturnCode.BackgroundAbortNotSupported);
        var endpoint = await component.OpenAsync(Options(new FakeTime()));
        var operation = await endpoint.Memory.StartSanitizeAsync(Confirmed);
        var error = await Assert.ThrowsAsync<CxlDeviceException>(() => operation.AbortAsync());
        Assert.Equal(CxlReturnCode.BackgroundAbortNotSupported, error.ReturnCode);
        Assert.False(operation.IsCompleted);
        await endpoint.DisposeAsync();
    }

    [Fact]
    public async Task Operation_of_another_requester_is_neither_taken_for_ours_nor_aborted()
    {
        var endpoint = await Sanitizing(Status(0x4400, true, 10), Status(0x4304, true, 20)).OpenAsync(Options(Fast()));
        var operation = await endpoint.Memory.StartSanitizeAsync(Confirmed);
        var result = await operation.WaitAsync();
        Assert.Equal((CxlBackgroundOutcome.Replaced, null), (result.Outcome, result.ReturnCode));

        var component = Sanitizing(Status(0x4400, true, 10), Status(0x4304, true, 20)).On(CxlCommands.RequestBgOpAbort, []);
        var still = new FakeTime();
        endpoint = await component.OpenAsync(Options(still));
        operation = await endpoint.Memory.StartSanitizeAsync(Confirmed);
        await still.WaitsAre(2); // the limit of the watch, and the pause after the first look
        await Assert.ThrowsAsync<CxlRequestException>(() => operation.AbortAsync());
        Assert.Equal(0, component.Count(CxlCommands.RequestBgOpAbort));
        await endpoint.DisposeAsync();
    }

    [Fact]
    public async Task Stalled_operation_ends_the_wait_of_its_caller_and_not_itself()
    {
        var time = new FakeTime();
        var endpoint = await Sanitizing(Status(0x4400, true, 55)).OpenAsync(Options(time));
        var operation = await endpoint.Memory.StartSanitizeAsync(Confirmed);
        await time.WaitsAre(2);
        var waiting = operation.WaitAsync(TimeSpan.FromMinutes(1));
        time.Advance(TimeSpan.FromMinutes(1));
        var error = await Assert.ThrowsAsync<CxlTimeoutException>(() => waiting);
        Assert.Equal(("55 %", TimeSpan.FromMinutes(1)), (error.LastProgress, error.Timeout!.Value));
        Assert.False(operation.IsCompleted);
        await endpoint.DisposeAsync();
    }

    [Fact]
    public async Task Watch_gives_up_after_its_longest_time_and_when_the_endpoint_is_closed()
    {
        var time = new FakeTime { EndsWaitsUpTo = TimeSpan.FromHours(6) };
        var endpoint = await Sanitizing(Status(0x4400, true, 55)).OpenAsync(Options(time));
        await Assert.ThrowsAsync<CxlTimeoutException>(async () => await (await endpoint.Memory.StartSanitizeAsync(Confirmed)).Completion);

        endpoint = await Sanitizing(Status(0x4400, true, 55)).OpenAsync(Options(Fast()));
        var operation = await endpoint.Memory.StartSanitizeAsync(Confirmed);
        await endpoint.DisposeAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => operation.Completion);
    }

    [Fact]
    public async Task Mailbox_without_status_shows_a_sanitize_by_its_refusals()
    {
        var look = 0;
        var component = new FakeComponent().On(CxlCommands.MemdevSanitize, CxlReturnCode.BackgroundStarted).On(CxlCommands.MemdevGetPartitionInfo, _ => look++ switch
        {
            0 => (FakeComponent.Errno(16), []),
            1 => (CxlReturnCode.MediaDisabled, []),
            _ => (CxlReturnCode.Success, new byte[32]),
        });
        var endpoint = component.OpenMailbox(Options(Fast()));
        var result = await (await endpoint.Memory.StartSanitizeAsync(Confirmed)).WaitAsync();
        Assert.Equal((CxlBackgroundOutcome.Succeeded, 3, 1), (result.Outcome, look, component.Count(CxlCommands.BgOpStatus)));
    }

    [Fact]
    public async Task Mailbox_without_status_shows_a_scan_by_its_results()
    {
        var look = 0;
        var component = new FakeComponent().On(CxlCommands.MemdevScanMedia, CxlReturnCode.BackgroundStarted)
            .On(CxlCommands.MemdevGetScanMediaResults, _ => look++ < 2 ? (CxlReturnCode.Unsupported, []) : (CxlReturnCode.Success, new byte[32]));
        var endpoint = component.OpenMailbox(Options(Fast()));
        var found = await endpoint.ScanMediaAsync(0, 4096);
        Assert.Empty(found.Records);
        Assert.Equal(4, look);
    }

    [Fact]
    public async Task Mailbox_shows_other_operations_by_refusing_what_is_harmless_as_busy()
    {
        var look = 0;
        var component = new FakeComponent().On(CxlCommands.PopulateLog, CxlReturnCode.BackgroundStarted)
            .On(CxlCommands.MemdevMediaOperationsDiscovery, _ => look++ < 3 ? (CxlReturnCode.Busy, []) : (CxlReturnCode.Success, new byte[12]));
        var endpoint = component.OpenMailbox(Options(Fast()));
        Assert.Equal(CxlBackgroundOutcome.Succeeded, (await (await endpoint.Component.StartPopulateLogAsync(new PopulateLogRequest())).WaitAsync()).Outcome);
        Assert.Equal(4, look);
    }

    [Fact]
    public async Task Operation_that_cannot_be_seen_is_not_called_a_success()
    {
        var endpoint = new FakeComponent().On(CxlCommands.PopulateLog, CxlReturnCode.BackgroundStarted).OpenMailbox(Options(Fast()));
        Assert.Equal(CxlBackgroundOutcome.Unobservable, (await (await endpoint.Component.StartPopulateLogAsync(new PopulateLogRequest())).WaitAsync()).Outcome);
    }

    [Fact]
    public async Task Idle_is_waited_for_and_limited()
    {
        var look = 0;
        var component = new FakeComponent().On(CxlCommands.BgOpStatus, _ => (CxlReturnCode.Success, Status(0x4400, look++ < 3, 10)));
        await (await component.OpenAsync(Options(Fast()))).WaitForIdleAsync();
        Assert.Equal(4, look);
        look = int.MinValue;
        await Assert.ThrowsAsync<CxlTimeoutException>(async () => await (await component.OpenAsync(Options(Fast()))).WaitForIdleAsync(TimeSpan.FromSeconds(3)));
    }
}
