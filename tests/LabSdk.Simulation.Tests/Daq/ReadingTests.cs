using Grpc.Core;

namespace LabSdk.Simulation.Tests.Daq;

using LabSdk.Daq.Wire;

public class ReadingTests
{
    [Fact]
    public async Task Thousand_readings_lie_in_the_noise_band_and_often_below_zero()
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        var readings = new List<double>();
        for (var count = 0; count < 1000; count++)
        {
            var reply = await lab.Hardware.ReadValueAsync(new ReadValueRequest { DeviceId = "mock_power_meter" });
            Assert.Equal("W", reply.Units);
            readings.Add(reply.Value);
        }

        Assert.All(readings, value => Assert.InRange(value, -9.002e-6, 1.1002e-5));
        Assert.InRange(readings.Count(value => value < 0), 350, 550);
        Assert.InRange(readings.Average(), 0, 2e-6);
        Assert.True(readings.Max() > 9e-6 && readings.Min() < -7e-6);
    }

    [Fact]
    public async Task Equal_seeds_give_equal_readings_and_other_seeds_others()
    {
        var first = await ReadAsync(5);
        Assert.Equal(first, await ReadAsync(5));
        Assert.NotEqual(first, await ReadAsync(6));

        static async Task<double[]> ReadAsync(long seed)
        {
            await using var lab = await DaemonFixture.FaithfulAsync(options => options.Seed = seed);
            var values = new double[5];
            for (var index = 0; index < values.Length; index++)
            {
                values[index] = (await lab.Hardware.ReadValueAsync(new ReadValueRequest { DeviceId = "mock_power_meter" })).Value;
            }

            return values;
        }
    }

    [Fact]
    public async Task Base_power_zero_reads_exactly_zero()
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        await lab.Hardware.SetParameterAsync(new SetParameterRequest { DeviceId = "mock_power_meter", ParameterName = "base_power", Value = "0" });
        Assert.Equal(0, (await lab.Hardware.ReadValueAsync(new ReadValueRequest { DeviceId = "mock_power_meter" })).Value);
    }

    [Fact]
    public async Task Bench_meter_has_one_percent_of_noise()
    {
        await using var lab = await DaemonFixture.BenchAsync();
        using var stream = lab.Hardware.StreamValues(
            new StreamValuesRequest { DeviceId = "mock_power_meter", RateHz = 1000 }, cancellationToken: lab.Limit);
        var values = new List<double>();
        while (values.Count < 200 && await stream.ResponseStream.MoveNext(lab.Limit))
        {
            Assert.Equal("W", stream.ResponseStream.Current.Units);
            values.Add(stream.ResponseStream.Current.Value);
        }

        var mean = values.Average();
        Assert.InRange(mean, 0.995e-6, 1.005e-6);
        Assert.InRange(Math.Sqrt(values.Average(value => (value - mean) * (value - mean))), 0.005e-6, 0.02e-6);
    }

    [Fact]
    public async Task Peak_detector_sees_a_spot_over_both_stages()
    {
        await using var lab = await DaemonFixture.BenchAsync();
        var far = await PeakAsync(0, 0);
        var flank = await PeakAsync(42, 0);
        var top = await PeakAsync(42, 12);
        Assert.InRange(far, 50, 400);
        Assert.InRange(flank, 5000, 7500);
        Assert.InRange(top, 9700, 10_800);

        async Task<double> PeakAsync(double x, double y)
        {
            await lab.MoveAsync("mock_stage", x);
            await lab.MoveAsync("mock_stage_y", y);
            var reply = await lab.Hardware.ReadValueAsync(new ReadValueRequest { DeviceId = "peak_detector" });
            Assert.Equal("counts", reply.Units);
            return reply.Value;
        }
    }

    [Fact]
    public async Task Reading_of_something_else_is_not_found()
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        await DaemonFixture.RefusedAsync(StatusCode.NotFound, "Device 'mock_stage' not found or not readable", async () =>
            await lab.Hardware.ReadValueAsync(new ReadValueRequest { DeviceId = "mock_stage" }));
    }

    [Fact]
    public async Task Camera_triggers_only_when_armed_and_counts_the_frame()
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        var request = new TriggerRequest { DeviceId = "mock_camera" };
        await DaemonFixture.RefusedAsync(
            StatusCode.FailedPrecondition, "MockCamera: Cannot trigger - not armed", async () => await lab.Hardware.TriggerAsync(request));
        Assert.True((await lab.Hardware.ArmAsync(new ArmRequest { DeviceId = "mock_camera" })).Armed);
        Assert.NotEqual(0u, (await lab.Hardware.TriggerAsync(request)).TriggerTimestampNs);
        Assert.Equal(1u, (await lab.Hardware.StopStreamAsync(new StopStreamRequest { DeviceId = "mock_camera" })).FramesCaptured);
    }

    [Fact]
    public async Task Exposure_is_in_milliseconds_and_limited()
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        Assert.Equal(33, (await lab.Hardware.GetExposureAsync(new GetExposureRequest { DeviceId = "mock_camera" })).ExposureMs);
        Assert.Equal(50, (await SetAsync(50)).ActualExposureMs, 9);
        await DaemonFixture.RefusedAsync(StatusCode.InvalidArgument, "Invalid exposure value: 20000", () => SetAsync(20_000));
        await DaemonFixture.RefusedAsync(StatusCode.Internal, "MockCamera: Exposure must be positive", () => SetAsync(0));
        await DaemonFixture.RefusedAsync(StatusCode.NotFound, "Device 'mock_stage' not found or has no exposure control", async () =>
            await lab.Hardware.GetExposureAsync(new GetExposureRequest { DeviceId = "mock_stage" }));

        async Task<SetExposureResponse> SetAsync(double milliseconds) => await lab.Hardware.SetExposureAsync(
            new SetExposureRequest { DeviceId = "mock_camera", ExposureMs = milliseconds });
    }

    [Fact]
    public async Task Laser_has_an_interlock_a_range_and_a_warm_up()
    {
        var time = new ManualTime();
        await using var lab = await DaemonFixture.FaithfulAsync(options => (options.ExtraDevices, options.Time) = (true, time));
        await lab.Hardware.SetShutterAsync(new SetShutterRequest { DeviceId = "mock_laser", Open = true });
        await DaemonFixture.RefusedAsync(
            StatusCode.Internal,
            "Safety interlock: Cannot enable emission with shutter open. Close shutter first.",
            () => EmitAsync(true));
        await lab.Hardware.SetShutterAsync(new SetShutterRequest { DeviceId = "mock_laser", Open = false });
        Assert.Equal(0, await PowerAsync());
        await EmitAsync(true);
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(3 * (1 - Math.Exp(-1)), await PowerAsync(), 9);
        time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(3, await PowerAsync());
        await DaemonFixture.RefusedAsync(StatusCode.InvalidArgument, "Wavelength 500 nm out of range (690-1040 nm)", () => TuneAsync(500));
        await TuneAsync(850);
        Assert.Equal(850, (await lab.Hardware.GetWavelengthAsync(new GetWavelengthRequest { DeviceId = "mock_laser" })).WavelengthNm);
        Assert.True((await lab.Hardware.GetEmissionAsync(new GetEmissionRequest { DeviceId = "mock_laser" })).IsEnabled);
        Assert.False((await lab.Hardware.GetShutterAsync(new GetShutterRequest { DeviceId = "mock_laser" })).IsOpen);

        Task EmitAsync(bool on) => lab.Hardware.SetEmissionAsync(new SetEmissionRequest { DeviceId = "mock_laser", Enabled = on }).ResponseAsync;
        Task TuneAsync(double nm) => lab.Hardware.SetWavelengthAsync(
            new SetWavelengthRequest { DeviceId = "mock_laser", WavelengthNm = nm }).ResponseAsync;
        async Task<double> PowerAsync() => (await lab.Hardware.ReadValueAsync(new ReadValueRequest { DeviceId = "mock_laser" })).Value;
    }

    [Fact]
    public async Task Staging_arms_and_resets_the_camera_and_does_nothing_elsewhere()
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        Assert.True((await lab.Hardware.StageDeviceAsync(new StageDeviceRequest { DeviceId = "mock_stage" })).Success);
        await lab.Hardware.StageDeviceAsync(new StageDeviceRequest { DeviceId = "mock_camera" });
        Assert.True((await lab.Hardware.GetDeviceStateAsync(new DeviceStateRequest { DeviceId = "mock_camera" })).Armed);
        await lab.Hardware.UnstageDeviceAsync(new UnstageDeviceRequest { DeviceId = "mock_camera" });
        Assert.False((await lab.Hardware.GetDeviceStateAsync(new DeviceStateRequest { DeviceId = "mock_camera" })).Armed);
        await DaemonFixture.RefusedAsync(StatusCode.NotFound, "Device 'x' not found", async () =>
            await lab.Hardware.StageDeviceAsync(new StageDeviceRequest { DeviceId = "x" }));
    }

    [Theory]
    [InlineData("{}", nameof(StatusCode.Unimplemented))]
    [InlineData("", nameof(StatusCode.Unimplemented))]
    [InlineData("{oops", nameof(StatusCode.InvalidArgument))]
    public async Task No_mock_takes_commands(string arguments, string expected)
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        await DaemonFixture.RefusedAsync(Enum.Parse<StatusCode>(expected), async () => await lab.Hardware.ExecuteDeviceCommandAsync(
            new DeviceCommandRequest { DeviceId = "mock_stage", Command = "home", Args = arguments }));
    }

    [Fact]
    public async Task Observables_end_at_once()
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        using var stream = lab.Hardware.StreamObservables(new StreamObservablesRequest(), cancellationToken: lab.Limit);
        Assert.False(await stream.ResponseStream.MoveNext(lab.Limit));
    }
}
