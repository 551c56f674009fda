using System.CommandLine;
using System.Text.Json;
using LabSdk.Kernel.Commands;

namespace LabSdk.Kernel.Tests;

public sealed class TapeCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("labsdk-tape-command").FullName;

    private string Tape => Path.Combine(_folder, "x.labtape");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Show_tells_links_calls_and_how_it_ended()
    {
        using (var lab = Lab.Simulate().Record(Tape))
        {
            lab.Detector("mock_power_meter").Read();
        }

        var (code, output, _) = await RunAsync("tape", "show", Tape);
        Assert.Equal(0, code);
        Assert.Contains("SIMULATED", output, StringComparison.Ordinal);
        Assert.Contains("closed", output, StringComparison.Ordinal);
        Assert.Contains("fleet:sim", output, StringComparison.Ordinal);

        (code, output, _) = await RunAsync("tape", "show", Tape, "--json");
        var tape = JsonDocument.Parse(output).RootElement;
        Assert.Equal((0, "closed", 0, true), (code, tape.GetProperty("ended").GetString(), tape.GetProperty("gaps").GetInt32(), tape.GetProperty("simulated").GetBoolean()));
        Assert.Equal("odp:sim", Assert.Single(tape.GetProperty("left_out").EnumerateArray()).GetString());
        var calls = tape.GetProperty("links").EnumerateArray().Single(link => link.GetProperty("family").GetString() == "daq").GetProperty("calls").EnumerateArray();
        Assert.Contains(calls, call => call.GetProperty("name").GetString()!.EndsWith("/ReadValue", StringComparison.Ordinal) && call.GetProperty("count").GetInt32() == 1);
    }

    [Fact]
    public async Task What_is_no_tape_is_refused_with_its_id()
    {
        await File.WriteAllTextAsync(Tape, "no tape");

        var (code, _, error) = await RunAsync("tape", "show", Tape);

        Assert.Equal(1, code);
        Assert.Contains("cannot be read as a tape", error, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var configuration = new InvocationConfiguration { Output = new StringWriter(), Error = new StringWriter() };
        var code = await LabSdkCommand.Create().Parse(arguments).InvokeAsync(configuration);
        return (code, configuration.Output.ToString()!, configuration.Error.ToString()!);
    }
}
