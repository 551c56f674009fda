using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using LabSdk.Kernel.Commands;
using static LabSdk.Plans;

namespace LabSdk.Kernel.Tests;

public sealed class RunsCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("labsdk-runs-command").FullName;
    private readonly Lab _lab = Lab.Simulate();

    public void Dispose()
    {
        _lab.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task List_shows_runs_and_narrows_them()
    {
        Measure("first scan", "A7");
        Measure("second scan", "A8");
        var (code, output, _) = await RunAsync("list");
        Assert.Equal(0, code);
        Assert.Matches("(?s)second scan.*success.*3 of 3.*first scan", output);
        Assert.Contains("SIMULATED", output, StringComparison.Ordinal);

        (code, output, _) = await RunAsync("list", "--where", "sample=A7", "--where", "power=1.5", "--since", "1h", "--name", "first*", "--device", "mock_power_meter", "--outcome", "success", "--json");
        Assert.Equal(0, code);
        var run = JsonDocument.Parse(Assert.Single(output.Trim().Split('\n'))).RootElement;
        Assert.Equal(("first scan", "success", 3), (run.GetProperty("name").GetString(), run.GetProperty("outcome").GetString(), run.GetProperty("points").GetInt32()));

        (_, output, _) = await RunAsync("list", "--until", "2001-01-01");
        Assert.Contains("none in", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_publishes_a_run_as_a_session_of_a_broker()
    {
        Measure("first scan", "A7");
        await using var broker = Simulation.SimulatedBroker.Start();
        var (code, _, error) = await RunAsync("export", "last", "--to", $"odp://{broker.Address}");
        Assert.Equal(0, code);
        Assert.Contains("session 'first scan'", error, StringComparison.Ordinal);
        using var lab = Lab.Connect($"odp://{broker.Address}");
        var session = lab.Telemetry["first scan"];
        Assert.Equal(("A7", "success"), (session.Details["sample"], session.Details["scan.exit"]));
        Assert.Equal(2, (await RunAsync("export", "last", "--to", $"odp://{broker.Address}", "-o", "x.csv")).Code);
    }

    [Fact]
    public async Task Show_export_mark_diff_and_delete_work_on_one_run()
    {
        Measure("first scan", "A7");
        Measure("second scan", "A8");
        var (code, output, _) = await RunAsync("show", "last");
        Assert.Equal(0, code);
        Assert.Contains("mock_power_meter", output, StringComparison.Ordinal);
        (_, output, _) = await RunAsync("show", "first scan", "--json");
        var run = JsonDocument.Parse(output).RootElement;
        Assert.Equal(("A7", 3), (run.GetProperty("metadata").GetProperty("sample").GetString(), run.GetProperty("rows").GetInt32()));

        var csv = Path.Combine(_folder, "x.csv");
        Assert.Equal(0, (await RunAsync("export", run.GetProperty("uid").GetString()!, "-o", csv)).Code);
        Assert.Equal(2, (await RunAsync("export", "last", "-o", csv)).Code);
        Assert.Equal(3, Data.DataFrame.LoadCsv(csv).RowCount);

        Assert.Equal(0, (await RunAsync("mark", "last", "bad", "--note", "beam lost")).Code);
        (_, output, _) = await RunAsync("list");
        Assert.Contains("bad: beam lost", output, StringComparison.Ordinal);

        (code, output, _) = await RunAsync("diff", "first scan", "last");
        Assert.Equal(0, code);
        Assert.Matches("sample.*A7.*A8", output);

        var (refused, _, error) = await RunAsync("delete", "last");
        Assert.Equal(1, refused);
        Assert.StartsWith("error LAB-CAT-0002: ", error, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("delete", "last", "--confirm", "second scan")).Code);
        Assert.Single(Lab.Runs.In(_folder));
    }

    [Theory]
    [InlineData(1, "error LAB-RUN-0004: ", "show", "nothing like it")]
    [InlineData(1, "error LAB-RUN-0002: ", "show", "no/such/file.labrun")]
    [InlineData(2, "error: 'A7' is no note", "list", "--where", "A7")]
    [InlineData(2, "error: 'soon' is no time", "list", "--since", "soon")]
    public async Task Wrong_use_is_told_in_one_line(int code, string start, params string[] arguments)
    {
        var (given, output, error) = await RunAsync(arguments);
        Assert.Equal((code, ""), (given, output));
        Assert.StartsWith(start, error, StringComparison.Ordinal);
    }

    /// <summary>Several processes list while this one measures: each sees every run that had ended when it began.</summary>
    [Fact]
    public async Task Processes_that_list_at_once_see_every_finished_run()
    {
        var tool = Path.Combine(AppContext.BaseDirectory, "LabSdk.Kernel.dll");
        for (var round = 0; round < 2; round++)
        {
            Measure($"before {round}", "A7");
            var before = Lab.Runs.In(_folder).Count;
            var listers = Enumerable.Range(0, 3).Select(_ => ListAsync(tool)).ToArray();
            for (var i = 0; i < 10; i++)
            {
                Measure($"during {round} {i}", "A7");
            }

            foreach (var lines in await Task.WhenAll(listers))
            {
                Assert.InRange(lines.Length, before, before + 10);
            }
        }

        Assert.Equal(22, Lab.Runs.In(_folder).Count);
    }

    private async Task<string[]> ListAsync(string tool)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [tool, "runs", "list", "--folder", _folder, "--json"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token);
        Assert.True(process.ExitCode == 0, await error);
        return (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private void Measure(string name, string sample) => Scan(_lab.Motor("mock_stage"), 0, 0.2, 3)
        .Read(_lab.Detector("mock_power_meter")).WithMetadata(new { sample, power = 1.5 }).Journal(_folder).Run(name);

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await LabSdkCommand.Create().Parse(["runs", .. arguments, "--folder", _folder]).InvokeAsync(new InvocationConfiguration { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }
}
