using System.CommandLine;
using LabSdk.Kernel.Commands;

namespace LabSdk.Kernel.Tests;

public class SimCxlTests
{
    [Fact]
    public async Task Health_is_printed_line_by_line()
    {
        var (code, output, error) = await RunAsync("sim", "cxl", "--count", "3", "--interval", "0.01");

        Assert.Equal((0, ""), (code, error));
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("SIMULATED CXL memory device mem0", lines[0], StringComparison.Ordinal);
        Assert.Equal(4, lines.Length);
        Assert.All(lines[1..], line => Assert.Matches(@"^ *\d+ °C .* media Normal$", line.TrimEnd()));
    }

    [Fact]
    public async Task Socket_serves_a_switch_to_a_lab_of_another_process()
    {
        var path = Path.Combine(Path.GetTempPath(), $"cxl-{Guid.NewGuid():N}.sock");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var interrupt = CancellationTokenSource.CreateLinkedTokenSource(patience.Token);
        var output = new StringWriter();
        var running = LabSdkCommand.Create().Parse(["sim", "cxl", "--kind", "switch", "--socket", path])
            .InvokeAsync(new InvocationConfiguration { Output = TextWriter.Synchronized(output) }, interrupt.Token);
        while (!File.Exists(path))
        {
            await Task.Yield();
            Assert.False(running.IsCompleted, output.ToString());
        }

        using (var lab = Lab.Connect($"cxl+sim://unix{path}"))
        {
            Assert.Equal(path, Assert.Single(lab.Devices).Id);
        }

        await interrupt.CancelAsync();
        Assert.Equal(0, await running);
        Assert.Contains("Stopped.", output.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(path));
    }

    [Theory]
    [InlineData("--count must not be negative", "sim", "cxl", "--count", "-1")]
    [InlineData("--interval", "sim", "cxl", "--interval", "0")]
    [InlineData("--socket", "sim", "cxl", "--kind", "switch")]
    public async Task Wrong_options_are_told(string expected, params string[] arguments)
    {
        var (code, _, error) = await RunAsync(arguments);

        Assert.NotEqual(0, code);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await LabSdkCommand.Create().Parse(arguments).InvokeAsync(new InvocationConfiguration { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }
}
