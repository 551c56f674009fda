using System.Text.Json.Nodes;
using LabSdk.Display;

namespace LabSdk.Notebooks.Tests.Exporting;

/// <summary>Exported pages in a real browser.</summary>
public sealed class HtmlExportBrowserTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("labsdk-export-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Foreign_notebook_runs_and_fetches_nothing()
    {
        var files = new List<string>();
        foreach (var texts in HostileHtml.All.Chunk(32))
        {
            files.Add(Page($"hostile-{files.Count}", new NotebookDocument { Cells = [.. texts.SelectMany(Hostile)] }));
        }

        foreach (var found in await BrowserPages.OpenAsync([.. files.Select(file => new BrowserPages.Page(file))]))
        {
            BrowserPages.AssertQuiet(found);
        }
    }

    [Theory]
    [InlineData(false, 1400)]
    [InlineData(true, 420)]
    public async Task Plots_are_interactive_without_any_network(bool dark, int width)
    {
        var page = Page("plots", ExportSamples.Night());
        var found = Assert.Single(await BrowserPages.OpenAsync(new BrowserPages.Page(page, dark, width)));
        BrowserPages.AssertQuiet(found);
        Assert.Equal(("Night run", 2, 0), (found.Title, found.Figures, found.Drawings));
        Assert.InRange(found.Plots, 2, 20);
    }

    [Fact]
    public async Task Plots_are_drawings_when_they_shall_not_be_interactive()
    {
        var page = Page("static", ExportSamples.Night(), new ExportOptions { InteractivePlots = false });
        var found = Assert.Single(await BrowserPages.OpenAsync(new BrowserPages.Page(page)));
        BrowserPages.AssertQuiet(found);
        Assert.Equal((2, 0, 2), (found.Figures, found.Plots, found.Drawings));
        Assert.InRange(new FileInfo(page).Length, 1, 200_000);
    }

    private string Page(string name, NotebookDocument document, ExportOptions? options = null)
    {
        var file = Path.Combine(_folder.FullName, name + ".html");
        File.WriteAllText(file, NotebookExporter.ToHtml(document, options));
        return file;
    }

    // The text at every place of a notebook that a page shows.
    private static IEnumerable<NotebookCell> Hostile(string text)
    {
        yield return NotebookCell.Markdown(text) with { Attachments = new JsonObject { [text] = new JsonObject { [text] = text } } };
        yield return NotebookCell.Markdown("## Heading " + text + "\n\n| a |\n|---|\n| " + text.Replace("\n", " ", StringComparison.Ordinal) + " |\n\n> " + text);
        yield return NotebookCell.Code("#r \"" + text + "\"\nvar x = \"" + text + "\"; // " + text + "\n" + text, text).WithTags(text);
        yield return NotebookCell.Code("var x = \"" + text + "\"; // " + text + "\n" + text) with
        {
            Outputs =
            [
                new StreamOutput("stdout", text), new StreamOutput(text, text), new ErrorOutput(text, text, [text]), new ErrorOutput(text, text, []),
                Data("text/html", text), Data("text/html", $"<div class=\"lab-out\"><table><tr><td title=\"{text}\">{text}</td></tr></table></div>"), Data("image/svg+xml", $"<svg xmlns=\"http://www.w3.org/2000/svg\">{text}</svg>"),
                Data("text/markdown", text), Data("text/plain", text), Data("text/latex", text), Data("application/json", text), Data(text, text), Data("image/png", "AAAA\" onerror=\"window.pwned=1"),
                new DataOutput(new JsonObject
                {
                    ["application/vnd.plotly.v1+json"] = new JsonObject
                    {
                        ["data"] = new JsonArray(new JsonObject { ["x"] = new JsonArray(1, 2), ["y"] = new JsonArray(1, 2), ["name"] = text, ["text"] = text, ["type"] = "scatter" }),
                        ["layout"] = new JsonObject
                        {
                            ["title"] = new JsonObject { ["text"] = text }, ["images"] = new JsonArray(new JsonObject { ["source"] = "http://evil.example/a.png", ["x"] = 0, ["y"] = 0, ["sizex"] = 1, ["sizey"] = 1 }),
                            ["annotations"] = new JsonArray(new JsonObject { ["text"] = text, ["x"] = 1, ["y"] = 1 }),
                        },
                    },
                }),
            ],
        };
    }

    private static DataOutput Data(string type, string text) => new(new JsonObject { [type] = text });
}
