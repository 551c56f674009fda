using System.Diagnostics;
using LabSdk.Cxl;
using LabSdk.Rig.Tests.Support;
using LabSdk.Rig.Tests.Support.Mctp;
using LabSdk.Simulation;

namespace LabSdk.Rig.Tests.Cxl;

/// <summary>CXL commands over real MCTP sockets: the kernel's stack, its serial driver, a pseudo terminal, and simulated components at the far end.</summary>
[Trait(Guest.Kernel, Guest.Rig)]
public sealed class CxlMctpTests : IAsyncLifetime
{
    private const byte DeviceId = 9, SwitchId = 10;
    private const int Limit = 180_000;

    private readonly SimulatedCxlDevice _device = new(new SimulatedCxlOptions { Drifts = false, Name = "far device" });
    private readonly SimulatedCxlSwitch _switch = new(new SimulatedCxlSwitchOptions { Drifts = false });

    // The far end runs in this slow emulated machine, too: what is not about time waits as long as it takes.
    private readonly CxlContext _context = new(new CxlOptions { Timeout = TimeSpan.Zero });
    private MctpSerialLine _line = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _line = MctpSerialLine.Connect((DeviceId, _device.OpenMctp), (SwitchId, _switch.OpenMctp));
        return default;
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        await _line.DisposeAsync();
        await _device.DisposeAsync();
        await _switch.DisposeAsync();
    }

    [Theory(Timeout = Limit), InlineData(0u), InlineData(1u)]
    public async Task Component_is_probed_and_its_health_read(uint network)
    {
        _device.SetHealth(health =>
        {
            (health.Temperature, health.LifeUsed, health.DirtyShutdowns) = (-12, 77, 5);
            health.Flags = CxlHealthStatus.MaintenanceNeeded;
        });
        var endpoint = await _context.OpenAsync($"cxl+mctp://{network}/{DeviceId}", Token);
        Assert.Null(endpoint.ProbeWarning);
        Assert.Equal((CxlComponentType.Type3Device, (ulong)_device.Options.SerialNumber), (endpoint.Identity!.Value.ComponentType, endpoint.Identity.Value.SerialNumber));
        Assert.Equal($"mctp {network}/{DeviceId}", endpoint.Name);
        var health = await endpoint.Memory.GetHealthInfoAsync(Token);
        Assert.Equal((-12, 77, 5u), (health.DeviceTemperature, health.LifeUsed, health.DirtyShutdownCount));
        Assert.True(health.HealthStatus.HasFlag(CxlHealthStatus.MaintenanceNeeded));
        Assert.Equal((0, 0), (_line.Frames.Damaged, _line.Packets.Stray));
    }

    [Fact(Timeout = Limit)]
    public async Task Messages_of_many_packets_go_both_ways_whole()
    {
        var endpoint = await _context.OpenMctpAsync(1, DeviceId, Token);
        await endpoint.Component.SetResponseMsgLimitAsync(new SetResponseMsgLimitRequest { LimitExponent = 10 }, Token);
        var label = new byte[1000];
        new Random(1).NextBytes(label);
        label.AsSpan(0, 200).Fill(0x7E);
        label.AsSpan(200, 100).Fill(0x7D);
        await endpoint.Memory.SetLsaAsync(new MemdevSetLsaRequest { Offset = 512, Data = label }, CxlConfirmation.Serial(_device.SerialNumber), Token);
        Assert.Equal(label, (await endpoint.Memory.GetLsaAsync(new MemdevGetLsaRequest { Offset = 512, Length = 1000 }, Token)).Data.ToArray());
        Assert.Equal((0, 0), (_line.Frames.Damaged, _line.Packets.Stray));
    }

    [Fact(Timeout = Limit)]
    public async Task Component_that_is_silent_is_a_timeout_and_its_late_answer_goes_to_nobody()
    {
        var endpoint = await _context.OpenMctpAsync(1, DeviceId, Token);
        endpoint.Timeout = TimeSpan.FromMilliseconds(500);
        _device.Faults.On(CxlCommands.MemdevGetHealthInfo.Opcode, CxlFault.Late(TimeSpan.FromMilliseconds(900)));
        _device.SetHealth(health => health.Temperature = 1);
        var started = Stopwatch.GetTimestamp();
        var error = await Assert.ThrowsAsync<CxlTimeoutException>(() => endpoint.Memory.GetHealthInfoAsync(Token).AsTask());
        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalSeconds, 0.45, 10);
        Assert.Equal((CxlErrorIds.Timeout, "mctp 1/9"), (error.ErrorId, error.Endpoint));

        _device.SetHealth(health => health.Temperature = 2);
        endpoint.Timeout = TimeSpan.Zero;
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal((short)2, (await endpoint.Memory.GetHealthInfoAsync(Token)).DeviceTemperature);
            await Task.Delay(50, Token);
        }
    }

    [Fact(Timeout = Limit)]
    public async Task Wrong_and_repeated_answers_are_dropped()
    {
        var endpoint = await _context.OpenMctpAsync(1, DeviceId, Token);
        var opcode = CxlCommands.MemdevGetPartitionInfo.Opcode;
        var right = await endpoint.Memory.GetPartitionInfoAsync(Token);
        _device.Faults.On(opcode, CxlFault.Duplicate(3), times: 5);
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(right with { Surplus = default }, await endpoint.Memory.GetPartitionInfoAsync(Token) with { Surplus = default });
            Assert.Equal((ulong)_device.Options.SerialNumber, (await endpoint.Component.IdentifyAsync(Token)).SerialNumber);
        }

        foreach (var fault in new[] { CxlFault.WrongOpcode, CxlFault.WrongCategory, CxlFault.Drop })
        {
            _device.Faults.On(opcode, fault);
            endpoint.Timeout = TimeSpan.FromMilliseconds(300);
            await Assert.ThrowsAsync<CxlTimeoutException>(() => endpoint.Memory.GetPartitionInfoAsync(Token).AsTask());
            endpoint.Timeout = TimeSpan.Zero;
            Assert.Equal(right.ActiveVolatileUnits, (await endpoint.Memory.GetPartitionInfoAsync(Token)).ActiveVolatileUnits);
        }
    }

    [Fact(Timeout = Limit)]
    public async Task Switch_and_what_is_behind_it_answer_through_tunnels()
    {
        var endpoint = await _context.OpenMctpAsync(1, SwitchId, Token);
        Assert.True(endpoint.IsFmApiEnabled);
        Assert.Equal(_switch.Options.Ports, (await endpoint.Fabric.IdentifySwDeviceAsync(Token)).PhysicalPortCount);
        var behind = (SimulatedCxlDevice)_switch.At(2)!;
        behind.SetHealth(health => health.Temperature = 63);
        Assert.Equal((short)63, (await endpoint.Through(Tunnel.Switch(2)).Memory.GetHealthInfoAsync(Token)).DeviceTemperature);

        // A logical device of the pool at port 1, two layers deep.
        Assert.Equal(2, Tunnel.SwitchMld(1, 0).Layers);
        Assert.True((await endpoint.Through(Tunnel.SwitchMld(1, 0)).Memory.IdentifyAsync(Token)).TotalCapacityUnits > 0);
    }

    [Fact(Timeout = Limit)]
    public async Task Component_tells_of_its_events_and_they_are_read_and_cleared()
    {
        _device.Notifier!.Sent += message => _line.SendRequest(DeviceId, CxlMessageType.Component, message);
        var endpoint = await _context.OpenMctpAsync(1, DeviceId, Token);
        await using var listener = await CxlEventListener.OpenAsync(1);
        await endpoint.Component.SetMctpEventInterruptPolicyAsync(new SetMctpEventInterruptPolicyRequest { Events = CxlEventKinds.Warning }, Token);
        var notifications = listener.ReadAsync(Token).GetAsyncEnumerator(Token);
        var next = notifications.MoveNextAsync().AsTask();
        _device.AddEvent(SimulatedCxlEvent.Dram(0x4000, CxlEventSeverity.Warning, bank: 3));
        Assert.True(await next.WaitAsync(TimeSpan.FromSeconds(20), Token));
        Assert.Equal((1u, DeviceId, CxlEventKinds.Warning), (notifications.Current.Network, notifications.Current.EndpointId, notifications.Current.Kinds));
        await notifications.DisposeAsync();

        var records = new List<CxlEventRecord>();
        await foreach (var record in endpoint.ReadEventsAsync(CxlEventLog.Warning, clear: true, Token))
        {
            records.Add(record);
        }

        Assert.Equal(CxlEventSeverity.Warning, Assert.Single(records).Severity);
        Assert.Empty((await endpoint.ReadEventLogAsync(CxlEventLog.Warning, Token)).Records);
        Assert.Equal(0, listener.Foreign);
    }

    [Fact(Timeout = Limit)]
    public async Task Whole_label_area_goes_over_the_line_and_back()
    {
        var endpoint = await _context.OpenMctpAsync(1, DeviceId, Token);
        var label = new byte[8192];
        new Random(5).NextBytes(label);
        await endpoint.WriteLsaAsync(1000, label, CxlConfirmation.Serial(_device.SerialNumber), cancellationToken: Token);
        Assert.Equal(label, (await endpoint.ReadLsaAsync(1000, (uint)label.Length, cancellationToken: Token)).ToArray());
        Assert.True((await endpoint.GetCapabilitiesAsync(cancellationToken: Token)).Supports(CxlCommands.MemdevGetHealthInfo));
    }

    [Fact(Timeout = Limit)]
    public async Task Two_components_on_one_line_and_several_callers_get_their_own_answers()
    {
        var device = await _context.OpenMctpAsync(1, DeviceId, Token);
        var fabric = await _context.OpenMctpAsync(1, SwitchId, Token);
        var sizes = (await device.Memory.IdentifyAsync(Token)).LsaSize;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(caller => Task.Run(
            async () =>
            {
                for (var i = 0; i < 50; i++)
                {
                    switch ((caller + i) % 3)
                    {
                        case 0:
                            Assert.Equal(sizes, (await device.Memory.IdentifyAsync(Token)).LsaSize);
                            break;
                        case 1:
                            Assert.Equal(16 + caller, (await device.Memory.GetLsaAsync(new MemdevGetLsaRequest { Length = (uint)(16 + caller) }, Token)).Data.Length);
                            break;
                        default:
                            Assert.Equal(_switch.Options.Ports, (await fabric.Fabric.IdentifySwDeviceAsync(Token)).PhysicalPortCount);
                            break;
                    }
                }
            },
            Token)));
        Assert.Equal((0, 0), (_line.Frames.Damaged, _line.Packets.Stray));
    }

    [Fact(Timeout = Limit)]
    public async Task Endpoint_without_a_route_is_told_with_what_to_look_at()
    {
        // Opening asks what it is; that nobody answers is no error yet.
        var endpoint = await _context.OpenMctpAsync(1, 77, Token);
        Assert.NotNull(endpoint.ProbeWarning);
        var error = await Assert.ThrowsAsync<CxlIoException>(() => endpoint.Memory.GetHealthInfoAsync(Token).AsTask());
        Assert.Equal("EHOSTUNREACH", error.ErrnoName);
        Assert.Contains("mctp route", error.Message);
    }

    [Fact(Timeout = Limit)]
    public async Task Line_that_is_pulled_out_is_an_error_and_one_that_is_put_back_works()
    {
        var endpoint = await _context.OpenMctpAsync(1, DeviceId, Token);
        await _line.DisposeAsync();
        await Assert.ThrowsAsync<CxlIoException>(() => endpoint.Memory.GetHealthInfoAsync(Token).AsTask());
        _line = MctpSerialLine.Connect((DeviceId, _device.OpenMctp), (SwitchId, _switch.OpenMctp));
        Assert.Equal((short)41, (await endpoint.Memory.GetHealthInfoAsync(Token)).DeviceTemperature);
    }

    [Fact(Timeout = Limit)]
    public async Task Ordinary_user_is_told_which_right_is_missing()
    {
        var seen = await OtherProcess.ReportAsync(["mctp", $"1/{DeviceId}"], OtherProcess.AsOrdinaryUser);
        Assert.Equal(CxlErrorIds.AccessDenied, seen.ErrorId);
        Assert.Contains("CAP_NET_RAW", seen.Message);
    }
}
