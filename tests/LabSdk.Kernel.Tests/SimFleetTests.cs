using System.CommandLine;
using System.Globalization;
using LabSdk.Fleet;
using LabSdk.Kernel.Commands;

namespace LabSdk.Kernel.Tests;

public class SimFleetTests
{
    [Fact]
    public async Task Gateway_serves_devices_and_takes_commands_of_the_cloud_from_its_input()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var interrupt = CancellationTokenSource.CreateLinkedTokenSource(patience.Token);
        var output = new StringWriter();
        var input = new LineSource();
        var opened = SimFleetCommand.OpenInput;
        SimFleetCommand.OpenInput = () => input;
        try
        {
            var running = LabSdkCommand.Create().Parse(["sim", "fleet", "--port", "0", "--verbose"]).InvokeAsync(new InvocationConfiguration { Output = TextWriter.Synchronized(output) }, interrupt.Token);
            var address = (await LineAsync(output, text => text.Contains('\n', StringComparison.Ordinal), patience.Token)).Split('\n')[0].Trim();
            await using var client = await FleetClient.ConnectAsync("127.0.0.1", int.Parse(address.Split(':')[1], CultureInfo.InvariantCulture), new FleetDevice(FleetModule.Transparent, 0, "rig"), cancellationToken: patience.Token);
            Assert.Equal("\"default_command\"", (await client.SendStatusAsync("ready")).Text);
            input.Write("rig GO");
            await LineAsync(output, text => text.Contains("rig: Ok", StringComparison.Ordinal), patience.Token);
            Assert.Equal("GO", (await client.SendStatusAsync("ready")).Text);
            Assert.Contains("connecting 3/0/rig: ready", output.ToString());
            await interrupt.CancelAsync();
            Assert.Equal(0, await running);
            Assert.Contains("Stopped.", output.ToString());
        }
        finally
        {
            SimFleetCommand.OpenInput = opened;
        }
    }

    [Fact]
    public async Task Port_that_is_none_is_refused()
    {
        var error = new StringWriter();
        Assert.NotEqual(0, await LabSdkCommand.Create().Parse(["sim", "fleet", "--port", "70000"]).InvokeAsync(new InvocationConfiguration { Output = new StringWriter(), Error = error }));
        Assert.Contains("--port must lie between", error.ToString());
    }

    private static async Task<string> LineAsync(StringWriter output, Func<string, bool> isThere, CancellationToken patience)
    {
        while (!isThere(output.ToString()))
        {
            await Task.Delay(10, patience);
        }

        return output.ToString();
    }

    private sealed class LineSource : TextReader
    {
        private readonly System.Threading.Channels.Channel<string> _lines = System.Threading.Channels.Channel.CreateUnbounded<string>();

        public void Write(string line) => _lines.Writer.TryWrite(line);

        public override async ValueTask<string?> ReadLineAsync(CancellationToken cancellationToken) => await _lines.Reader.ReadAsync(cancellationToken);
    }
}
