using System.Text.Json;
using System.Text.RegularExpressions;
using LabSdk.Kernel.Tests.Support;

namespace LabSdk.Kernel.Tests.Conformance;

/// <summary>The kernel as a process of its own, driven by the Jupyter packages of the distribution.</summary>
public sealed partial class ConformanceTests(JupyterFolder folder) : IClassFixture<JupyterFolder>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    [Theory]
    [InlineData(JupyterFolder.Kernel)]
    [InlineData(JupyterFolder.OldTransport)]
    public async Task Public_conformance_suite_passes_with_both_versions_of_the_transport(string kernel)
    {
        var (code, output) = await PythonRun.ScriptAsync(folder, "kernel_conformance.py", kernel);
        Assert.True(code == 0, output);

        // Only the pager is left out.
        Assert.Matches(ClosingLines(), output);
    }

    [Fact]
    public async Task Every_kind_of_cell_is_interrupted_within_two_seconds_and_the_state_is_kept()
    {
        var (code, output) = await PythonRun.ScriptAsync(folder, "interrupts.py", JupyterFolder.Kernel);
        Assert.True(code == 0, output);
        var cells = Lines(output).Where(line => line.TryGetProperty("cell", out _)).ToArray();
        Assert.Equal(10, cells.Length);
        Assert.All(cells, cell =>
        {
            Assert.Equal("KeyboardInterrupt", cell.GetProperty("ename").GetString());
            Assert.True(cell.GetProperty("kept").GetBoolean(), cell.GetRawText());
            Assert.InRange(cell.GetProperty("seconds").GetDouble(), 0, 2);
        });
    }

    [Fact]
    public async Task What_computes_inside_a_library_is_told_at_the_first_interrupt_and_ended_at_the_second()
    {
        var (code, output) = await PythonRun.ScriptAsync(folder, "forced_interrupt.py", JupyterFolder.Kernel);
        Assert.True(code == 0, output);
        var tries = Lines(output).Where(line => line.TryGetProperty("ended", out _)).ToArray();
        Assert.All(tries, one => Assert.Contains("still runs", one.GetProperty("told").GetString(), StringComparison.Ordinal));

        // The runtime does not always survive an abort: that it can is what the second interrupt is for.
        Assert.Contains(tries, one => one.GetProperty("ended").GetString() == "cell");
    }

    [Fact]
    public async Task Misbehaving_cells_do_not_end_the_kernel()
    {
        var (code, output) = await PythonRun.ScriptAsync(folder, "hostile_cells.py", JupyterFolder.Kernel);
        Assert.True(code == 0, output);
        var cases = Lines(output).Where(line => line.TryGetProperty("case", out _)).ToArray();
        Assert.Equal(10, cases.Length);
        Assert.All(cases, one => Assert.True(one.GetProperty("passed").GetBoolean(), one.GetRawText()));
    }

    [Fact]
    public async Task Three_hundred_cells_stay_under_350_megabytes()
    {
        var (code, output) = await PythonRun.ScriptAsync(folder, "memory.py", JupyterFolder.Kernel);
        Assert.True(code == 0, output);
        var last = Lines(output).Last();
        Assert.Equal(300, last.GetProperty("cells").GetInt32());
        Assert.InRange(last.GetProperty("megabytes").GetDouble(), 50, 350);
    }

    [Fact]
    public async Task Nbconvert_executes_a_notebook_with_results_updates_an_allowed_error_and_a_scan()
    {
        var file = Path.Combine(folder.Path, "small.ipynb");
        await File.WriteAllTextAsync(file, Notebook);
        var (code, output) = await PythonRun.RunAsync(folder, Limit, "-m", "nbconvert", "--to", "notebook", "--execute", "--output", "done.ipynb", file);
        Assert.True(code == 0, output);
        using var done = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder.Path, "done.ipynb")));
        var cells = done.RootElement.GetProperty("cells").EnumerateArray().Select(cell => cell.GetProperty("outputs").EnumerateArray().ToArray()).ToArray();
        Assert.Equal("42", Text(cells[0][0]));
        Assert.Equal("hello\n", string.Concat(cells[1][0].GetProperty("text").EnumerateArray().Select(line => line.GetString())));
        Assert.Equal("last", Text(Assert.Single(cells[2])));
        Assert.Equal(("error", "InvalidOperationException"), (cells[3][0].GetProperty("output_type").GetString(), cells[3][0].GetProperty("ename").GetString()));
        Assert.Contains("mock_power_meter", Text(cells[4][^1]), StringComparison.Ordinal);
        Assert.Contains("<", cells[4][^1].GetProperty("data").GetProperty("text/html").ToString(), StringComparison.Ordinal);
        var metadata = done.RootElement.GetProperty("metadata");
        Assert.Equal("C#", metadata.GetProperty("language_info").GetProperty("name").GetString());

        static string Text(JsonElement output)
        {
            var text = output.GetProperty("data").GetProperty("text/plain");
            return text.ValueKind == JsonValueKind.Array ? string.Concat(text.EnumerateArray().Select(line => line.GetString())) : text.GetString()!;
        }
    }

    [Fact]
    public async Task Kernel_ends_when_its_parent_is_killed_and_refuses_what_it_must()
    {
        var (code, output) = await PythonRun.ScriptAsync(folder, "lifetime.py", JupyterFolder.Kernel);
        Assert.True(code == 0, output);
        var cases = Lines(output).Where(line => line.TryGetProperty("case", out _)).ToArray();
        Assert.Equal(6, cases.Length);
        Assert.All(cases, one => Assert.True(one.GetProperty("passed").GetBoolean(), one.GetRawText()));
    }

    private static IEnumerable<JsonElement> Lines(string output) =>
        output.Split('\n').Where(line => line.StartsWith('{')).Select(line =>
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.Clone();
        });

    [GeneratedRegex(@"Ran 12 tests in .*\n\nOK \(skipped=1\)")]
    private static partial Regex ClosingLines();

    private const string Notebook = """
        {"cells":[
        {"cell_type":"code","execution_count":null,"id":"a1","metadata":{},"outputs":[],"source":"6 * 7"},
        {"cell_type":"code","execution_count":null,"id":"a2","metadata":{},"outputs":[],"source":"Console.WriteLine(\"hello\");"},
        {"cell_type":"code","execution_count":null,"id":"a3","metadata":{},"outputs":[],"source":"var live = DisplaySink.Current.ShowLive(MimeBundle.FromText(\"first\"));\nlive.Update(MimeBundle.FromText(\"middle\"));\nlive.Update(MimeBundle.FromText(\"last\"));"},
        {"cell_type":"code","execution_count":null,"id":"a4","metadata":{"tags":["raises-exception"]},"outputs":[],"source":"throw new InvalidOperationException(\"on purpose\");"},
        {"cell_type":"code","execution_count":null,"id":"a5","metadata":{},"outputs":[],"source":"var lab = Lab.Simulate();\nvar scan = Scan(lab.Motor(\"mock_stage\"), 0, 2, steps: 3).Read(lab.Detector(\"mock_power_meter\")).Run(\"small\");\nlab.Dispose();\nscan.Data"}
        ],"metadata":{"kernelspec":{"display_name":"C#","language":"C#","name":"labsdk"}},"nbformat":4,"nbformat_minor":5}
        """;
}
