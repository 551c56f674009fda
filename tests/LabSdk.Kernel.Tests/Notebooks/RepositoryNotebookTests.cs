using LabSdk.Kernel.Sessions;
using LabSdk.Notebooks;
using LabSdk.Testing;

namespace LabSdk.Kernel.Tests.Notebooks;

/// <summary>The notebooks and scripts of the repository run to their end, offline, in the session that users get.</summary>
public class RepositoryNotebookTests
{
    public static TheoryData<string> Notebooks => Files("notebooks", "*.dib");

    public static TheoryData<string> Scripts => Files("samples", "*.csx");

    [Theory]
    [MemberData(nameof(Notebooks))]
    public async Task Every_cell_of_a_notebook_runs(string name)
    {
        var run = await RunAsync(Path.Combine(RepositoryRoot.Path, "notebooks", name), null);
        Assert.All(run.Cells, cell => Assert.True(cell.Status == RunStatus.Ok, $"{cell.Title}: {string.Join('\n', cell.Error?.Traceback ?? [cell.Note ?? ""])}"));
        Assert.True(run.Cells.Count > 5);
        Assert.DoesNotContain(run.Document.Cells.SelectMany(cell => cell.Outputs), output => output.ToString().Contains("cannot be shown", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Notebooks))]
    public async Task The_notebook_with_outputs_has_the_same_cells(string name)
    {
        var text = await NotebookFile.LoadAsync(Path.Combine(RepositoryRoot.Path, "notebooks", name), CancellationToken.None);
        var stored = await NotebookFile.LoadAsync(Path.Combine(RepositoryRoot.Path, "notebooks", Path.ChangeExtension(name, ".ipynb")), CancellationToken.None);
        Assert.Equal(text.Cells.Select(cell => (cell.Kind, cell.Source)), stored.Cells.Select(cell => (cell.Kind, cell.Source)));
        Assert.Contains(stored.Cells, cell => cell.Outputs.Count > 0);
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task Every_script_runs(string name)
    {
        var run = await RunAsync(Path.Combine(RepositoryRoot.Path, "samples", name), []);
        Assert.All(run.Cells, cell => Assert.True(cell.Status == RunStatus.Ok, string.Join('\n', cell.Error?.Traceback ?? [])));
    }

    private static async Task<NotebookRun> RunAsync(string path, string[]? arguments)
    {
        var document = await NotebookFile.LoadAsync(path, CancellationToken.None);
        await using var engine = await LabSession.StartAsync(LabSession.Options(Path.GetDirectoryName(path), allowNetwork: false));
        var options = new RunOptions { CellTimeout = TimeSpan.FromMinutes(2), Arguments = arguments, AllowErrors = true };
        return await new NotebookRunner(engine, options).RunAsync(document);
    }

    private static TheoryData<string> Files(string folder, string pattern) =>
        [.. Directory.GetFiles(Path.Combine(RepositoryRoot.Path, folder), pattern).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
}
