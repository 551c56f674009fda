using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LabSdk.Kernel.Tests.Support;
using LabSdk.Notebooks;
using LabSdk.Testing;

namespace LabSdk.Kernel.Tests.Headless;

/// <summary>Jupyter's own runner with our kernel and our runner without a kernel store the same outputs.</summary>
public sealed class PeerEqualityTests : IDisposable
{
    private readonly JupyterFolder _jupyter = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("labsdk-equal-");

    public void Dispose()
    {
        _jupyter.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Every_kind_of_output_is_equal()
    {
        NotebookCell[] cells =
        [
            NotebookCell.Markdown("# Outputs"),
            NotebookCell.Code("Console.Write(\"a\"); Console.WriteLine(\"b\"); Console.Error.WriteLine(\"e\"); Console.WriteLine(\"c\");\nvar x = 20;\nx + 1"),
            NotebookCell.Code("using LabSdk.Display;\nnew Card(\"Card\") { Body = [new TextBlock(\"text <b>\")] }"),
            NotebookCell.Code("new Figure(\"Figure\").Line(new double[] { 1, 2, 3 }, new double[] { 3, 1, 2 })"),
            NotebookCell.Code("{\n    var live = DisplaySink.Current.ShowLive(MimeBundle.FromText(\"first\"));\n    live.Update(MimeBundle.FromText(\"second\"));\n    \"shown\".Show();\n    live.Update(MimeBundle.FromText(\"third\"));\n}"),
            NotebookCell.Code("{\n    var own = (INotebookSink)DisplaySink.Current;\n    Console.WriteLine(\"gone\");\n    own.Clear(wait: false);\n    Console.WriteLine(\"gone\");\n    own.Clear(wait: true);\n    Console.WriteLine(\"kept\");\n}"),
            NotebookCell.Code("throw new InvalidOperationException(\"no beam\");").WithTags("raises-exception"),
            NotebookCell.Code("int y = \"text\";").WithTags("raises-exception"),
            NotebookCell.Code("   "),
            NotebookCell.Code("#!whos"),
            NotebookCell.Code("new[] { 1, 2, 3 }.Select(i => new { i, Square = i * i }).ToArray()"),
            NotebookCell.Code("null"),
            NotebookCell.Code("\"é\\u2028😀\""),
        ];
        await AssertEqualAsync("outputs", new NotebookDocument { Cells = cells });
    }

    [Fact]
    public async Task Notebook_with_a_lab_is_equal_but_for_what_was_measured()
    {
        var path = Path.Combine(RepositoryRoot.Path, "notebooks", "01_getting_started.dib");
        await AssertEqualAsync("getting-started", await NotebookFile.LoadAsync(path), isMeasured: true);
    }

    private async Task AssertEqualAsync(string name, NotebookDocument document, bool isMeasured = false)
    {
        var source = Path.Combine(_folder.FullName, name + ".ipynb");
        await NotebookFile.SaveAsync(document, source);
        var (code, output) = await PythonRun.RunAsync(
            _jupyter, TimeSpan.FromSeconds(120), "-m", "nbconvert", "--to", "notebook", "--execute", $"--ExecutePreprocessor.kernel_name={JupyterFolder.Kernel}", "--output", "theirs.ipynb", source);
        Assert.True(code == 0, output);
        var (ours, _, error) = await HeadlessTool.RunAsync("run", source, "--output", Path.Combine(_folder.FullName, "ours.ipynb"));
        Assert.True(ours == 0, error);
        var (left, right) = (await CellsAsync("theirs.ipynb", isMeasured), await CellsAsync("ours.ipynb", isMeasured));
        Assert.Equal(left.Count, right.Count);
        Assert.All(left.Zip(right), pair => Assert.Equal(pair.First, pair.Second));
    }

    private async Task<List<string>> CellsAsync(string name, bool isMeasured)
    {
        var document = StableIds.Apply(await NotebookFile.LoadAsync(Path.Combine(_folder.FullName, name)));
        return [.. document.Cells.Select(cell => Comparable(cell, isMeasured))];
    }

    // Ids and times differ between any two runs; what was measured differs in its numbers, and so in widths and drawings.
    private static string Comparable(NotebookCell cell, bool isMeasured)
    {
        if (isMeasured)
        {
            return $"{cell.ExecutionCount} {cell.Source}\n" + string.Join('\n', Merged(cell.Outputs).Select(output => output switch
            {
                StreamOutput stream => stream.Name + " " + Regex.Replace(stream.Text, @"\s*[0-9][0-9.,eE+-]*", "0"),
                DataOutput data => $"{data.IsResult} {data.ExecutionCount} {string.Join(' ', data.Data.Select(pair => pair.Key))}",
                _ => output.ToString(),
            }));
        }

        var metadata = (JsonObject)cell.Metadata.DeepClone();
        metadata.Remove("execution");
        return IpynbWriter.Write(new NotebookDocument { Cells = [cell with { Id = "id", Metadata = metadata, Outputs = [.. Merged(cell.Outputs)] }] });
    }

    // Jupyter's runner stores a stream message as it comes; front ends put them together.
    private static IEnumerable<NotebookOutput> Merged(IEnumerable<NotebookOutput> outputs)
    {
        StreamOutput? last = null;
        foreach (var output in outputs)
        {
            if (output is StreamOutput stream && last?.Name == stream.Name)
            {
                last = last with { Text = last.Text + stream.Text };
                continue;
            }

            if (last is not null)
            {
                yield return last;
            }

            last = output as StreamOutput;
            if (last is null)
            {
                yield return output;
            }
        }

        if (last is not null)
        {
            yield return last;
        }
    }
}
