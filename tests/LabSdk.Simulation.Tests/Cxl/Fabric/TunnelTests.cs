using LabSdk.Cxl;
using LabSdk.Simulation.Cxl;
using LabSdk.Simulation.Tests.Daq;

namespace LabSdk.Simulation.Tests.Cxl.Fabric;

public sealed class TunnelTests
{
    private static Task<CxlBench> SwitchAsync()
    {
        var time = new ManualTime();
        return CxlBench.OpenAsync(new SimulatedCxlSwitch(new SimulatedCxlSwitchOptions { Drifts = false, Time = time }), time);
    }

    [Fact]
    public async Task Each_tunnel_leads_to_a_component_of_its_own()
    {
        await using var bench = await SwitchAsync();
        var fabric = (SimulatedCxlSwitch)bench.Component;
        foreach (var endpoint in new[] { bench.Mctp, bench.Mailbox })
        {
            Assert.Equal(fabric.At(2)!.SerialNumber, await endpoint.Through(Tunnel.Switch(2)).GetSerialNumberAsync());
            Assert.Equal(((SimulatedCxlMld)fabric.At(5)!).LogicalDevices[3].SerialNumber, await endpoint.Through(Tunnel.SwitchMld(5, 3)).GetSerialNumberAsync());
        }
    }

    [Fact]
    public async Task State_behind_a_tunnel_is_that_device_s_alone()
    {
        await using var bench = await SwitchAsync();
        var fabric = (SimulatedCxlSwitch)bench.Component;
        ((SimulatedCxlMld)fabric.At(5)!).LogicalDevices[3].SetHealth(health => health.Temperature = 77);

        Assert.Equal(77, (await bench.Mctp.Through(Tunnel.SwitchMld(5, 3)).Memory.GetHealthInfoAsync()).DeviceTemperature);
        Assert.Equal(41, (await bench.Mctp.Through(Tunnel.SwitchMld(5, 4)).Memory.GetHealthInfoAsync()).DeviceTemperature);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(99)]
    public async Task Wrong_port_is_refused_by_the_switch(byte port)
    {
        await using var bench = await SwitchAsync();

        var refused = await Assert.ThrowsAsync<CxlDeviceException>(async () => await bench.Mctp.Through(Tunnel.Switch(port)).Memory.GetHealthInfoAsync());

        Assert.Equal((CxlReturnCode.InvalidInput, true, 0), (refused.ReturnCode, refused.IsTunnelRefused, refused.TunnelLevel));
    }

    [Theory]
    [InlineData(16)]
    [InlineData(255)]
    public async Task Wrong_logical_device_is_refused_by_the_device_below_the_port(byte device)
    {
        await using var bench = await SwitchAsync();

        var refused = await Assert.ThrowsAsync<CxlDeviceException>(async () => await bench.Mctp.Through(Tunnel.SwitchMld(5, device)).Memory.GetHealthInfoAsync());

        Assert.Equal((CxlReturnCode.InvalidInput, true, 1), (refused.ReturnCode, refused.IsTunnelRefused, refused.TunnelLevel));
    }

    [Fact]
    public async Task Pool_of_a_device_with_several_heads_is_reached_by_its_own_target_type()
    {
        var time = new ManualTime();
        await using var bench = await CxlBench.OpenAsync(new SimulatedCxlMld(new SimulatedCxlMldOptions { Heads = 2, Drifts = false, Time = time }), time);
        await using var single = await CxlBench.OpenAsync(new SimulatedCxlMld(new SimulatedCxlMldOptions { Drifts = false, Time = time }), time);

        Assert.Equal(16, (await bench.Mctp.Through(Tunnel.Mhd).Fabric.GetLdInfoAsync()).LdCount);
        var refused = await Assert.ThrowsAsync<CxlDeviceException>(async () => await single.Mctp.Through(Tunnel.Mhd).Fabric.GetLdInfoAsync());
        Assert.Equal((CxlReturnCode.InvalidInput, true), (refused.ReturnCode, refused.IsTunnelRefused));
    }

    [Fact]
    public async Task Fourth_layer_is_refused()
    {
        var time = new ManualTime();
        await using var component = new SimulatedCxlMld(new SimulatedCxlMldOptions { Heads = 2, Drifts = false, Time = time });
        component.Commands.Commands.Add(new TunnelArea((_, _) => component, includesMessageType: false));

        CxlReturnCode[] codes = [.. Enumerable.Range(1, 4).Select(layers => Nested(component, layers))];

        Assert.Equal([CxlReturnCode.Success, CxlReturnCode.Success, CxlReturnCode.Success, CxlReturnCode.InvalidInput], codes);
    }

    [Fact]
    public async Task Background_operation_behind_a_tunnel_is_seen_through()
    {
        var time = new ManualTime();
        var client = new CxlOptions { Permissions = CxlBench.All, FirstPoll = TimeSpan.FromMilliseconds(1), LongestPoll = TimeSpan.FromMilliseconds(1) };
        await using var bench = await CxlBench.OpenAsync(new SimulatedCxlSwitch(new SimulatedCxlSwitchOptions { Drifts = false, Time = time }), time, client);
        var device = bench.Mctp.Through(Tunnel.SwitchMld(1, 0));
        var serial = await device.GetSerialNumberAsync();

        var operation = await device.StartAsync(CxlCommands.MemdevSanitize, null, CxlConfirmation.Serial(serial!.Value));
        time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(CxlReturnCode.Success, (await operation.WaitAsync(TimeSpan.FromSeconds(20))).ReturnCode);
    }

    [Fact]
    public async Task Dialect_with_a_message_type_before_the_embedded_message_is_spoken()
    {
        var time = new ManualTime();
        var client = new CxlOptions { Permissions = CxlBench.All, TunnelIncludesMessageType = true };
        await using var bench = await CxlBench.OpenAsync(
            new SimulatedCxlSwitch(new SimulatedCxlSwitchOptions { Drifts = false, TunnelIncludesMessageType = true, Time = time }), time, client);

        Assert.NotNull(await bench.Mctp.Through(Tunnel.SwitchMld(5, 3)).GetSerialNumberAsync());
        Assert.NotNull(await bench.Mailbox.Through(Tunnel.Switch(2)).GetSerialNumberAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Length_that_lies_is_found_at_each_level(bool isInner)
    {
        await using var bench = await SwitchAsync();
        var liar = isInner ? ((SimulatedCxlSwitch)bench.Component).At(5)! : bench.Component;
        liar.Faults.On(TunnelArea.Opcode, CxlFault.TunnelLength(1));

        await Assert.ThrowsAsync<CxlProtocolException>(async () => await bench.Mctp.Through(Tunnel.SwitchMld(5, 3)).Memory.GetHealthInfoAsync());

        await bench.Mctp.Through(Tunnel.SwitchMld(5, 3)).Memory.GetHealthInfoAsync();
    }

    private static CxlReturnCode Nested(SimulatedCxlComponent component, int layers)
    {
        var message = CciFrame.Request(CxlCommands.Identify.Opcode, 0, []);
        for (var layer = 0; layer < layers; layer++)
        {
            message = CciFrame.Request(TunnelArea.Opcode, 0, [0, 0, (byte)message.Length, 0, .. message]);
        }

        var answer = component.Endpoint.Exchange(message, CciLink.FabricManager, 0, 1024).Messages[0];
        for (var at = 0; ; at += CciFrame.HeaderSize + 4)
        {
            var code = CciFrame.ReturnCode(answer.AsSpan(at));
            if (code != 0 || CciFrame.Opcode(answer.AsSpan(at)) != TunnelArea.Opcode)
            {
                return (CxlReturnCode)code;
            }
        }
    }
}
