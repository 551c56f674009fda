using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using LabSdk.Kernel.Commands;
using LabSdk.Kernel.Doctor;
using LabSdk.Kernel.Doctor.Checks;

namespace LabSdk.Kernel.Tests.Doctor;

public sealed class DoctorTests : IDisposable
{
    private const string Versions = """
        /bin/cat <<'END'
        Selected Jupyter core packages...
        IPython          : 8.5.0
        ipywidgets       : 6.0.0
        jupyter_client   : 7.4.9
        jupyterlab       : LAB
        notebook         : 6.4.12
        END
        """;

    private readonly FakeMachine _fake = new();

    public void Dispose() => _fake.Dispose();

    [Fact]
    public async Task An_empty_machine_is_healthy_and_everything_is_missing()
    {
        var findings = await _fake.All();
        Assert.True(FindingsReport.IsHealthy(findings));
        Assert.All(findings.Where(finding => finding.Area is "Jupyter" or "VS Code" or "Other" or "C# kernel"), finding => Assert.Equal(DoctorState.Missing, finding.State));
        Assert.Contains("labsdk jupyter install", (await _fake.Find("C# kernel", "Kernel")).Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Jupyter_is_read_from_its_versions()
    {
        _fake.Program("jupyter", Versions.Replace("LAB", "not installed", StringComparison.Ordinal));
        Assert.Contains("7.4.9", (await _fake.Find("Jupyter", "jupyter")).Detail, StringComparison.Ordinal);
        Assert.Equal(DoctorState.Missing, (await _fake.Find("Jupyter", "JupyterLab")).State);
        var notebook = await _fake.Find("Jupyter", "Notebook");
        Assert.Equal("6.4.12, ipywidgets 6.0.0", notebook.Detail);
        Assert.Contains("sliders", notebook.Renders, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, false, "plots as SVG", "plotly")]
    [InlineData(true, false, "interactive plots", "ipywidgets")]
    [InlineData(true, true, "sliders", "")]
    public async Task JupyterLab_renders_by_its_extensions(bool plotly, bool widgets, string renders, string advice)
    {
        _fake.Program("jupyter", Versions.Replace("LAB", "4.2.0", StringComparison.Ordinal));
        _fake.Directories(plotly ? "system/jupyter/labextensions/jupyterlab-plotly" : "tmp", widgets ? "home/jupyter/labextensions/@jupyter-widgets/jupyterlab-manager" : "tmp");
        var lab = await _fake.Find("Jupyter", "JupyterLab");
        Assert.Contains(renders, lab.Renders, StringComparison.Ordinal);
        Assert.Contains(advice, lab.Advice, StringComparison.Ordinal);
        Assert.Equal(advice.Length == 0, lab.Advice.Length == 0);
    }

    [Fact]
    public async Task A_program_that_hangs_or_fails_is_told_in_time()
    {
        _fake.Machine = _fake.Machine with { Patience = TimeSpan.FromSeconds(0.5) };
        _fake.Program("jupyter", "exec /bin/sleep 60");
        _fake.Program("node", "exit 3");
        _fake.Program("chromium", "echo 'not closed'");
        File.WriteAllText(_fake.Folder("bin/verso"), "not a program");
        var watch = Stopwatch.StartNew();
        var findings = await _fake.All();
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(15), $"{watch.Elapsed}");
        Assert.Equal(
            [("Browser", DoctorState.Ok), ("Node", DoctorState.Warn), ("Verso", DoctorState.Warn), ("jupyter", DoctorState.Warn)],
            findings.Where(finding => finding is { Area: "Jupyter" or "Other", State: not DoctorState.Missing }).Select(finding => (finding.Name, finding.State)).Order());
    }

    [Fact]
    public async Task The_kernel_is_checked()
    {
        _fake.Program("labsdk", "");
        _fake.Kernel("labsdk", _fake.Folder("bin/labsdk"), "1.2.3");
        _fake.Kernel("old", _fake.Folder("bin/labsdk"), "0.9.0");
        _fake.Kernel("gone", _fake.Folder("bin/removed"), "1.2.3");
        _fake.Kernel(".net-csharp", _fake.Folder("bin/dotnet-interactive"), null, "system/jupyter/kernels");
        Assert.Equal(DoctorState.Ok, (await _fake.Find("C# kernel", "labsdk")).State);
        Assert.Contains("0.9.0", (await _fake.Find("C# kernel", "old")).Detail, StringComparison.Ordinal);
        var gone = await _fake.Find("C# kernel", "gone");
        Assert.Equal(DoctorState.Fault, gone.State);
        Assert.Contains("--name gone", gone.Advice, StringComparison.Ordinal);
        Assert.Contains("--also-net-csharp", (await _fake.Find("C# kernel", ".net-csharp")).Advice, StringComparison.Ordinal);
        Assert.False(FindingsReport.IsHealthy(await _fake.All()));
    }

    [Theory]
    [InlineData("echo '10.0.401 [/usr/share/dotnet/sdk]'", true, "10.0.401")]
    [InlineData("echo '8.0.100 [/x]'; echo '9.0.100 [/x]'", false, "9.0.100 is too old")]
    [InlineData("true", false, "runtime only")]
    [InlineData("exit 1", false, "does not answer")]
    public async Task The_sdk_is_checked(string script, bool isFine, string detail)
    {
        _fake.Program("dotnet", script);
        var sdk = await _fake.Find(".NET", "SDK");
        Assert.Equal(isFine ? DoctorState.Ok : DoctorState.Warn, sdk.State);
        Assert.Contains(detail, sdk.Detail, StringComparison.Ordinal);
        Assert.Equal(isFine, sdk.Advice.Length == 0);
    }

    [Fact]
    public async Task Extensions_of_the_editor_are_found()
    {
        _fake.Directories(
            "home/.vscode/extensions/ms-toolsai.jupyter-2025.9.1-linux-x64",
            "home/.vscode/extensions/ms-toolsai.jupyter-renderers-1.0.15",
            "home/.vscode/extensions/ms-dotnettools.dotnet-interactive-vscode-1.0.707101");
        Assert.Equal("2025.9.1", (await _fake.Find("VS Code", "Jupyter extension")).Detail);
        var polyglot = await _fake.Find("VS Code", "Polyglot Notebooks");
        Assert.Equal("1.0.707101", polyglot.Detail);
        Assert.Contains("SVG", polyglot.Renders, StringComparison.Ordinal);
        Assert.Equal(DoctorState.Missing, (await _fake.Find("VS Code", "Verso")).State);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_a_fault()
    {
        File.WriteAllText(_fake.Folder("home"), "a file where a folder should be");
        var folder = await _fake.Find("This machine", "Kernel folder");
        Assert.Equal(DoctorState.Fault, folder.State);
        Assert.Contains("--prefix", folder.Advice, StringComparison.Ordinal);
        Assert.Equal(DoctorState.Ok, (await _fake.Find("This machine", "Temporary folder")).State);
        Assert.Empty(Directory.GetFiles(_fake.Folder("tmp")));
    }

    [Fact]
    public async Task A_check_that_throws_or_hangs_is_a_finding()
    {
        var machine = _fake.Machine with { Patience = TimeSpan.FromMilliseconds(100) };
        var findings = await DoctorRounds.RunAsync(machine, [new Throwing(), new Hanging(), new NetworkCheck()], CancellationToken.None);
        Assert.Equal(["broken", "did not answer in time"], findings.Where(finding => finding.State == DoctorState.Warn).Select(finding => finding.Detail));
        Assert.Equal(DoctorState.Ok, findings[^1].State);
    }

    [Fact]
    public async Task The_command_prints_a_table_or_json_and_answers_by_its_exit_code()
    {
        _fake.Kernel("labsdk", _fake.Folder("bin/removed"), "1.2.3");
        var (table, code) = await Run("doctor");
        Assert.Equal(1, code);
        Assert.Contains("is missing", table.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains("What can be done", table, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', table);
        Assert.All(table.Split('\n'), line => Assert.True(line.Length <= 120, line));

        File.WriteAllText(_fake.Folder("bin/removed"), "");
        var (json, healthy) = await Run("doctor", "--json");
        Assert.Equal(0, healthy);
        using var document = JsonDocument.Parse(json);
        Assert.True(document.RootElement.GetProperty("healthy").GetBoolean());
        Assert.Contains(document.RootElement.GetProperty("findings").EnumerateArray(), finding => finding.GetProperty("name").GetString() == "labsdk" && finding.GetProperty("state").GetString() == "ok");
    }

    private async Task<(string Output, int Code)> Run(params string[] arguments)
    {
        var output = new StringWriter();
        var parsed = LabSdkCommand.Create().Parse(arguments);
        parsed.InvocationConfiguration.Output = output;
        var code = await DoctorCommand.RunAsync(parsed, _fake.Machine, CancellationToken.None);
        return (output.ToString(), code);
    }

    private sealed class Throwing : IDoctorCheck
    {
        public string Area => "Throwing";

        public Task<IReadOnlyList<Finding>> RunAsync(DoctorMachine machine, CancellationToken cancellationToken) => throw new InvalidOperationException("broken");
    }

    private sealed class Hanging : IDoctorCheck
    {
        public string Area => "Hanging";

        public Task<IReadOnlyList<Finding>> RunAsync(DoctorMachine machine, CancellationToken cancellationToken) => new TaskCompletionSource<IReadOnlyList<Finding>>().Task;
    }
}
