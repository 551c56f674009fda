namespace LabSdk.Notebooks.Tests.Conversion;

/// <summary>Notebooks of .NET Interactive are read as their authors meant them.</summary>
public class PolyglotTests
{
    [Fact]
    public void Text_notebook_has_the_cells_and_languages_of_its_author()
    {
        var document = NotebookConverter.Read(PolyglotSamples.Dib, NotebookFormat.Dib);
        Assert.Equal(
            [("csharp", "#r \"nuget: MathNet.Numerics, 5.0.0\"\n#!time\nusing System.Text;\nvar x = 1;"), ("markdown", "# Title\n\nText."), ("fsharp", "let y = 2"),
                ("sql-bench", "SELECT 1"), ("csharp", "#!whos"), ("html", "<b>bold</b>"), ("csharp", "x")],
            document.Cells.Select(cell => (cell.Kind == NotebookCellKind.Markdown ? "markdown" : cell.Language, cell.Source)));
    }

    [Fact]
    public void Text_notebook_comes_back_with_the_aliases_spelled_out()
    {
        var result = NotebookConverter.Convert(NotebookConverter.Read(PolyglotSamples.Dib, NotebookFormat.Dib), NotebookFormat.Dib);
        Assert.Empty(result.Losses);
        Assert.StartsWith(PolyglotSamples.Dib.Split("#!csharp")[0][..^2], result.Text, StringComparison.Ordinal);
        Assert.Contains("\n#!fsharp\n\nlet y = 2\n", result.Text, StringComparison.Ordinal);
        Assert.Contains("\n#!sql-bench\n\nSELECT 1\n", result.Text, StringComparison.Ordinal);
        Assert.EndsWith("\n#!csharp\n\nx\n", result.Text, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', result.Text);
    }

    [Fact]
    public void Any_line_end_and_a_missing_metadata_block_are_read()
    {
        var document = NotebookConverter.Read("var a = 1;\r\n\r\n#!md\r\n\r\ntext\r\r\n#!csharp\ra", NotebookFormat.Dib);
        Assert.Equal(["var a = 1;", "text", "a"], document.Cells.Select(cell => cell.Source));
    }

    [Fact]
    public void Jupyter_file_of_Polyglot_is_understood_and_kept_byte_for_byte()
    {
        var document = NotebookConverter.Read(PolyglotSamples.Ipynb, NotebookFormat.Ipynb);
        Assert.Equal(["csharp", "fsharp", "pwsh", "csharp", "html"], document.Cells.Select(cell => cell.Language));
        Assert.Equal("Get-ChildItem", document.Cells[2].Body);
        Assert.Equal("csharp", document.Language);
        Assert.Equal(PolyglotSamples.Ipynb, NotebookConverter.Convert(document, NotebookFormat.Ipynb).Text);
    }

    [Fact]
    public void Losses_name_what_and_where()
    {
        var losses = NotebookConverter.Convert(NotebookConverter.Read(PolyglotSamples.Ipynb, NotebookFormat.Ipynb), NotebookFormat.Dib).Losses;
        Assert.Equal(
            ["cell 1: outputs and execution numbers are not kept.", "the kernel is not kept; a notebook made of the file names 'labsdk'."],
            losses.Select(loss => loss.ToString()));
    }

    [Fact]
    public void Languages_survive_the_way_through_the_text_form_and_back()
    {
        var text = NotebookConverter.Convert(NotebookConverter.Read(PolyglotSamples.Ipynb, NotebookFormat.Ipynb), NotebookFormat.Dib).Text;
        var back = NotebookConverter.Read(NotebookConverter.Convert(NotebookConverter.Read(text, NotebookFormat.Dib), NotebookFormat.Ipynb).Text, NotebookFormat.Ipynb);
        Assert.Equal(["csharp", "fsharp", "pwsh", "csharp", "html"], back.Cells.Select(cell => cell.Language));
    }

    [Theory]
    [InlineData("#!meta\n\n{\"kernelInfo\":\n", 4, 1)]
    [InlineData("#!meta\n[1]\n#!csharp\n1", 2, 1)]
    [InlineData("#!meta\n{\"a\":}\n#!csharp\n1", 2, 6)]
    public void Broken_metadata_of_a_text_notebook_say_where(string text, int line, int column)
    {
        var error = Assert.Throws<NotebookFormatException>(() => NotebookConverter.Read(text, NotebookFormat.Dib));
        Assert.Equal((line, column), (error.Line, error.Column));
    }

    [Fact]
    public void Notebook_of_version_3_is_upgraded()
    {
        var document = NotebookConverter.Read(
            """
            {"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": "x", "language_info": {"name": "C#"}}, "worksheets": [{"cells": [
              {"cell_type": "heading", "level": 2, "source": ["Old"], "metadata": {}},
              {"cell_type": "code", "language": "python", "input": ["1\n", "2"], "prompt_number": 7, "collapsed": true, "metadata": {}, "outputs": [
                {"output_type": "pyout", "prompt_number": 7, "text": "two", "png": "AAAA", "metadata": {}},
                {"output_type": "stream", "stream": "stderr", "text": "e"},
                {"output_type": "pyerr", "ename": "E", "evalue": "v", "traceback": []}]}]}]}
            """,
            NotebookFormat.Ipynb);
        Assert.Equal("## Old", document.Cells[0].Source);
        Assert.Equal(("1\n2", 7), (document.Cells[1].Source, document.Cells[1].ExecutionCount));
        Assert.Collection(
            document.Cells[1].Outputs,
            output => Assert.Equal(("two", "AAAA", true), (((DataOutput)output).Text("text/plain"), ((DataOutput)output).Text("image/png"), ((DataOutput)output).IsResult)),
            output => Assert.Equal(("stderr", "e"), (((StreamOutput)output).Name, ((StreamOutput)output).Text)),
            output => Assert.Equal("E", ((ErrorOutput)output).Name));
    }
}
