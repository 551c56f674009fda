using System.Net;
using System.Net.Sockets;
using LabSdk.Simulation;

namespace LabSdk.Tests.EndToEnd;

/// <summary>The five errors a scientist meets first say what failed, on what, why, and what to try.</summary>
public class ActionableErrorTests
{
    [Fact]
    public void A_wrong_address_names_the_address_and_asks_whether_the_daemon_runs()
    {
        var port = FreePort();

        var error = Assert.ThrowsAny<LabConnectionException>(() => Lab.Connect($"127.0.0.1:{port}"));

        Assert.Contains($"127.0.0.1:{port}", error.Message);
        Assert.EndsWith($"the connection was refused. Is the daemon running, and is http://127.0.0.1:{port} its address?", error.Message);
        Assert.NotNull(error.Hint);
        Assert.True(error.IsTransient);
    }

    [Fact]
    public async Task A_wrong_device_name_lists_the_nearest()
    {
        await using var lab = await SimulatedLab.StartAsync();

        var error = Assert.Throws<DeviceException>(() => lab.Motor("mock_stge"));

        Assert.StartsWith("The lab has no device 'mock_stge'. Did you mean 'mock_stage'", error.Message);
        Assert.Contains("Existing devices: driving, left_button, mds-hid-dev-001, mem0, mock_camera, mock_daq_output, mock_laser, mock_power_meter, mock_rotator, mock_stage, mock_stage_y, opta and 3 more.", error.Message);
    }

    [Fact]
    public async Task A_wrong_capability_says_what_the_device_is()
    {
        await using var lab = await SimulatedLab.StartAsync();

        var error = Assert.Throws<NotSupportedByDeviceException>(() => lab.Motor("mock_power_meter"));

        Assert.Equal(
            "'mock_power_meter' (Mock Power Meter) is not movable. It is: readable, parameterized. Use lab.Detector(\"mock_power_meter\").",
            error.Message);
    }

    [Fact]
    public async Task A_move_beyond_the_limits_names_both_and_moves_nothing()
    {
        await using var lab = await SimulatedLab.StartAsync();

        var error = Assert.Throws<DeviceException>(() => lab.Motor("mock_stage").Position = 150);

        Assert.Equal(
            "'mock_stage' cannot go to 150 mm: above the upper limit 100 mm. Nothing was moved. The allowed range is [-100, 100] mm; see Limits.",
            error.Message);
        Assert.Equal(0, lab.SimulatedDaemon!.Calls["MoveAbsolute"]);
    }

    [Fact]
    public async Task A_refused_token_says_so_and_never_shows_it()
    {
        await using var daemon = await SimulatedDaemon.StartAsync(new SimulatedDaemonOptions { Token = "the-right-one" });

        var error = Assert.ThrowsAny<LabConnectionException>(() => Lab.Connect(daemon.Address, o => o.Token = "canary-token"));

        Assert.Contains("token", error.Message);
        Assert.Contains(new Uri(daemon.Address).Authority, error.Message);
        Assert.NotNull(error.Hint);
        Assert.False(error.IsTransient);
        Assert.DoesNotContain("canary", error.ToString());
        using var lab = Lab.Connect(daemon.Address, o => o.Token = "the-right-one");
        Assert.NotEmpty(lab.Devices);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
