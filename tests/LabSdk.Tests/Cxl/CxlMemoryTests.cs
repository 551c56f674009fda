using LabSdk.Cxl;
using LabSdk.Simulation;
using static LabSdk.Plans;

namespace LabSdk.Tests.Cxl;

/// <summary>The facade of memory devices over the simulated device.</summary>
public sealed class CxlMemoryTests : IDisposable
{
    private readonly SimulatedCxlDevice _peer = CxlLabs.Still();
    private readonly Lab _lab;
    private readonly CxlDevice _mem;

    public CxlMemoryTests()
    {
        _lab = CxlLabs.On(_peer);
        _mem = _lab.Cxl("mem0");
    }

    public void Dispose() => _lab.Dispose();

    [Fact]
    public void Device_stands_in_the_table_with_kind_state_and_temperature()
    {
        _peer.SetHealth(health => health.Temperature = 47);

        Assert.Equal(("mem0", "memory", "cxl:sim"), (_mem.Id, _mem.Description.Category, _mem.Description.Endpoint));
        Assert.Same(_mem, _lab.Cxl());
        Assert.Equal(47, _mem.State.Reading);
        Assert.True(_lab.IsSimulated);
        Assert.Contains("47 °C", _lab.Devices.ToString());
        Assert.Contains("0x01ab5d0000c51001", _mem.ToMimeBundle().PlainText);
    }

    [Fact]
    public void Identity_has_capacity_firmware_and_the_serial_number_of_confirmations()
    {
        var identity = _mem.Identity;

        Assert.Equal(0x01AB_5D00_00C5_1001UL, identity.SerialNumber);
        Assert.Equal(4UL << 30, identity.Memory!.Value.TotalCapacityBytes);
        Assert.Null(identity.Component);
        Assert.Contains("SIM 1.0", identity.ToString());
        Assert.Contains("4 GiB", identity.ToHtml());
    }

    [Fact]
    public void Alerts_are_set_one_by_one_and_those_not_named_stay()
    {
        var before = _mem.Alerts.Settings;

        var after = _mem.Alerts.Set(overTemperature: 66).Settings;

        Assert.Equal(66, after.DeviceOverTemperatureProgrammableWarningThreshold);
        Assert.Equal(before.LifeUsedProgrammableWarningThreshold, after.LifeUsedProgrammableWarningThreshold);
        Assert.False(_mem.Alerts.TurnOff(CxlAlerts.OverTemperature).Settings.ValidAlerts.HasFlag(CxlAlerts.OverTemperature));
        Assert.Throws<CxlDeviceException>(() => _mem.Alerts.Set(overTemperature: 500));
    }

    [Fact]
    public void Partitions_change_with_a_reset_after_a_confirmation_that_names_the_device()
    {
        Assert.Throws<CxlConfirmationException>(() => _mem.Partitions.Set(512UL << 20, Confirm.Serial("0xdead")));
        Assert.Throws<ArgumentOutOfRangeException>(() => _mem.Partitions.Set(1000, CxlLabs.Confirmation(_peer)));
        Assert.False(_mem.Partitions.IsChangePending);

        var pending = _mem.Partitions.Set(512UL << 20, CxlLabs.Confirmation(_peer));

        Assert.True(pending.IsChangePending);
        Assert.Contains("After the next reset", pending.ToString());
        _peer.Reset();
        Assert.Equal(1536UL << 20, _mem.Partitions.VolatileBytes);
    }

    [Fact]
    public void Events_of_all_logs_are_read_again_until_they_are_cleared()
    {
        _peer.AddEvent(SimulatedCxlEvent.Dram(0x2000_0080, CxlEventSeverity.Failure, bank: 3, row: 4711, column: 12));
        _peer.AddEvent(SimulatedCxlEvent.GeneralMedia(0x1000, CxlEventSeverity.Warning), 3);

        var events = _mem.Events;

        Assert.Equal(4, events.Count);
        Assert.Equal(4, _mem.Events.Count);
        Assert.Equal(["warning", "warning", "warning", "failure"], events.ToTable()["severity"].ToArray().Select(value => (string?)value));
        Assert.Contains("row 4711", events.ToString());
        Assert.Empty(events.Clear());
        Assert.Contains("no event records", _mem.Events.ToString());
    }

    [Fact]
    public void Clearing_what_was_read_keeps_what_came_since()
    {
        _peer.AddEvent(SimulatedCxlEvent.GeneralMedia(0x1000));
        var events = _mem.Events;
        _peer.AddEvent(SimulatedCxlEvent.GeneralMedia(0x2000));

        var left = events.Clear();

        Assert.Contains("0x2000", Assert.Single(left.ToTable()["address"].ToArray()).ToString());
    }

    [Fact]
    public void A_log_that_was_full_says_how_many_records_are_lost()
    {
        _peer.AddEvent(SimulatedCxlEvent.GeneralMedia(0x1000), 70);

        var events = _mem.Events;

        Assert.Equal([CxlEventLog.Informational], events.Overflowed);
        Assert.Contains("lost 6 records", events.ToString());
        Assert.Empty(events.Clear());
    }

    [Fact]
    public void Watched_events_come_once_each_and_the_loop_can_be_left()
    {
        _peer.AddEvent(SimulatedCxlEvent.GeneralMedia(0x40));
        _peer.AddEvent(SimulatedCxlEvent.GeneralMedia(0x80));

        var seen = _mem.WatchEvents(TimeSpan.FromMilliseconds(10)).Take(2).ToArray();

        Assert.Equal([CxlEventLog.Informational, CxlEventLog.Informational], seen.Select(each => each.Log));
        Assert.Equal(2, seen.Select(each => each.Record.Handle).Distinct().Count());
    }

    [Fact]
    public void Poison_is_listed_injected_and_cleared()
    {
        _peer.Poison(0x1000, 128);
        var confirmation = CxlLabs.Confirmation(_peer);

        var injected = _mem.Poison.Inject(0x4000_0000, confirmation);

        Assert.Equal([0x1000UL, 0x4000_0000UL], injected.Select(record => record.Dpa));
        Assert.Equal(192UL, injected.TotalBytes);
        Assert.Equal(CxlMediaErrorSource.Injected, injected[1].Source);
        Assert.Contains("injected", injected.ToHtml());
        Assert.Single(_mem.Poison.Clear(0x4000_0000, confirmation));
        Assert.Throws<CxlConfirmationException>(() => _mem.Poison.Inject(0x40, Confirm.Serial(1)));
    }

    [Fact]
    public void Logs_are_found_by_name_and_read_to_their_last_byte()
    {
        var log = _mem.Logs["vendor debug log"];

        var bytes = log.Read();

        Assert.Equal((int)log.Size, bytes.Length);
        Assert.Contains("00000010", bytes.ToString());
        Assert.Same("Vendor Debug Log", log.Name);
        Assert.Equal(bytes.Length, _mem.Logs["5e1819d9-11a9-400c-811f-d60719403d86"].Read().Length);
        var error = Assert.Throws<NotSupportedByDeviceException>(() => _mem.Logs["Vendor Debg Log"]);
        Assert.Contains("Vendor Debug Log", error.Hint);
    }

    [Fact]
    public void Bytes_are_saved_as_they_are()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("labsdk-cxl").FullName, "log.bin");

        var bytes = _mem.Logs["Vendor Debug Log"].Read();
        bytes.Save(file);

        Assert.Equal(bytes.ToArray(), File.ReadAllBytes(file));
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    [Fact]
    public void Features_are_read_and_written()
    {
        var feature = _mem.Features.First(each => each.IsChangeable);
        var value = feature.Read().ToArray();

        feature.Write(value.AsMemory(0, feature.Info.SetSize));

        Assert.Equal(feature.Info.GetSize, value.Length);
        Assert.Throws<CxlRequestException>(() => feature.Write(new byte[1000]));
        Assert.Contains(feature.Name, _mem.Features.ToHtml());
    }

    [Fact]
    public void Security_needs_a_permission_and_keeps_passphrases_out_of_sight()
    {
        var passphrase = new Secret("correct horse");
        Assert.Throws<CxlConfirmationException>(() => _mem.Security.SetPassphrase(passphrase));
        _mem.Permissions = CxlLabs.Everything;

        var security = _mem.Security.SetPassphrase(passphrase);

        Assert.True(security.State.HasFlag(CxlSecurityState.UserPassphraseSet));
        var refused = Assert.Throws<CxlDeviceException>(() => security.DisablePassphrase(new Secret("wrong one")));
        Assert.Equal(CxlReturnCode.IncorrectPassphrase, refused.ReturnCode);
        Assert.DoesNotContain("wrong one", refused.ToString());
        Assert.Equal(CxlSecurityState.None, _mem.Security.DisablePassphrase(passphrase).State);
        Assert.Throws<ArgumentException>(() => _mem.Security.SetPassphrase(new Secret(new string('x', 33))));
        Assert.True(_mem.Security.Freeze().IsFrozen);
    }

    [Fact]
    public void Labels_are_read_in_parts_and_written_after_a_confirmation()
    {
        var data = Enumerable.Range(0, 5000).Select(i => (byte)i).ToArray();

        _mem.Labels.Write(1000, data, CxlLabs.Confirmation(_peer));

        Assert.Equal(data, _mem.Labels.Read(1000, 5000).ToArray());
        Assert.Equal(131_072u, _mem.Labels.Size);
        Assert.Equal(131_072, _mem.Labels.Read().Length);
        Assert.Throws<CxlConfirmationException>(() => _mem.Labels.Write(0, data, Confirm.Serial("1")));
    }

    [Fact]
    public void Clock_is_unknown_until_it_is_set()
    {
        Assert.Null(_mem.Timestamp);

        var now = DateTimeOffset.UtcNow;
        _mem.Timestamp = now;

        Assert.InRange(_mem.Timestamp!.Value, now.AddSeconds(-1), now.AddMinutes(5));
    }

    [Fact]
    public void Commands_tell_what_the_device_has_and_what_each_needs()
    {
        var commands = _mem.Commands;

        Assert.True(commands.Supports(0x4200));
        Assert.False(commands.Supports(CxlCommands.FmapiIdentifySwDevice));
        Assert.Contains("confirmation: destroys data", commands.ToHtml());
        Assert.Contains("AllowDisruptive", commands.ToString());
    }

    [Fact]
    public void Dynamic_capacity_has_regions()
    {
        var capacity = _mem.DynamicCapacity;

        Assert.Equal(2, capacity.Regions.Count);
        Assert.Equal(2UL << 30, capacity.TotalBytes);
        Assert.Contains("No extents", capacity.ToString());
    }

    [Fact]
    public void Members_for_another_kind_of_component_say_what_this_one_is()
    {
        var error = Assert.Throws<NotSupportedByDeviceException>(() => _mem.Ports);

        Assert.Contains("CXL memory device", error.Message);
        Assert.Contains("switch ports", error.Message);
        Assert.Contains("5100h", error.Message);
        Assert.Throws<NotSupportedByDeviceException>(() => _mem.LogicalDevices);
        Assert.Throws<NotSupportedByDeviceException>(() => _mem.Heads);
        Assert.Throws<NotSupportedByDeviceException>(() => _mem.BackgroundStatus);
    }

    [Fact]
    public void Temperature_life_and_errors_are_detectors_for_scans()
    {
        _peer.SetHealth(health => (health.Temperature, health.LifeUsed, health.CorrectedVolatileErrors) = (51, null, 9));

        var scan = Count(3).Read(_mem.Temperature, _mem.LifeUsed, _mem.CorrectedVolatileErrors, _mem.DirtyShutdowns).Run("health");

        Assert.Equal([51.0, 51, 51], scan.Data["mem0.temperature"].ToDoubles());
        Assert.Equal("°C", scan.Data["mem0.temperature"].Unit);
        Assert.Equal([9.0, 9, 9], scan.Data["mem0.corrected_volatile_errors"].ToDoubles());
        Assert.True(double.IsNaN(_mem.LifeUsed.Read()));
        Assert.Equal(ReadingStatus.Invalid, _mem.LifeUsed.ReadValue().Status);
    }

    [Fact]
    public void A_device_that_is_gone_gives_a_fault_and_comes_back()
    {
        _peer.Disconnect();

        Assert.Equal(Devices.HealthSeverity.Fault, _mem.Health.Severity);
        Assert.ThrowsAny<LabConnectionException>(() => _mem.Temperature.Read());
        Assert.Contains("mem0", _lab.Devices.ToString());

        _peer.Reconnect();
        Assert.True(_mem.Health.IsOk);
    }

    [Fact]
    public void A_closed_lab_ends_its_devices()
    {
        _lab.Dispose();

        Assert.Equal(CoreErrorIds.Closed, Assert.Throws<LabConnectionException>(() => _mem.Identity).ErrorId);
        Assert.Equal(CoreErrorIds.Closed, Assert.Throws<LabConnectionException>(() => _mem.Temperature.Read()).ErrorId);
    }
}
