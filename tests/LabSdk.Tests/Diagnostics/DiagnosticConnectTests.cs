using System.Reflection;
using LabSdk.Connecting;
using LabSdk.Endpoints;
using LabSdk.Mds;
using LabSdk.Tests.Soft;

namespace LabSdk.Tests.Diagnostics;

/// <summary>What a user is told who asks for a device that is not there.</summary>
public sealed class DiagnosticConnectTests
{
    [Fact]
    public void Lab_without_a_device_names_an_example_address()
    {
        using var lab = SoftConnector.Connect(new SoftConnection());

        var error = Assert.Throws<LabConfigurationException>(() => lab.Mds());

        Assert.Equal(LabErrorIds.FamilyNotConnected, error.ErrorId);
        Assert.Contains("mds://hid/2fe3:0007", error.Message);
        Assert.Contains("mds:sim", error.Message);
    }

    [Fact]
    public void Several_devices_are_not_guessed_at()
    {
        using var lab = Lab.Connect("mds:sim?serial=A7", "mds:sim?serial=B8");

        var error = Assert.Throws<LabConfigurationException>(() => lab.Mds());

        Assert.Contains("A7", error.Message);
        Assert.Contains("B8", error.Message);
        Assert.Equal("B8", lab.Mds("B8").Id);
    }

    [Fact]
    public void Another_device_is_not_taken_for_a_diagnostic_one()
    {
        using var lab = Lab.Simulate(EndToEnd.SimulatedLab.Options);

        Assert.Throws<NotSupportedByDeviceException>(() => lab.Mds("mock_stage"));
        Assert.Contains("lab.Mds(\"mds-hid-dev-001\")", Assert.Throws<NotSupportedByDeviceException>(() => lab.Motor("mds-hid-dev-001")).Message);
    }

    [Fact]
    public void Missing_package_of_the_simulation_is_named()
    {
        var error = Assert.Throws<LabConfigurationException>(
            () => SimulatedConnectors.Find(LabEndpoint.Parse("mds:sim"), () => throw new FileNotFoundException("no such assembly")));

        Assert.Equal(LabErrorIds.NoSimulation, error.ErrorId);
        Assert.Contains("dotnet add package LabSdk.Simulation", error.Message);
    }

    [Fact]
    public void Package_without_this_family_is_named()
    {
        var error = Assert.Throws<LabConfigurationException>(
            () => SimulatedConnectors.Find(LabEndpoint.Parse("mds:sim"), Assembly.GetExecutingAssembly));

        Assert.Equal(LabErrorIds.NoSimulation, error.ErrorId);
    }

    [Fact]
    public void Unknown_option_of_the_address_is_named()
    {
        var error = Assert.ThrowsAny<LabException>(() => Lab.Connect("mds:sim?frming=bare"));

        Assert.Contains("frming", error.Message);
    }

    [Fact]
    public void Device_that_is_not_plugged_in_says_so()
    {
        var error = Assert.ThrowsAny<LabException>(() => Lab.Connect("mds://hid/1234:fffe"));

        Assert.Equal(MdsErrorKind.NotFound, Assert.IsAssignableFrom<IMdsError>(error).Kind);
    }

    [Fact]
    public void Options_of_the_lab_reach_the_client_and_the_address_wins()
    {
        using var lab = Lab.Connect("mds:sim?packetQueue=5", options => options.Mds = mds =>
        {
            mds.PacketQueue = 7;
            mds.Config = new DeviceConfig { DeviceIdentifier = "given" };
        });

        // The link has a config of its own: the given one is for links that have none.
        Assert.Equal("mds-hid-dev-001", lab.Mds().Config.DeviceIdentifier);
    }
}
