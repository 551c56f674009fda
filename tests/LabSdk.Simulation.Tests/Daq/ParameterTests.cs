using Grpc.Core;

namespace LabSdk.Simulation.Tests.Daq;

using LabSdk.Daq.Wire;

public class ParameterTests
{
    [Fact]
    public async Task List_describes_types_units_and_published_ranges_only()
    {
        await using var lab = await DaemonFixture.BenchAsync();
        var meter = Assert.Single((await ListAsync(lab, "mock_power_meter")).Parameters);
        Assert.Equal(("base_power", "float", "W", true), (meter.Name, meter.Dtype, meter.Units, meter.Writable));
        Assert.False(meter.HasMinValue);
        Assert.Equal(
            ["exposure_s", "armed", "streaming", "staged"],
            (await ListAsync(lab, "mock_camera")).Parameters.Select(parameter => parameter.Name));
        var peak = (await ListAsync(lab, "peak_detector")).Parameters.ToDictionary(parameter => parameter.Name);
        Assert.Equal((0.001, 10), (peak["integration_time_s"].MinValue, peak["integration_time_s"].MaxValue));
        Assert.Equal(["low", "medium", "high"], peak["gain"].EnumValues);
        Assert.Equal(("enum", "int", "bool", "string"), (peak["gain"].Dtype, peak["averages"].Dtype, peak["dark"].Dtype, peak["label"].Dtype));
        Assert.False(peak["serial_number"].Writable);
        await DaemonFixture.RefusedAsync(StatusCode.NotFound, "Device 'x' not found", () => ListAsync(lab, "x"));
    }

    [Theory]
    [InlineData("mock_stage", "position", "12", "12.0")]
    [InlineData("mock_stage", "position", "1e16", "1e16")]
    [InlineData("mock_power_meter", "base_power", "2.5e-6", "2.5e-6")]
    [InlineData("mock_power_meter", "base_power", "0.00001", "0.00001")]
    [InlineData("mock_camera", "armed", "true", "true")]
    [InlineData("peak_detector", "gain", "medium", "\"medium\"")]
    [InlineData("peak_detector", "gain", "\"high\"", "\"high\"")]
    [InlineData("peak_detector", "averages", "7", "7")]
    [InlineData("peak_detector", "label", "hello \"x\"", "\"hello \\\"x\\\"\"")]
    public async Task Set_answers_with_the_value_read_back(string device, string name, string text, string expected)
    {
        await using var lab = await DaemonFixture.BenchAsync();
        Assert.Equal(expected, (await SetAsync(lab, device, name, text)).ActualValue);
        var value = await lab.Hardware.GetParameterAsync(new GetParameterRequest { DeviceId = device, ParameterName = name });
        Assert.Equal((expected, ""), (value.Value, value.Units));
    }

    [Theory]
    [InlineData("mock_power_meter", "base_power", "hello", "invalid type: string \"hello\", expected f64")]
    [InlineData("mock_power_meter", "base_power", "true", "invalid type: boolean `true`, expected f64")]
    [InlineData("mock_camera", "exposure_s", "20", "Value 20.0 out of range [0.001, 10.0]")]
    [InlineData("mock_camera", "armed", "1", "invalid type: integer `1`, expected a boolean")]
    [InlineData("peak_detector", "serial_number", "x", "Parameter 'serial_number' is read-only")]
    [InlineData("peak_detector", "gain", "turbo", "Value \"turbo\" not in choices [\"low\", \"medium\", \"high\"]")]
    [InlineData("peak_detector", "averages", "0", "Value 0 out of range [1, 1000]")]
    [InlineData("peak_detector", "averages", "1.5", "invalid type: floating point `1.5`, expected i64")]
    public async Task Set_refuses_with_the_daemons_words(string device, string name, string text, string reason)
    {
        await using var lab = await DaemonFixture.BenchAsync();
        await DaemonFixture.RefusedAsync(
            StatusCode.InvalidArgument, $"Failed to set parameter: {reason}", () => SetAsync(lab, device, name, text));
    }

    [Fact]
    public async Task Unknown_names_are_not_found_in_two_wordings()
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        await DaemonFixture.RefusedAsync(StatusCode.NotFound, "Device 'mock_stage' does not support parameter 'x'", async () =>
            await lab.Hardware.GetParameterAsync(new GetParameterRequest { DeviceId = "mock_stage", ParameterName = "x" }));
        await DaemonFixture.RefusedAsync(
            StatusCode.NotFound, "Device 'mock_stage' does not support settable parameters", () => SetAsync(lab, "mock_stage", "x", "1"));
    }

    [Fact]
    public async Task Analog_output_is_set_by_name_within_its_range()
    {
        await using var lab = await DaemonFixture.BenchAsync();
        Assert.Equal("2.5", (await SetAsync(lab, "mock_daq_output", "voltage", "2.5")).ActualValue);
        await SetAsync(lab, "mock_daq_output", "range", "0-5V");
        var refusal = await DaemonFixture.RefusedAsync(
            StatusCode.InvalidArgument, () => SetAsync(lab, "mock_daq_output", "voltage", "-1"));
        Assert.Contains("out of range [0.0, 5.0]", refusal.Status.Detail, StringComparison.Ordinal);
        await SetAsync(lab, "mock_daq_output", "zero", "null");
        var voltage = await lab.Hardware.GetParameterAsync(new GetParameterRequest { DeviceId = "mock_daq_output", ParameterName = "voltage" });
        Assert.Equal("0.0", voltage.Value);
        var unknown = await DaemonFixture.RefusedAsync(StatusCode.Internal, async () =>
            await lab.Hardware.GetParameterAsync(new GetParameterRequest { DeviceId = "mock_daq_output", ParameterName = "x" }));
        Assert.StartsWith("Failed to get parameter: Unknown parameter", unknown.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Position_parameter_teleports_the_stage()
    {
        await using var lab = await DaemonFixture.BenchAsync();
        await SetAsync(lab, "mock_stage", "position", "55");
        Assert.Equal(55, await lab.PositionAsync("mock_stage"));
    }

    [Fact]
    public async Task Camera_switches_have_effect()
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        await SetAsync(lab, "mock_camera", "streaming", "true");
        var state = await lab.Hardware.GetDeviceStateAsync(new DeviceStateRequest { DeviceId = "mock_camera" });
        Assert.True(state.Streaming);
        await SetAsync(lab, "mock_camera", "staged", "true");
        await SetAsync(lab, "mock_camera", "staged", "false");
        state = await lab.Hardware.GetDeviceStateAsync(new DeviceStateRequest { DeviceId = "mock_camera" });
        Assert.Equal((false, false), (state.Streaming, state.Armed));
    }

    [Fact]
    public async Task One_set_gives_a_hardware_event_and_a_user_event_in_their_two_forms()
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        using var stream = lab.Hardware.StreamParameterChanges(new StreamParameterChangesRequest(), cancellationToken: lab.Limit);
        await stream.ResponseHeadersAsync;
        await SetAsync(lab, "mock_power_meter", "base_power", "2.5e-6");
        var hardware = await NextAsync(stream, lab);
        Assert.Equal(("hardware", "", "0.0000025", ""), (hardware.Source, hardware.OldValue, hardware.NewValue, hardware.Units));
        var user = await NextAsync(stream, lab);
        Assert.Equal(("user", "1e-6", "2.5e-6", ""), (user.Source, user.OldValue, user.NewValue, user.Units));
    }

    [Fact]
    public async Task Changes_are_filtered_by_device_and_name()
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        using var stream = lab.Hardware.StreamParameterChanges(
            new StreamParameterChangesRequest { DeviceId = "mock_camera", ParameterNames = { "armed" } }, cancellationToken: lab.Limit);
        await stream.ResponseHeadersAsync;
        await SetAsync(lab, "mock_power_meter", "base_power", "1");
        await SetAsync(lab, "mock_camera", "exposure_s", "0.5");
        await lab.Hardware.ArmAsync(new ArmRequest { DeviceId = "mock_camera" });
        var change = await NextAsync(stream, lab);
        Assert.Equal(("mock_camera", "armed", "true"), (change.DeviceId, change.Name, change.NewValue));
    }

    private static Task<ListParametersResponse> ListAsync(DaemonFixture lab, string device) =>
        lab.Hardware.ListParametersAsync(new ListParametersRequest { DeviceId = device }).ResponseAsync;

    private static Task<SetParameterResponse> SetAsync(DaemonFixture lab, string device, string name, string text) =>
        lab.Hardware.SetParameterAsync(new SetParameterRequest { DeviceId = device, ParameterName = name, Value = text }).ResponseAsync;

    private static async Task<ParameterChange> NextAsync(AsyncServerStreamingCall<ParameterChange> stream, DaemonFixture lab)
    {
        Assert.True(await stream.ResponseStream.MoveNext(lab.Limit));
        return stream.ResponseStream.Current;
    }
}
