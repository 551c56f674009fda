using System.Text.RegularExpressions;
using LabSdk.Testing;

namespace LabSdk.Notebooks.Tests.Exporting;

public class HtmlExportTests
{
    private static readonly ExportOptions Static = new() { InteractivePlots = false };

    [Fact]
    public void Page_is_the_one_that_was_looked_at()
    {
        // The style sheets of the outputs have tests of their own.
        var page = Regex.Replace(
            NotebookExporter.ToHtml(ExportSamples.Night(), Static).Replace(OwnPackage.Name.Version, "0.0.0", StringComparison.Ordinal), @"<style>\.lab-out.*</style>", "<style>outputs</style>");
        AssertGolden("night.html", page);
    }

    [Fact]
    public void Markdown_is_the_one_that_was_looked_at()
    {
        var export = NotebookExporter.ToMarkdown(ExportSamples.Night(), imageFolder: "night_files");
        AssertGolden("night.md", export.Text);
        Assert.Equal(["night_files/attached-1-1.png", "night_files/cell-5-1.svg", "night_files/cell-9-1.png"], export.Files.Keys.Order(StringComparer.Ordinal));
        Assert.Empty(NotebookExporter.ToMarkdown(ExportSamples.Night(), new ExportOptions { EmbedImages = true }).Files);
    }

    [Fact]
    public void Page_refers_to_nothing_outside()
    {
        var page = NotebookExporter.ToHtml(ExportSamples.Night(), Static);
        Assert.DoesNotMatch("(src|href)=\"(https?:)?//", page);
        Assert.DoesNotMatch("@import|url\\((?!#)", page);
    }

    [Fact]
    public void Library_stands_in_the_page_once_and_only_when_there_is_a_plot()
    {
        var with = NotebookExporter.ToHtml(ExportSamples.Night());
        Assert.Equal(2, with.Split("<script>").Length - 1);
        Assert.Equal(3, with.Split("class=\"nb-figure\"").Length);
        Assert.InRange(NotebookExporter.ToHtml(new NotebookDocument { Cells = [NotebookCell.Markdown("x")] }).Length, 1000, 60_000);
    }

    [Fact]
    public void Code_can_be_folded()
    {
        var page = NotebookExporter.ToHtml(ExportSamples.Night(), Static with { CollapseCode = true });
        Assert.Contains("<details class=\"nb-fold\"><summary>var names = new List&lt;string&gt; { ", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Pictures_of_the_folder_go_in_and_others_do_not()
    {
        var folder = Directory.CreateTempSubdirectory("labsdk-pictures-");
        try
        {
            var inside = folder.CreateSubdirectory("in");
            File.WriteAllBytes(Path.Combine(inside.FullName, "a b.png"), [1, 2, 3]);
            File.WriteAllBytes(Path.Combine(folder.FullName, "out.png"), [4, 5, 6]);
            var document = new NotebookDocument { Cells = [NotebookCell.Markdown("![a](a%20b.png) ![o](../out.png) ![p](/etc/passwd.png) ![m](missing.png)")] };
            var page = NotebookExporter.ToHtml(document, new ExportOptions { ImageFolder = inside.FullName });
            Assert.Contains("src=\"data:image/png;base64,AQID\"", page, StringComparison.Ordinal);
            Assert.Contains("[picture: o]", page, StringComparison.Ordinal);
            Assert.Contains("[picture: m]", page, StringComparison.Ordinal);
            Assert.DoesNotContain("BAUG", page, StringComparison.Ordinal);
            Assert.DoesNotContain("AQID", NotebookExporter.ToHtml(document), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Markdown_file_gets_its_pictures_beside_it()
    {
        var folder = Directory.CreateTempSubdirectory("labsdk-markdown-");
        try
        {
            await NotebookExporter.SaveAsync(ExportSamples.Night(), Path.Combine(folder.FullName, "night run.md"));
            Assert.True(File.Exists(Path.Combine(folder.FullName, "night run_files", "cell-5-1.svg")));
            Assert.Contains("![picture](night%20run_files/cell-5-1.svg)", await File.ReadAllTextAsync(Path.Combine(folder.FullName, "night run.md")), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Set LABSDK_UPDATE_GOLDEN=1 to write the files anew; then look at them.
    private static void AssertGolden(string name, string text)
    {
        var file = Path.Combine(RepositoryRoot.Path, "tests", "LabSdk.Notebooks.Tests", "Exporting", "Golden", name);
        if (Environment.GetEnvironmentVariable("LABSDK_UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        Assert.Equal(File.ReadAllText(file), text);
    }
}
