using System.CommandLine;
using System.Net.Sockets;
using LabSdk.Kernel.Commands;

namespace LabSdk.Kernel.Tests;

public class SimOdpTests
{
    [Fact]
    public async Task Prints_its_address_first_says_what_it_is_and_keeps_its_folder()
    {
        var folder = Directory.CreateTempSubdirectory("labsdk-sim-odp-");
        try
        {
            var lines = await RunAsync("sim", "odp", "--no-car", "--port", "0", "--folder", folder.FullName, "--topic", "Data.Default", "--topic", "Essential.Default:2");
            Assert.Matches(@"^127\.0\.0\.1:\d+$", lines[0]);
            Assert.StartsWith("SIMULATED Kafka broker for development and tests", lines[1], StringComparison.Ordinal);
            Assert.Contains($"Lab.Connect(\"odp://{lines[0]}\")", lines[2], StringComparison.Ordinal);
            Assert.StartsWith("Stopped. 0 records stored", lines[3], StringComparison.Ordinal);
            Assert.Equal(["Data.Default-0", "Essential.Default-0", "Essential.Default-1"], folder.GetDirectories().Select(each => each.Name).Order());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Car_laps_and_its_session_ends_when_it_is_interrupted()
    {
        var lines = await RunAsync("sim", "odp", "--port", "0", "--speed", "100");
        Assert.Equal("A SIMULATED car laps in session 'Simulated run' of data source Default. Nothing of it was measured.", lines[3]);
        Assert.Matches(@"^Stopped\. [1-9]\d+ records stored, 0 dropped for space, 0 clients turned away\.$", lines[4]);
    }

    [Fact]
    public async Task Sessions_are_served_over_grpc_where_it_is_asked_for()
    {
        var lines = await RunAsync("sim", "odp", "--no-car", "--port", "0", "--grpc", "0");
        Assert.Matches(@"^Stream API \(gRPC\) at odp\+grpc://127\.0\.0\.1:\d+\.$", lines[3]);
    }

    [Theory]
    [InlineData("--laps must be 0 to 1000000.", "--laps", "-1")]
    [InlineData("--speed must be 0.01 to 1000.", "--speed", "0")]
    [InlineData("--partitions must be 1 to 1000.", "--partitions", "0")]
    [InlineData("--host must be an IP address", "--host", "nowhere")]
    [InlineData("--topic a:b: expected name or name:partitions", "--port", "0", "--topic", "a:b")]
    [InlineData("The topic 'a b' with 1 partitions cannot be made: InvalidTopic.", "--port", "0", "--topic", "a b")]
    public async Task Wrong_options_are_named(string expected, params string[] options)
    {
        var error = new StringWriter();
        var code = await LabSdkCommand.Create().Parse(["sim", "odp", .. options])
            .InvokeAsync(new InvocationConfiguration { Output = new StringWriter(), Error = error });
        Assert.NotEqual(0, code);
        Assert.Contains(expected, error.ToString(), StringComparison.Ordinal);
    }

    // Runs the command until it answers on its port, then interrupts it.
    private static async Task<string[]> RunAsync(params string[] arguments)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var interrupt = CancellationTokenSource.CreateLinkedTokenSource(patience.Token);
        var output = new StringWriter();
        var running = LabSdkCommand.Create().Parse(arguments)
            .InvokeAsync(new InvocationConfiguration { Output = TextWriter.Synchronized(output) }, interrupt.Token);
        while (output.ToString().Split('\n').Length < 4)
        {
            await Task.Yield();
            patience.Token.ThrowIfCancellationRequested();
        }

        var address = output.ToString().Split('\n')[0].Trim().Split(':');
        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(address[0], int.Parse(address[1]), patience.Token);
        }

        await interrupt.CancelAsync();
        Assert.Equal(0, await running);
        return [.. output.ToString().Split('\n').Select(line => line.Trim())];
    }
}
