using LabSdk.Daq.Wire;
using LabSdk.Devices;
using ParameterChange = LabSdk.Devices.ParameterChange;
using WireChange = LabSdk.Daq.Wire.ParameterChange;
using WireValue = LabSdk.Daq.Wire.ParameterValue;

namespace LabSdk.Daq.Tests.Client;

public class ParameterTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Parameters_are_typed_with_units_and_choices()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        daemon.Hardware.OnGetParameter = request => new WireValue
        {
            DeviceId = request.DeviceId, Name = request.ParameterName,
            Value = request.ParameterName switch { "exposure_s" => "0.033", "counter" => "7", "mode" => "\"fast\"", _ => "true" },
        };
        await using var client = await daemon.ConnectAsync();
        Assert.Equal((0.033, "s"), (Assert.IsType<double>((await client.GetParameterAsync("mock_camera", "exposure_s")).Value), (await client.GetParameterAsync("mock_camera", "exposure_s")).Unit));
        Assert.Equal(7L, (await client.GetParameterAsync("mock_camera", "counter")).Value);
        Assert.Equal("fast", (await client.GetParameterAsync("mock_camera", "mode")).Value);
        Assert.Equal(true, (await client.GetParameterAsync("mock_camera", "armed")).Value);
        Assert.Equal(["fast", "slow"], (await client.Hardware.ListParametersAsync("mock_camera")).Single(parameter => parameter.Name == "mode").Choices);
        Assert.Equal(2, daemon.Hardware.Count("ListParameters"));
    }

    [Fact]
    public async Task Setting_sends_json_and_returns_what_was_read_back()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        daemon.Hardware.OnSetParameter = request => new SetParameterResponse { Success = true, ActualValue = request.Value == "1e-7" ? "0.0" : request.Value };
        await using var client = await daemon.ConnectAsync();
        Assert.Equal(0.0, (await client.SetParameterAsync("mock_camera", "exposure_s", 1e-7)).Value);
        Assert.Equal("slow", (await client.SetParameterAsync("mock_camera", "mode", "slow")).Value);
        Assert.Equal(["SetParameter 1e-7", "SetParameter \"slow\""], daemon.Hardware.Log.Where(entry => entry.StartsWith("SetParameter", StringComparison.Ordinal)));
        await Assert.ThrowsAsync<LabConfigurationException>(() => client.SetParameterAsync("mock_camera", "exposure_s", double.NaN));
        Assert.Equal(2, daemon.Hardware.Count("SetParameter"));
    }

    [Fact]
    public async Task Unknown_parameter_and_unknown_device_are_told_apart()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        await using var client = await daemon.ConnectAsync();
        var parameter = await Assert.ThrowsAsync<DaqDeviceException>(() => client.GetParameterAsync("mock_camera", "exposure"));
        Assert.Equal((DaqErrorIds.NotFound, "exposure"), (parameter.ErrorId, parameter.Details.ParameterName));
        Assert.Contains("'exposure_s'", parameter.Message, StringComparison.Ordinal);
        var device = await Assert.ThrowsAsync<DeviceException>(() => client.GetParameterAsync("mock_camra", "exposure_s"));
        Assert.Equal(DaqErrorIds.UnknownDevice, device.ErrorId);
        Assert.Contains("'mock_camera'", device.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_events_of_one_change_become_one_typed_change()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        daemon.Hardware.OnParameterChanges = async (stream, _) =>
        {
            await stream.WriteAsync(Event("exposure_s", "", "0.0000025", 0, "hardware"));
            await stream.WriteAsync(Event("armed", "", "true", 1, "hardware"));
            await stream.WriteAsync(Event("exposure_s", "0.033", "2.5e-6", 3, "user"));
            await stream.WriteAsync(Event("mode", "\"slow\"", "\"fast\"", 4, "user"));
            await stream.WriteAsync(Event("mode", "", "fast", 6, "hardware"));
        };
        await using var client = await daemon.ConnectAsync();
        var changes = new List<ParameterChange>();
        await foreach (var change in client.StreamParameterChangesAsync("mock_camera"))
        {
            changes.Add(change);
        }

        Assert.Equal(3, changes.Count);
        var exposure = changes.Single(change => change.Name == "exposure_s");
        Assert.Equal((0.033, 2.5e-6, "user", "s"), (exposure.OldValue, exposure.NewValue, exposure.Source, exposure.Unit));
        var mode = changes.Single(change => change.Name == "mode");
        Assert.Equal(("slow", "fast"), (mode.OldValue, mode.NewValue));
        Assert.Equal(("hardware", (object?)null), (changes.Single(change => change.Name == "armed").Source, changes.Single(change => change.Name == "armed").OldValue));
    }

    [Fact]
    public async Task Raw_events_come_as_the_daemon_sends_them()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        daemon.Hardware.OnParameterChanges = async (stream, _) =>
        {
            await stream.WriteAsync(Event("exposure_s", "", "0.0000025", 0, "hardware"));
            await stream.WriteAsync(Event("exposure_s", "0.033", "2.5e-6", 3, "user"));
        };
        await using var client = await daemon.ConnectAsync();
        var events = new List<DaqParameterEvent>();
        await foreach (var item in client.Hardware.StreamParameterEventsAsync())
        {
            events.Add(item);
        }

        Assert.Equal(["0.0000025", "2.5e-6"], events.Select(item => item.NewText));
    }

    [Fact]
    public void Change_without_partner_comes_out_after_the_window_and_far_apart_ones_stay_two()
    {
        var merger = new ParameterChangeMerger();
        var now = Start;
        Assert.Null(merger.Add(Change("a", 1.0, Start, "hardware"), now));
        Assert.Empty(merger.TakeDue(now));
        Assert.Null(merger.Add(Change("a", 1.0, Start.AddMilliseconds(60), "user"), now.AddMilliseconds(10)));
        Assert.Null(merger.Add(Change("a", 1.0, Start.AddMilliseconds(61), "user"), now.AddMilliseconds(11)));
        Assert.Equal(now + ParameterChangeMerger.Window, merger.NextDue);
        Assert.Equal(["hardware"], merger.TakeDue(now.AddMilliseconds(50)).Select(change => change.Source));
        Assert.Equal(2, merger.TakeDue(now.AddMilliseconds(61)).Count());
        Assert.Null(merger.NextDue);
    }

    private static ParameterChange Change(string name, object value, DateTimeOffset time, string source) => new("d", name, null, value, "", time, source);

    private static WireChange Event(string name, string before, string after, int milliseconds, string source) => new()
    {
        DeviceId = "mock_camera", Name = name, OldValue = before, NewValue = after, Source = source,
        TimestampNs = DaqTime.ToNanoseconds(Start.AddMilliseconds(milliseconds)),
    };
}
