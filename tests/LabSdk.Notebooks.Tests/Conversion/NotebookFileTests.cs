using System.Text;

namespace LabSdk.Notebooks.Tests.Conversion;

public sealed class NotebookFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("labsdk-files-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("a.ipynb", NotebookFormat.Ipynb)]
    [InlineData("A.DIB", NotebookFormat.Dib)]
    [InlineData("x/y.csx", NotebookFormat.Csx)]
    [InlineData("a.cs", NotebookFormat.Cs)]
    [InlineData("README.markdown", NotebookFormat.Markdown)]
    public void Format_is_told_by_the_name(string path, NotebookFormat format) => Assert.Equal(format, NotebookFormats.FromPath(path));

    [Fact]
    public void Unknown_name_lists_the_known_endings()
    {
        var error = Assert.Throws<LabConfigurationException>(() => NotebookFormats.FromPath("a.py"));
        Assert.Equal("LAB-NOTE-0024", error.ErrorId);
        Assert.Contains(".ipynb, .dib, .csx, .cs, .md", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_comes_back_and_leaves_nothing_beside_it()
    {
        var path = Path.Combine(_folder.FullName, "new", "a.ipynb");
        var document = new NotebookDocument { Cells = [NotebookCell.Code("1"), NotebookCell.Markdown("# é")] };
        Assert.Empty(await NotebookFile.SaveAsync(document, path));
        Assert.Equal(["1", "# é"], (await NotebookFile.LoadAsync(path)).Cells.Select(cell => cell.Source));
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public async Task Missing_file_says_so()
    {
        var error = await Assert.ThrowsAsync<LabException>(() => NotebookFile.LoadAsync(Path.Combine(_folder.FullName, "none.dib")));
        Assert.Equal("LAB-NOTE-0022", error.ErrorId);
        Assert.Contains("there is no such file", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Target_that_cannot_be_written_keeps_its_content()
    {
        var blocked = Path.Combine(_folder.FullName, "taken.dib");
        Directory.CreateDirectory(blocked);
        var error = await Assert.ThrowsAsync<LabException>(() => NotebookFile.SaveAsync(new NotebookDocument(), blocked));
        Assert.Equal("LAB-NOTE-0023", error.ErrorId);
        Assert.Empty(Directory.GetFiles(_folder.FullName));
    }

    [Fact]
    public async Task Text_that_is_not_UTF_8_says_where()
    {
        var path = Path.Combine(_folder.FullName, "latin.dib");
        await File.WriteAllBytesAsync(path, [.. Encoding.UTF8.GetBytes("ä\nx"), 0xe4, .. "y"u8]);
        var error = await Assert.ThrowsAsync<NotebookFormatException>(() => NotebookFile.LoadAsync(path));
        Assert.Equal((2, 2), (error.Line, error.Column));
        Assert.Contains("UTF-8", error.Message, StringComparison.Ordinal);
    }
}
