using Grpc.Core;

namespace LabSdk.Simulation.Tests.Daq;

using LabSdk.Daq.Wire;

public class StateTests
{
    [Fact]
    public async Task Snapshot_comes_first_with_all_fields_and_then_only_changes()
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        using var stream = lab.Hardware.SubscribeDeviceState(
            new DeviceStateSubscribeRequest { DeviceIds = { "mock_stage" }, MaxRateHz = 1000, IncludeSnapshot = true, LastSeenVersion = 41 },
            cancellationToken: lab.Limit);
        var snapshot = await NextAsync(stream, lab);
        Assert.True(snapshot.IsSnapshot);
        Assert.Equal(42u, snapshot.Version);
        Assert.Equal(new Dictionary<string, string> { ["online"] = "true", ["position"] = "0" }, snapshot.FieldsJson);

        await lab.MoveAsync("mock_stage", 1e21);
        var update = await NextAsync(stream, lab);
        Assert.False(update.IsSnapshot);
        Assert.Equal(43u, update.Version);
        Assert.Equal("1000000000000000000000", update.FieldsJson["position"]);
        Assert.Equal("true", update.FieldsJson["online"]);
    }

    [Fact]
    public async Task Without_snapshot_the_first_update_still_has_every_field()
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        using var stream = lab.Hardware.SubscribeDeviceState(
            new DeviceStateSubscribeRequest { DeviceIds = { "mock_camera" } }, cancellationToken: lab.Limit);
        var update = await NextAsync(stream, lab);
        Assert.False(update.IsSnapshot);
        Assert.Equal(1u, update.Version);
        Assert.Equal(
            new Dictionary<string, string> { ["online"] = "true", ["armed"] = "false", ["streaming"] = "false", ["exposure_ms"] = "33" },
            update.FieldsJson);
    }

    [Fact]
    public async Task Noisy_reading_changes_on_every_tick_and_is_called_reading()
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        using var stream = lab.Hardware.SubscribeDeviceState(
            new DeviceStateSubscribeRequest { DeviceIds = { "mock_power_meter" }, MaxRateHz = 100 }, cancellationToken: lab.Limit);
        var texts = new HashSet<string>();
        for (var count = 0; count < 5; count++)
        {
            var fields = (await NextAsync(stream, lab)).FieldsJson;
            Assert.DoesNotContain("e", fields["reading"], StringComparison.OrdinalIgnoreCase);
            texts.Add(fields["reading"]);
        }

        Assert.Equal(5, texts.Count);
    }

    [Fact]
    public async Task Rate_zero_means_five_per_second_on_the_daemons_clock()
    {
        var time = new ManualTime();
        await using var lab = await DaemonFixture.FaithfulAsync(options => options.Time = time);
        using var stream = lab.Hardware.SubscribeDeviceState(
            new DeviceStateSubscribeRequest { DeviceIds = { "mock_power_meter" } }, cancellationToken: lab.Limit);
        var first = await NextAsync(stream, lab);
        var next = NextAsync(stream, lab);
        time.Advance(TimeSpan.FromMilliseconds(199));
        Assert.False(next.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(first.TimestampNs + 200_000_000, (await next).TimestampNs);
    }

    [Fact]
    public async Task Unknown_device_is_refused()
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        using var stream = lab.Hardware.SubscribeDeviceState(new DeviceStateSubscribeRequest { DeviceIds = { "x" } });
        await DaemonFixture.RefusedAsync(StatusCode.NotFound, "Device 'x' not found", () => stream.ResponseStream.MoveNext(lab.Limit));
    }

    private static async Task<DeviceStateUpdate> NextAsync(AsyncServerStreamingCall<DeviceStateUpdate> stream, DaemonFixture lab)
    {
        Assert.True(await stream.ResponseStream.MoveNext(lab.Limit));
        return stream.ResponseStream.Current;
    }
}
