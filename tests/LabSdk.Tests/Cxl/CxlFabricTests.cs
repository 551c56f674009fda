using LabSdk.Cxl;
using LabSdk.Simulation;

namespace LabSdk.Tests.Cxl;

/// <summary>The facade of switches, logical devices and heads over the simulated ones.</summary>
public sealed class CxlFabricTests : IDisposable
{
    private readonly SimulatedCxlSwitch _peer = new(new SimulatedCxlSwitchOptions { Drifts = false });
    private readonly Lab _lab;
    private readonly CxlDevice _sw;

    public CxlFabricTests()
    {
        _lab = CxlLabs.OnMctp(_peer);
        _sw = _lab.Cxl();
    }

    public void Dispose() => _lab.Dispose();

    [Fact]
    public void Ports_show_what_hangs_on_them_and_what_is_bound()
    {
        var ports = _sw.Ports;

        Assert.Equal(8, ports.Count);
        Assert.Equal(CxlConnectedDeviceType.CxlType3Mld, ports[1].State.ConnectedDeviceType);
        Assert.True(ports[1].IsUp);
        Assert.False(ports[4].IsUsed);
        var html = ports.ToHtml();
        Assert.Contains("<svg", html);
        Assert.Contains("VCS 1", html);
        Assert.Contains("16 LDs, 1 bound", html);
        Assert.Contains("memory (MLD)", ports.ToString());
    }

    [Fact]
    public void Binding_gives_a_logical_device_to_a_host_and_unbinding_takes_it()
    {
        Assert.Throws<CxlConfirmationException>(() => _sw.Virtual[0].Bind(vppb: 2, port: 1, ld: 4));
        _sw.Permissions = CxlLabs.Everything;

        var bound = _sw.Virtual[0].Bind(vppb: 2, port: 1, ld: 4);

        Assert.Equal((CxlVppbBinding.BoundLD, (byte)1, (byte)4), (bound.State.Vppbs[2].Binding, bound.State.Vppbs[2].BoundPortId, bound.State.Vppbs[2].BoundLdId));
        Assert.Contains("bound to an LD", bound.ToString());
        Assert.Equal(CxlVppbBinding.Unbound, bound.Unbind(2).State.Vppbs[2].Binding);
    }

    [Fact]
    public void A_tunnel_gives_the_same_class_for_what_lies_behind()
    {
        var behind = _sw.Through(Tunnel.SwitchMld(5, 3));

        Assert.IsType<CxlDevice>(behind);
        Assert.NotNull(behind.Health.Temperature);
        Assert.Equal("switch0 (port 5, LD 3)", behind.Id);
        Assert.Equal(1UL << 30 >> 1, behind.Identity.Memory!.Value.TotalCapacityBytes);
        Assert.Equal(_sw.Ports[2].Below.Identity.SerialNumber, _sw.Through(Tunnel.Switch(2)).Identity.SerialNumber);
        Assert.Throws<InvalidOperationException>(() => _sw.Ports[0].Below);
        Assert.Equal(_sw.Id, behind.Through(Tunnel.Direct).Id);
    }

    [Fact]
    public void A_tunnel_to_an_empty_port_tells_that_the_way_failed()
    {
        var error = Assert.Throws<CxlDeviceException>(() => _sw.Through(Tunnel.Switch(4)).Identity);

        Assert.True(error.IsTunnelRefused);
        Assert.Equal(Devices.HealthSeverity.Fault, _sw.Through(Tunnel.Switch(4)).Health.Severity);
    }

    [Fact]
    public void Logical_devices_have_sizes_and_bandwidth()
    {
        var devices = _sw.Through(Tunnel.Switch(1)).LogicalDevices;

        Assert.Equal(16, devices.Sizes.Count);
        Assert.Equal(512UL << 20, devices.Sizes[0].Range1Bytes);
        Assert.Equal(16, devices.BandwidthShares.Count);
        Assert.Equal("switch0 (port 1, LD 7)", devices[7].Id);
        Assert.Contains("8 GiB with 16 of 16 logical devices", devices.ToString());
    }

    [Fact]
    public void Heads_have_links_and_logical_devices()
    {
        var heads = _sw.Through(Tunnel.Switch(5)).Heads;

        Assert.Equal(2, heads.Count);
        Assert.Equal(16, heads.LdMap.Count);
        Assert.Contains("GT/s", heads.ToString());
    }

    [Fact]
    public void A_pulled_device_is_seen_in_ports_and_health()
    {
        Assert.True(_sw.Health.IsOk);
        var pulled = _peer.At(3)!;

        _peer.PlugIn(3, null);

        Assert.False(_sw.Ports[3].IsUsed);
        Assert.Contains("5 of 8 in use", _sw.Health.ToString());
        Assert.Contains("port 3", _sw.Events.ToString());
        _peer.PlugIn(3, pulled);
    }

    [Fact]
    public void A_port_in_reset_is_a_fault()
    {
        _sw.Permissions = CxlLabs.Everything;

        _sw.Ports[2].Control(CxlPortOperation.AssertPerst);

        Assert.Contains("port 2", _sw.Health.Where(fact => fact.Severity == Devices.HealthSeverity.Fault).Select(fact => fact.Text).DefaultIfEmpty(_sw.Ports.ToString()).First());
        _sw.Ports[2].Control(CxlPortOperation.DeassertPerst);
    }

    [Fact]
    public void Members_of_memory_devices_say_that_this_is_a_switch()
    {
        var error = Assert.Throws<NotSupportedByDeviceException>(() => _sw.Partitions);

        Assert.Contains("CXL switch", error.Message);
        Assert.Throws<NotSupportedByDeviceException>(() => _sw.Temperature.Read());
    }
}
