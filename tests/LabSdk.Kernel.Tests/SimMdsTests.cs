using System.CommandLine;
using System.Globalization;
using System.Net.Sockets;
using LabSdk.Kernel.Commands;
using LabSdk.Mds;

namespace LabSdk.Kernel.Tests;

public class SimMdsTests
{
    [Fact]
    public async Task Lines_are_chunks_that_add_up_to_whole_messages()
    {
        var (code, output, _) = await RunAsync("sim", "mds", "--count", "6", "--heartbeat", "0.02");

        Assert.Equal(0, code);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(6, lines.Length);
        Assert.All(lines, line => Assert.Matches("^MC:[A-Za-z0-9+/=]+:$", line));
        await using var client = new MdsClient();
        foreach (var chunk in lines.SelectMany(ConsoleChunks.OfLine))
        {
            client.ProcessChunk(chunk);
        }

        Assert.True(client.Statistics.Messages > 0);
        Assert.Equal(0, client.Statistics.BadMessages + client.Statistics.AbandonedMessages);
    }

    [Fact]
    public async Task Defaults_are_enough()
    {
        var (code, output, error) = await RunAsync("sim", "mds", "--count", "1");

        Assert.Equal((0, ""), (code, error));
        Assert.StartsWith("MC:", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Port_serves_the_lines()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var interrupt = CancellationTokenSource.CreateLinkedTokenSource(patience.Token);
        var output = new StringWriter();
        var running = LabSdkCommand.Create().Parse(["sim", "mds", "--port", "0", "--heartbeat", "0.02"])
            .InvokeAsync(new InvocationConfiguration { Output = TextWriter.Synchronized(output) }, interrupt.Token);
        string? address = null;
        while (address is null)
        {
            await Task.Yield();
            patience.Token.ThrowIfCancellationRequested();
            address = output.ToString().Split('\n') is { Length: > 1 } lines ? lines[0].Trim() : null;
        }

        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", int.Parse(address.Split(':')[1], CultureInfo.InvariantCulture), patience.Token);
        await foreach (var chunk in ConsoleChunks.ReadAsync(socket.GetStream(), patience.Token))
        {
            Assert.NotEmpty(chunk);
            break;
        }

        await interrupt.CancelAsync();
        Assert.Equal(0, await running.WaitAsync(patience.Token));
    }

    [Theory]
    [InlineData("--heartbeat", "0", "heartbeat")]
    [InlineData("--count", "-1", "count")]
    [InlineData("--framing", "other", "other")]
    public async Task Wrong_values_are_refused_with_the_option_named(string option, string value, string said)
    {
        var (code, _, error) = await RunAsync("sim", "mds", option, value);

        Assert.NotEqual(0, code);
        Assert.Contains(said, error, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await LabSdkCommand.Create().Parse(arguments).InvokeAsync(new InvocationConfiguration { Output = output, Error = error }).WaitAsync(TimeSpan.FromSeconds(30));
        return (code, output.ToString(), error.ToString());
    }
}
