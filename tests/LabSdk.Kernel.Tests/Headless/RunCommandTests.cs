using LabSdk.Notebooks;

namespace LabSdk.Kernel.Tests.Headless;

public sealed class RunCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("labsdk-run-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Notebook_gets_its_outputs_in_a_copy()
    {
        var path = await WriteAsync("a.ipynb", NotebookCell.Markdown("# T"), NotebookCell.Code("var steps = 1;").WithTags("parameters"), NotebookCell.Code("Console.WriteLine(\"out\");\nsteps * 2"));
        var before = await File.ReadAllTextAsync(path);
        var (code, output, error) = await HeadlessTool.RunAsync("run", path, "--param", "steps=21");
        Assert.True(code == 0, error);
        Assert.Empty(output);
        Assert.Equal(before, await File.ReadAllTextAsync(path));
        var executed = await NotebookFile.LoadAsync(Path.Combine(_folder.FullName, "a.executed.ipynb"));
        Assert.Equal("var steps = 21;", executed.Cells[1].Source);
        Assert.Equal([new StreamOutput("stdout", "out\n")], executed.Cells[2].Outputs.OfType<StreamOutput>());
        Assert.Equal("42", executed.Cells[2].Outputs.OfType<DataOutput>().Single().Text("text/plain"));
        Assert.Matches(@"^2/3 +\d+\.\d\d s  var steps = 21;\n3/3 +\d+\.\d\d s  Console\.WriteLine\(""out""\);\n2 cells in \d+\.\d s: .*a\.executed\.ipynb\n$", error);
    }

    [Fact]
    public async Task Error_ends_with_1_and_the_file_is_there()
    {
        var path = await WriteAsync("e.ipynb", NotebookCell.Code("1"), NotebookCell.Code("throw new InvalidOperationException(\"no beam\");"), NotebookCell.Code("3"));
        var (code, _, error) = await HeadlessTool.RunAsync("run", path, "--output", Path.Combine(_folder.FullName, "x", "e.html"));
        Assert.Equal(1, code);
        Assert.Contains("FAILED", error, StringComparison.Ordinal);
        Assert.Contains("no beam", error, StringComparison.Ordinal);
        Assert.Contains("stopped at an error", error, StringComparison.Ordinal);
        Assert.Contains("no beam", await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "x", "e.html")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cell_that_takes_too_long_ends_with_124()
    {
        var path = await WriteAsync("t.ipynb", NotebookCell.Code("await Task.Delay(60_000);"));
        var (code, _, error) = await HeadlessTool.RunAsync("run", path, "--timeout", "0.5");
        Assert.Equal(124, code);
        Assert.Contains("did not end within 0.5 s", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Script_writes_to_the_terminal_and_sees_its_arguments()
    {
        var path = Path.Combine(_folder.FullName, "s.csx");
        await File.WriteAllTextAsync(path, "#!/usr/bin/env -S labsdk run\nConsole.WriteLine($\"{Args.Count} {args[1]}\");\nConsole.Error.WriteLine(\"warned\");\n// %%\n6 * 7\n");
        var (code, output, error) = await HeadlessTool.RunAsync("run", path, "one", "two");
        Assert.True(code == 0, error);
        Assert.Equal("2 two\n42\n", output.ReplaceLineEndings("\n"));
        Assert.Equal("warned\n", error.ReplaceLineEndings("\n"));
        Assert.Equal([path], Directory.GetFiles(_folder.FullName));
    }

    [Fact]
    public async Task Runs_of_a_script_note_the_script()
    {
        var path = Path.Combine(_folder.FullName, "night.csx");
        await File.WriteAllTextAsync(path, """
            using LabSdk;
            using static LabSdk.Plans;
            var lab = Lab.Simulate();
            Count(2).Read(lab.Detector("mock_power_meter")).Journal("noted").Quiet().Run("x");
            Console.WriteLine(Lab.Runs.In("noted").Last.Environment.Source);
            lab.Dispose();

            """);
        var (code, output, error) = await HeadlessTool.RunAsync("run", path);
        Assert.True(code == 0, error);
        Assert.EndsWith(path, output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Program_for_dotnet_run_runs_here_too()
    {
        var path = Path.Combine(_folder.FullName, "p.cs");
        await File.WriteAllTextAsync(path, "#!/usr/bin/env dotnet\n#:property PublishAot=false\n#:project ../LabSdk.Simulation.csproj\nusing var lab = Lab.Simulate();\nConsole.WriteLine(new P(lab.Devices.Count).N > 3);\nrecord P(int N);\n");
        var (code, output, error) = await HeadlessTool.RunAsync("run", path);
        Assert.True(code == 0, error);
        Assert.Equal("True\n", output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Old_notebook_of_NET_Interactive_runs_unchanged()
    {
        var path = Path.Combine(_folder.FullName, "old.dib");
        await File.WriteAllTextAsync(path, "#!meta\n\n{\"kernelInfo\":{\"defaultKernelName\":\"csharp\",\"items\":[{\"name\":\"csharp\"},{\"name\":\"fsharp\"}]}}\n\n#!markdown\n\n# Old\n\n#!csharp\n\nusing System.Linq;\nvar x = Enumerable.Range(1, 3).Sum();\nx\n\n#!fsharp\n\nlet y = 1\n\n#!c#\n\nConsole.WriteLine(x);\n");
        var (code, output, error) = await HeadlessTool.RunAsync("run", path, "-o", Path.Combine(_folder.FullName, "old.ipynb"));
        Assert.True(code == 0, error);
        Assert.Equal("6\n6\n", output.ReplaceLineEndings("\n"));
        Assert.Contains("skipped: its language is fsharp, not C#", error, StringComparison.Ordinal);
        Assert.Contains("1 skipped", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("LAB-NOTE-0025", "--param", "stepz=1")]
    [InlineData("write --param name=value", "--param", "steps")]
    [InlineData("not usable", "--timeout", "-1")]
    [InlineData("cannot hold outputs", "--output", "x.txt")]
    [InlineData("takes no arguments", "argument")]
    [InlineData("'--tmeout' is no option", "--tmeout", "3")]
    public async Task Wrong_use_ends_with_2_and_runs_nothing(string message, params string[] arguments)
    {
        var path = await WriteAsync("w.ipynb", NotebookCell.Code("var steps = 1;\nSystem.IO.File.WriteAllText(\"ran\", \"\");").WithTags("parameters"));
        var (code, _, error) = await HeadlessTool.RunAsync(["run", path, .. arguments]);
        Assert.Equal(2, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.Equal([path], Directory.GetFiles(_folder.FullName));
    }

    [Fact]
    public async Task Missing_file_says_so()
    {
        var (code, _, error) = await HeadlessTool.RunAsync("run", Path.Combine(_folder.FullName, "none.ipynb"));
        Assert.Equal(1, code);
        Assert.StartsWith("error LAB-NOTE-0022: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Conversion_lists_its_losses_and_replaces_nothing()
    {
        var path = await WriteAsync("c.ipynb", NotebookCell.Code("1").WithTags("x") with { Outputs = [new StreamOutput("stdout", "o")] });
        var target = Path.Combine(_folder.FullName, "c.dib");
        var (code, _, error) = await HeadlessTool.RunAsync("convert", path, target);
        Assert.Equal(0, code);
        Assert.Equal("note: cell 1: outputs and execution numbers are not kept.\nnote: cell 1: tags are not kept.\n", error.ReplaceLineEndings("\n"));
        Assert.EndsWith("\n#!csharp\n\n1\n", await File.ReadAllTextAsync(target), StringComparison.Ordinal);
        (code, _, error) = await HeadlessTool.RunAsync("convert", path, target);
        Assert.Equal(2, code);
        Assert.Contains("--force", error, StringComparison.Ordinal);
        Assert.Equal(0, (await HeadlessTool.RunAsync("convert", path, target, "--force")).Code);
        Assert.Equal(2, (await HeadlessTool.RunAsync("convert", path, "x.py")).Code);
    }

    [Fact]
    public async Task Export_writes_a_page_beside_the_notebook()
    {
        var path = await WriteAsync("p.ipynb", NotebookCell.Markdown("# Page"), NotebookCell.Code("1"));
        var (code, _, error) = await HeadlessTool.RunAsync("export", path);
        Assert.True(code == 0, error);
        Assert.Contains("<title>Page</title>", await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "p.html")), StringComparison.Ordinal);
        Assert.Equal(2, (await HeadlessTool.RunAsync("export", path)).Code);
        Assert.Equal(0, (await HeadlessTool.RunAsync("export", path, "--to", "md")).Code);
        Assert.StartsWith("# Page\n", await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "p.md")), StringComparison.Ordinal);
    }

    private async Task<string> WriteAsync(string name, params NotebookCell[] cells)
    {
        var path = Path.Combine(_folder.FullName, name);
        await NotebookFile.SaveAsync(new NotebookDocument { Cells = cells }, path);
        return path;
    }
}
