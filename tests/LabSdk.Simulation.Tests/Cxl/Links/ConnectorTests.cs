using LabSdk.Cxl;

namespace LabSdk.Simulation.Tests.Cxl.Links;

/// <summary>Simulated components in a lab, and served to another process.</summary>
public sealed class ConnectorTests
{
    [Fact]
    public void Lab_connects_the_simulated_kinds_by_their_addresses()
    {
        using var lab = Lab.Connect("cxl:sim?name=mem7&drifts=false", "cxl+sim://switch?drifts=false", "cxl+sim://mld?drifts=false", "cxl+sim://type3?link=mailbox");

        Assert.Equal(["mem0", "mem7", "mld0", "switch0"], lab.Devices.Select(device => device.Id).Order());
        Assert.All(lab.Devices, device => Assert.True(device.Description.IsSimulated));
        Assert.True(lab.Cxl("mem7").Client.IsMctp);
        Assert.False(lab.Cxl("mem0").Client.IsMctp);
        Assert.Equal("mem7", lab.SimulatedMemory?.Name);
        Assert.Equal("switch0", lab.SimulatedFabric?.Name);
    }

    [Theory]
    [InlineData("cxl+sim://toaster", "cxl+sim://switch")]
    [InlineData("cxl:sim?drift=false", "drifts")]
    [InlineData("cxl:sim?firmwareSlots=9", "FirmwareSlots")]
    public void Wrong_address_says_what_there_is(string address, string hint)
    {
        var error = Assert.ThrowsAny<LabException>(() => Lab.Connect(address));

        Assert.Contains(hint, error.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Simulated_lab_has_a_memory_device_and_a_switch()
    {
        using var lab = Lab.Simulate(memory: new SimulatedCxlOptions { Drifts = false }, fabric: new SimulatedCxlSwitchOptions { Drifts = false });
        lab.SimulatedMemory!.SetHealth(health => health.Temperature = 66);

        Assert.Equal(66, Blocking.Run(async token => (await lab.Cxl("mem0").Client.Memory.GetHealthInfoAsync(token)).TemperatureCelsius, new BlockingCall("reading")));
        Assert.Equal("switch0", lab.Cxl("switch0").Id);
    }

    [Fact]
    public async Task Component_behind_a_socket_is_used_like_one_of_this_process()
    {
        var path = Path.Combine(Path.GetTempPath(), $"cxl-{Guid.NewGuid():N}.sock");
        await using var fabric = new SimulatedCxlSwitch(new SimulatedCxlSwitchOptions { Drifts = false });
        await using (var peer = new CxlSocketPeer(fabric, path))
        {
            await using var context = new CxlContext();
            var endpoint = await context.OpenMctpAsync(path, type => new Simulation.Cxl.CxlSocketChannel(path, type));

            Assert.Equal(fabric.SerialNumber, endpoint.Identity!.Value.SerialNumber);
            Assert.Equal(8, (await endpoint.ReadPortsAsync()).Count);
            Assert.Equal(41, (await endpoint.Through(Tunnel.SwitchMld(5, 3)).Memory.GetHealthInfoAsync()).TemperatureCelsius);

            using var lab = Lab.Connect($"cxl+sim://unix{path}");
            Assert.True(Assert.Single(lab.Devices).Description.IsSimulated);
            Assert.Throws<LabConnectionException>(() => new CxlSocketPeer(fabric, path));
        }

        Assert.False(File.Exists(path));
        await File.WriteAllTextAsync(path, "mine");
        Assert.Equal(SimulationErrorIds.CxlSocket, Assert.Throws<LabConnectionException>(() => new CxlSocketPeer(fabric, path)).ErrorId);
        Assert.Equal("mine", await File.ReadAllTextAsync(path));
        File.Delete(path);
        Assert.Equal(2, Assert.Throws<CxlIoException>(() => new Simulation.Cxl.CxlSocketChannel(path, CxlMessageType.Component)).Errno);
    }
}
