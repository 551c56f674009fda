using LabSdk.Cxl;
using LabSdk.Simulation.Cxl;
using LabSdk.Simulation.Tests.Daq;

namespace LabSdk.Simulation.Tests.Cxl.Fabric;

public sealed class SwitchTests
{
    private static Task<CxlBench> OpenAsync(bool isEmpty = false)
    {
        var time = new ManualTime();
        return CxlBench.OpenAsync(new SimulatedCxlSwitch(new SimulatedCxlSwitchOptions { IsEmpty = isEmpty, Drifts = false, Time = time }), time);
    }

    [Fact]
    public async Task Switch_tells_its_ports_and_virtual_switches_over_both_links()
    {
        await using var bench = await OpenAsync();

        var mctp = await bench.Mctp.Fabric.IdentifySwDeviceAsync();
        var mailbox = await bench.Mailbox.Fabric.IdentifySwDeviceAsync();
        var identity = await bench.Mailbox.Component.IdentifyAsync();

        Assert.Equal((8, 2, 16, 2), (mctp.PhysicalPortCount, mctp.VcsCount, mctp.TotalVppbCount, mctp.ActiveVppbCount));
        Assert.Equal(mctp.ActivePorts, mailbox.ActivePorts);
        Assert.Equal((CxlComponentType.Switch, bench.Component.SerialNumber), (identity.ComponentType, identity.SerialNumber));
    }

    [Fact]
    public async Task Ports_tell_what_is_plugged_in()
    {
        await using var bench = await OpenAsync();

        var ports = await bench.Mctp.ReadPortsAsync([0, 1, 2, 4, 77]);

        Assert.Equal(
            [CxlPortConfigurationState.Usp, CxlPortConfigurationState.Dsp, CxlPortConfigurationState.Dsp, CxlPortConfigurationState.Dsp, CxlPortConfigurationState.InvalidPortId],
            ports.Select(port => port.Configuration.State));
        Assert.Equal((CxlConnectedDeviceType.CxlType3Mld, 16), (ports[1].ConnectedDeviceType, ports[1].SupportedLdCount));
        Assert.Equal((CxlConnectedDeviceType.CxlType3Sld, CxlLtssmState.L0), (ports[2].ConnectedDeviceType, ports[2].LtssmState));
        Assert.Equal((CxlConnectedDeviceType.None, CxlLtssmState.Detect), (ports[3].ConnectedDeviceType, ports[3].LtssmState));
    }

    [Fact]
    public async Task Reset_line_takes_a_tenth_of_a_second_and_cuts_the_device_off()
    {
        await using var bench = await OpenAsync();
        Assert.Equal(CxlReturnCode.Success, await bench.CodeAsync(CxlCommands.FmapiPhysPortControl, 2, 0));
        Assert.Equal(CxlReturnCode.RetryRequired, await bench.CodeAsync(CxlCommands.FmapiPhysPortControl, 2, 1));
        bench.Time.Advance(TimeSpan.FromMilliseconds(100));

        var port = (await bench.Mctp.ReadPortsAsync([2]))[0];
        Assert.True(port.LinkState.HasFlag(CxlLinkState.PerstAsserted));
        Assert.Equal(0, port.NegotiatedLinkWidth);
        var refused = await Assert.ThrowsAsync<CxlDeviceException>(async () => await bench.Mctp.Through(Tunnel.Switch(2)).Memory.GetHealthInfoAsync());
        Assert.Equal((CxlReturnCode.InvalidInput, true), (refused.ReturnCode, refused.IsTunnelRefused));

        Assert.Equal(CxlReturnCode.Success, await bench.CodeAsync(CxlCommands.FmapiPhysPortControl, 2, 1));
        bench.Time.Advance(TimeSpan.FromMilliseconds(100));
        await bench.Mctp.Through(Tunnel.Switch(2)).Memory.GetHealthInfoAsync();
        Assert.Equal(2, (await bench.Mctp.ReadEventLogAsync(CxlEventLog.Informational)).Records.Count);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(7, 2)]
    [InlineData(8, 0)]
    [InlineData(2, 3)]
    public async Task Port_control_of_an_upstream_or_missing_port_or_an_unknown_operation_is_refused(byte port, byte operation)
    {
        await using var bench = await OpenAsync();

        Assert.Equal(CxlReturnCode.InvalidInput, await bench.CodeAsync(CxlCommands.FmapiPhysPortControl, port, operation));
    }

    [Fact]
    public async Task Bind_goes_through_progress_to_bound_and_is_told_by_an_event()
    {
        await using var bench = await OpenAsync();
        Assert.Equal(CxlReturnCode.BackgroundStarted, await BindAsync(bench, 0, 2, 1, 4));
        Assert.Equal((CxlVppbBinding.BindOrUnbindInProgress, 1), await VppbAsync(bench, 2));
        Assert.Equal(CxlReturnCode.Busy, await BindAsync(bench, 0, 3, 1, 5));
        bench.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal((CxlVppbBinding.BoundLD, 1), await VppbAsync(bench, 2));
        var record = Assert.Single((await bench.Mctp.ReadEventLogAsync(CxlEventLog.Informational)).Records);
        Assert.Equal((CxlUuids.VirtualSwitchEvent, 2, 4), (record.Uuid, record.Data.Span[1], record.Data.Span[5]));

        Assert.Equal(CxlReturnCode.BackgroundStarted, await bench.CodeAsync(CxlCommands.FmapiUnbindVppb, 0, 2, 1));
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(CxlVppbBinding.Unbound, (await VppbAsync(bench, 2)).Binding);
    }

    [Theory]
    [InlineData(0, 2, 1, 0)] // That logical device is bound already.
    [InlineData(0, 0, 1, 5)] // That virtual port is.
    [InlineData(0, 2, 2, 0xFFFF)] // That device is.
    [InlineData(0, 2, 3, 0)] // No MLD.
    [InlineData(0, 2, 1, 0xFFFF)] // An MLD.
    [InlineData(0, 2, 1, 16)]
    [InlineData(0, 8, 1, 5)]
    [InlineData(2, 2, 1, 5)]
    [InlineData(0, 2, 4, 0xFFFF)] // Nothing there.
    [InlineData(0, 2, 0, 0xFFFF)] // A host.
    [InlineData(0, 2, 200, 0xFFFF)]
    public async Task Bind_that_cannot_be_is_refused(byte virtualSwitch, byte virtualPort, byte port, ushort device)
    {
        await using var bench = await OpenAsync();

        Assert.Equal(CxlReturnCode.InvalidInput, await BindAsync(bench, virtualSwitch, virtualPort, port, device));
    }

    [Fact]
    public async Task Failed_bind_leaves_the_port_unbound()
    {
        await using var bench = await OpenAsync();
        bench.Component.FailBackground(10);
        await BindAsync(bench, 0, 2, 1, 4);

        bench.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(CxlVppbBinding.Unbound, (await VppbAsync(bench, 2)).Binding);
        Assert.Equal(CxlReturnCode.BackgroundStarted, await BindAsync(bench, 0, 2, 1, 4));
    }

    [Fact]
    public async Task Virtual_switches_are_listed_in_part_and_unknown_ones_marked()
    {
        await using var bench = await OpenAsync();

        var all = await bench.Mctp.ReadVirtualSwitchesAsync();
        var raw = (await bench.Mctp.ExecuteRawAsync(CxlCommands.FmapiGetVcsInfo.Opcode, new byte[] { 6, 4, 2, 1, 9 })).Payload.ToArray();

        Assert.Equal([8, 8], all.Select(each => each.Vppbs.Count));
        Assert.Equal(4 + 4 + (2 * 4) + 4, raw.Length);
        Assert.Equal((9, 0xFF), (raw[16], raw[17]));
    }

    [Fact]
    public async Task Domain_secret_can_be_set_once()
    {
        await using var bench = await OpenAsync();
        byte[] secret = [.. Enumerable.Range(1, 16).Select(value => (byte)value)];
        Assert.Equal(CxlReturnCode.InvalidInput, await bench.CodeAsync(CxlCommands.FmapiGetDomainValidationSv, 0));

        Assert.Equal(CxlReturnCode.Success, await bench.CodeAsync(CxlCommands.FmapiSetDomainValidationSv, secret));
        Assert.Equal(CxlReturnCode.InvalidInput, await bench.CodeAsync(CxlCommands.FmapiSetDomainValidationSv, secret));

        Assert.Equal(secret, (await bench.Mctp.ExecuteRawAsync(CxlCommands.FmapiGetDomainValidationSv.Opcode, new byte[] { 1 })).Payload.ToArray());
        Assert.Equal(1, (await bench.Mctp.ExecuteRawAsync(CxlCommands.FmapiGetDomainValidationSvState.Opcode, default)).Payload.Span[0]);
        Assert.Equal(CxlReturnCode.InvalidInput, await bench.CodeAsync(CxlCommands.FmapiGetVcsDomainValidationSvState, 2));
    }

    [Fact]
    public async Task Configuration_of_a_bridge_is_read_and_written_by_its_byte_enables()
    {
        await using var bench = await OpenAsync();
        byte[] Access(byte port, uint word, uint data) => new CciWriter().U8(port).U24(word).U32(data).ToArray();

        var ids = await bench.Mctp.ExecuteRawAsync(0x5103, Access(3, 0, 0));
        Assert.Equal(0x0D93_1AB5u, BitConverter.ToUInt32(ids.Payload.Span));
        await bench.Mctp.ExecuteRawAsync(0x5103, Access(3, 0x80_0000 | 0x5000 | 0x100, 0x44332211));
        Assert.Equal(0x0033_0011u, BitConverter.ToUInt32((await bench.Mctp.ExecuteRawAsync(0x5103, Access(3, 0x100, 0))).Payload.Span));
        Assert.Equal(CxlReturnCode.InvalidInput, await bench.CodeAsync(bench.Mctp, 0x5103, Access(3, 1, 0)));
        Assert.Equal(CxlReturnCode.InvalidInput, await bench.CodeAsync(bench.Mctp, 0x5103, Access(8, 0, 0)));
    }

    [Fact]
    public async Task Plugging_in_and_out_changes_ports_and_tells_the_host()
    {
        await using var bench = await OpenAsync(isEmpty: true);
        var fabric = (SimulatedCxlSwitch)bench.Component;
        fabric.PlugIn(4, new SimulatedCxlDevice(new SimulatedCxlOptions { Time = bench.Time }));

        Assert.Equal(CxlConnectedDeviceType.CxlType3Sld, (await bench.Mctp.ReadPortsAsync([4]))[0].ConnectedDeviceType);
        await bench.Mctp.Through(Tunnel.Switch(4)).Memory.GetHealthInfoAsync();
        Assert.Single((await bench.Mctp.ReadEventLogAsync(CxlEventLog.Informational)).Records);
        Assert.Throws<ArgumentException>(() => fabric.PlugIn(0, fabric.At(4)));
    }

    private static Task<CxlReturnCode> BindAsync(CxlBench bench, byte virtualSwitch, byte virtualPort, byte port, ushort device) =>
        bench.CodeAsync(CxlCommands.FmapiBindVppb, virtualSwitch, virtualPort, port, 0, (byte)device, (byte)(device >> 8));

    private static async Task<(CxlVppbBinding Binding, byte Port)> VppbAsync(CxlBench bench, int index)
    {
        var port = (await bench.Mctp.ReadVirtualSwitchesAsync([0]))[0].Vppbs[index];
        return (port.Binding, port.BoundPortId);
    }
}
