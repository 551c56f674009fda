using System.Text;
using LabSdk.Display.Tests.Samples;

namespace LabSdk.Display.Tests.Browser;

/// <summary>Outputs in a real browser.</summary>
public sealed class BrowserTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("labsdk-pages-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Hostile_texts_run_nothing()
    {
        Sample[] samples = [.. AllSamples.EachRenderer.Where(s => s.Name is not ("table: long texts" or "figure: camera"))];
        var pages = HostileStrings.List.Chunk(8).Select((texts, i) => Page($"hostile-{i}", texts.SelectMany(text => samples.Select(s => s.WithAll(text))))).ToArray();

        var found = await BrowserCheck.Run(pages.Select(file => new BrowserCheck.Job(file)));

        Assert.All(found, BrowserCheck.AssertQuiet);
        Assert.Equal(samples.Length * HostileStrings.List.Count, found.Sum(page => page.Outputs));
    }

    [Fact]
    public async Task Hostile_texts_run_nothing_in_interactive_plots()
    {
        Sample[] samples = [.. AllSamples.List.Where(s => s.Name is "figure: two detectors" or "figure: error bars" or "figure: heat map" or "figure: histogram" or "figure: one point")];
        var pages = HostileStrings.List.Chunk(13).Select((texts, i) => Page($"plots-{i}", texts.SelectMany(text => samples.Select(s => s.WithAll(text))))).ToArray();

        var found = await BrowserCheck.Run(pages.Select(file => new BrowserCheck.Job(file, "plotly4")));

        Assert.All(found, BrowserCheck.AssertQuiet);
        Assert.All(found, page => Assert.Equal(0, page.Drawings));
    }

    [Theory]
    [InlineData("plotly2")]
    [InlineData("plotly3")]
    [InlineData("plotly4")]
    public async Task Figures_become_valid_interactive_plots(string library)
    {
        var page = Page("figures", FigureSamples.All().Select(s => s.Plain()));

        var found = Assert.Single(await BrowserCheck.Run([new BrowserCheck.Job(page, library)]));

        BrowserCheck.AssertQuiet(found);
        Assert.Empty(found.Validation);
        Assert.Equal(WithoutScript(FigureSamples.All()), found.Drawings);
    }

    [Theory]
    [InlineData(false, 1100)]
    [InlineData(true, 1100)]
    [InlineData(false, 420)]
    public async Task Outputs_stay_inside_the_page_and_static_without_the_library(bool dark, int width)
    {
        var page = Page("all", AllSamples.List.Select(s => s.Plain()));

        var found = Assert.Single(await BrowserCheck.Run([new BrowserCheck.Job(page, null, dark, width)]));

        BrowserCheck.AssertQuiet(found);
        Assert.Equal(0, found.Plots);
        Assert.Equal(found.Figures, found.Drawings);
        Assert.InRange(found.Widest, 1, width);
    }

    // A large picture fits into an output once, not twice.
    private static int WithoutScript(IEnumerable<Sample> samples) =>
        samples.Count(s => !Views.ToMimeBundle(s.Plain()).Html!.Contains("<script>", StringComparison.Ordinal));

    private string Page(string name, IEnumerable<object?> values)
    {
        var html = new StringBuilder("<!doctype html><html><head><meta charset=\"utf-8\"><title>outputs</title><link rel=\"icon\" href=\"data:image/png;base64,\"></head><body>");
        var styles = new HashSet<string>();
        foreach (var value in values)
        {
            // Every output brings the same style sheet; a page with hundreds of them would only measure the browser.
            var output = Views.ToMimeBundle(value).Html!;
            var style = output[output.IndexOf("<style>", StringComparison.Ordinal)..(output.IndexOf("</style>", StringComparison.Ordinal) + 8)];
            html.Append("<div>").Append(styles.Add(style) ? output : output.Replace(style, "")).Append("</div>\n");
        }

        var file = Path.Combine(_folder.FullName, name + ".html");
        File.WriteAllText(file, html.Append("</body></html>").ToString());
        return file;
    }
}
