using Grpc.Core;
using LabSdk.Grpc;

namespace LabSdk.Daq.Tests.Client;

public class ErrorTests
{
    [Fact]
    public async Task Unknown_device_lists_the_nearest_ids()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        await using var client = await daemon.ConnectAsync();
        var error = await Assert.ThrowsAsync<DaqDeviceException>(() => client.GetDeviceStateAsync("mock_stag"));
        Assert.Equal(DaqErrorIds.UnknownDevice, error.ErrorId);
        Assert.Equal("mock_stag", error.DeviceId);
        Assert.Equal(GrpcStatusCode.NotFound, error.Details.Status);
        Assert.Contains("'mock_stage'", error.Message, StringComparison.Ordinal);
        Assert.Contains("Device not found: mock_stag", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Known_device_without_the_capability_is_told_apart_from_an_unknown_one()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        await using var client = await daemon.ConnectAsync();
        var error = await Assert.ThrowsAsync<DaqNotSupportedException>(() => client.Hardware.ReadValueAsync("mock_stage"));
        Assert.Equal(DaqErrorIds.MissingCapability, error.ErrorId);
        var lookUp = await Assert.ThrowsAsync<NotSupportedByDeviceException>(async () => await client.Devices.GetDetectorAsync("mock_stage"));
        Assert.Contains("mock_power_meter", lookUp.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, "out of range", typeof(DaqConfigurationException), DaqErrorIds.InvalidArgument, false)]
    [InlineData(11, "Error, message length too large", typeof(DaqConfigurationException), DaqErrorIds.InvalidArgument, false)]
    [InlineData(9, "not armed", typeof(DaqDeviceException), DaqErrorIds.WrongState, false)]
    [InlineData(12, "Stop not supported by this device", typeof(DaqNotSupportedException), DaqErrorIds.NotSupported, false)]
    [InlineData(8, "Maximum concurrent streams (3) exceeded for client 1.2.3.4", typeof(DaqDeviceException), DaqErrorIds.LimitReached, true)]
    [InlineData(4, "read_value timed out after 15s", typeof(DaqTimeoutException), DaqErrorIds.Timeout, true)]
    [InlineData(16, "missing authorization token", typeof(DaqConnectionException), DaqErrorIds.Unauthenticated, false)]
    [InlineData(13, "boom", typeof(DaqDeviceException), DaqErrorIds.DaemonFailure, false)]
    [InlineData(15, "corrupted", typeof(DaqDeviceException), DaqErrorIds.DaemonFailure, false)]
    [InlineData(14, "Move completed but position verification failed", typeof(DaqDeviceException), DaqErrorIds.DaemonFailure, true)]
    public async Task Status_of_the_daemon_becomes_the_typed_error(int code, string text, Type type, string errorId, bool transient)
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        await using var client = await daemon.ConnectAsync();
        daemon.Hardware.OnRead = (_, _) => throw ScriptedDaemon.Error((StatusCode)code, text);
        var error = await Assert.ThrowsAnyAsync<LabException>(() => client.Hardware.ReadValueAsync("mock_power_meter"));
        Assert.IsType(type, error);
        Assert.Equal(errorId, error.ErrorId);
        Assert.Equal(transient, error.IsTransient);
        Assert.Equal(text, ((IDaqError)error).Details.DaemonMessage);
        Assert.Equal(code, (int)((IDaqError)error).Details.Status);
    }

    [Fact]
    public async Task Deadline_that_the_daemon_reports_as_cancelled_is_a_timeout()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        await using var client = await daemon.ConnectAsync();
        daemon.Hardware.OnRead = (_, _) => throw ScriptedDaemon.Error(StatusCode.Cancelled, "Timeout expired");
        var error = await Assert.ThrowsAsync<DaqTimeoutException>(() => client.Hardware.ReadValueAsync("mock_power_meter"));
        Assert.Equal(DaqErrorIds.Timeout, error.ErrorId);
        daemon.Hardware.OnRead = (_, _) => throw ScriptedDaemon.Error(StatusCode.Cancelled, "shutting down");
        Assert.Equal(DaqErrorIds.Cancelled, (await Assert.ThrowsAsync<DaqDeviceException>(() => client.Hardware.ReadValueAsync("mock_power_meter"))).ErrorId);
    }

    [Fact]
    public async Task Trailers_of_a_driver_error_are_exposed()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        await using var client = await daemon.ConnectAsync();
        daemon.Hardware.OnRead = (_, _) => throw ScriptedDaemon.Error(
            StatusCode.Unavailable, "Driver 'newport' communication error: no answer",
            ("x-daq-error-kind", "driver"), ("x-daq-driver-type", "newport"), ("x-daq-driver-kind", "communication"));
        var error = await Assert.ThrowsAsync<DaqDeviceException>(() => client.Hardware.ReadValueAsync("mock_power_meter"));
        Assert.Equal(("driver", "newport", "communication"), (error.Details.ErrorKind, error.Details.DriverType, error.Details.DriverKind));
        Assert.Equal("HardwareService.ReadValue", error.Details.Method);
    }

    [Fact]
    public async Task Answer_without_success_is_an_error_too()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        await using var client = await daemon.ConnectAsync();
        daemon.Hardware.OnMove = (_, _) => Task.FromResult(new LabSdk.Daq.Wire.MoveResponse { Success = false, ErrorMessage = "motor hot" });
        var move = await Assert.ThrowsAsync<DaqDeviceException>(() => client.MoveAbsoluteAsync("mock_stage", 1));
        Assert.Equal(DaqErrorIds.Refused, move.ErrorId);
        Assert.Contains("motor hot", move.Message, StringComparison.Ordinal);

        daemon.Control.OnUpload = _ => new LabSdk.Daq.Wire.UploadResponse { ErrorMessage = "Validation failed: line 1" };
        await Refused("line 1", () => client.Control.UploadScriptAsync("(", "s"));
        await Refused("COMPLETED", () => client.Control.StopScriptAsync("e"));
        await Refused("in progress", () => client.Storage.StartRecordingAsync("r"));
        await Refused("Unknown module type", () => client.Modules.CreateModuleAsync("x", "y"));
        await Refused("at least one axis", () => client.Scans.CreateScanAsync(new DaqScanConfig([])));
        await Refused("already exists", () => client.Presets.SavePresetAsync(new DaqPreset(new DaqPresetInfo("a", "A"), new Dictionary<string, string>())));

        static async Task Refused(string reason, Func<Task> call) =>
            Assert.Contains(reason, (await Assert.ThrowsAsync<DaqDeviceException>(call)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Own_deadline_is_reported_with_its_length()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        await using var client = await daemon.ConnectAsync(options => options.Timeout = TimeSpan.FromSeconds(1));
        daemon.Hardware.OnRead = async (_, context) =>
        {
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
            throw new InvalidOperationException();
        };
        var error = await Assert.ThrowsAsync<DaqTimeoutException>(() => client.Hardware.ReadValueAsync("mock_power_meter"));
        Assert.Equal(TimeSpan.FromSeconds(1), error.Timeout);
        Assert.Contains("1 s", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelled_by_the_caller_is_a_cancellation_and_no_lab_error()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        await using var client = await daemon.ConnectAsync();
        using var cancel = new CancellationTokenSource();
        daemon.Hardware.OnRead = async (_, context) =>
        {
            await cancel.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
            throw new InvalidOperationException();
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.Hardware.ReadValueAsync("mock_power_meter", cancel.Token));
    }

    [Fact]
    public async Task Service_that_the_daemon_lacks_says_so()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        await using var client = await daemon.ConnectAsync();
        var error = await Assert.ThrowsAsync<DaqNotSupportedException>(() => client.Plugins.ListPluginsAsync());
        Assert.Equal(GrpcStatusCode.Unimplemented, error.Details.Status);
    }
}
