using System.Text.Json;
using LabSdk.Mds;
using LabSdk.Rig.Tests.Support;
using LabSdk.Simulation;

namespace LabSdk.Rig.Tests.Mds;

/// <summary>What a user types, against a HID device of the kernel: the facade, and the tool as a process.</summary>
public sealed class HidToolTests
{
    private static readonly string Tool = Path.Combine(AppContext.BaseDirectory, "LabSdk.Kernel.dll");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lab_connects_collects_and_shows_the_device()
    {
        await using var bench = await UhidBench.PlugInAsync(new SimulatedMdsOptions { HeartbeatInterval = TimeSpan.FromMilliseconds(100) });

        // A script's own thread: the facade blocks.
        await Task.Run(
            () =>
            {
                using var lab = Lab.Connect("mds://hid/2fe3:0007");
                var device = lab.Mds();
                Assert.Equal("mds-hid-dev-001", device.Id);
                Assert.Contains("mds-hid-dev-001", lab.Devices.ToString());
                var table = device.Collect(count: 5, TimeSpan.FromSeconds(30));
                Assert.Null(table.Error);
                Assert.True(table.Count >= 5);
                Assert.Equal(0, table.Missed);
                Assert.NotEmpty(table.Messages);
                Assert.Contains("<table", table.ToHtml(), StringComparison.Ordinal);
                Assert.DoesNotContain("YOUR_PROJECT_KEY_HERE", table.ToHtml() + device.ToHtml(), StringComparison.Ordinal);
                Assert.False(device.IsStreaming);
            },
            Token);
    }

    [Fact]
    public async Task Simulated_device_of_the_tool_is_a_hid_device_for_everybody_until_it_is_stopped()
    {
        using var tool = OtherProcess.Start(["dotnet", Tool, "sim", "mds", "--uhid", "--serial", "TOOL-1", "--heartbeat", "0.1"]);
        try
        {
            var address = await tool.StandardOutput.ReadLineAsync(Token);
            Assert.Equal("mds://hid/2fe3:0007/TOOL-1", address ?? await tool.StandardError.ReadToEndAsync(Token));
            Assert.Contains("SIMULATED", await tool.StandardOutput.ReadLineAsync(Token), StringComparison.Ordinal);

            // The address works from the moment it is printed.
            string node;
            await using (var client = await MdsClient.ConnectAsync(address!, cancellationToken: Token))
            {
                node = client.Link.Hid!.Path;
                var gathered = await client.CollectAsync(5, TimeSpan.FromSeconds(30), Token);
                Assert.Null(gathered.Error);
                Assert.Equal("TOOL-1", client.Config!.DeviceIdentifier);
            }

            var (code, report, _) = await OtherProcess.FinishAsync(["dotnet", Tool, "doctor", "--json"]);
            Assert.InRange(code, 0, 1);
            Assert.Contains(node, report, StringComparison.Ordinal);
            Assert.Contains("can be opened", Assert.Single(Findings(report), finding => finding.Contains($"access to 2fe3:0007 at {node}", StringComparison.Ordinal)), StringComparison.Ordinal);

            await OtherProcess.FinishAsync(["kill", "-INT", $"{tool.Id}"]);
            await tool.WaitForExitAsync(Token).WaitAsync(TimeSpan.FromSeconds(20), Token);
            Assert.Equal(0, tool.ExitCode);
            Assert.Equal("Stopped.", await tool.StandardOutput.ReadLineAsync(Token));
            Assert.False(File.Exists(node));
        }
        finally
        {
            if (!tool.HasExited)
            {
                tool.Kill();
            }
        }
    }

    private static string[] Findings(string report)
    {
        using var document = JsonDocument.Parse(report);
        return [.. document.RootElement.GetProperty("findings").EnumerateArray().Select(finding => finding.ToString())];
    }
}
