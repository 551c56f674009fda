using LabSdk.Display.Tests.Samples;

namespace LabSdk.Display.Tests.Reports;

public sealed class ReportTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("labsdk-report-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_report_is_one_file_named_after_its_title()
    {
        var file = new HtmlReport("Night run 7: Ω/m").Add(FigureSamples.Scan(t => t)).Save(_folder.FullName);

        Assert.Equal("night-run-7-ω-m.html", file.Name);
        Assert.Equal([file.Name], _folder.GetFiles().Select(f => f.Name));
        Assert.StartsWith("<!doctype html>", File.ReadAllText(file.FullName));
    }

    [Fact]
    public void No_title_leaves_the_folder()
    {
        foreach (var title in HostileStrings.List.Append("..").Append("/abs/olute").Append("a/../../b").Append("C:\\x"))
        {
            var file = new HtmlReport(title).Save(_folder.FullName);

            Assert.Equal(_folder.FullName, file.DirectoryName);
            Assert.InRange(file.Name.Length, 6, 100);
            Assert.NotEqual("con.html", file.Name);
        }
    }

    [Theory]
    [InlineData(3, false)]
    [InlineData(4, true)]
    public void Contents_come_with_more_than_three_sections(int sections, bool expected)
    {
        var report = new HtmlReport("x");
        for (var i = 0; i < sections; i++)
        {
            report.Section($"part {i}").Add("text");
        }

        var html = report.ToHtml();
        Assert.Equal(expected, html.Contains("<nav", StringComparison.Ordinal));
        var page = Rules.OutputReader.Html(html["<!doctype html>".Length..].Trim());
        var ids = page.DescendantsAndSelf().Select(e => e.Attribute("id")?.Value).ToHashSet();
        Assert.All(page.Descendants("a"), a => Assert.Contains(a.Attribute("href")!.Value[1..], ids));
    }

    [Fact]
    public void Hostile_texts_stay_texts_in_a_report()
    {
        foreach (var text in HostileStrings.List)
        {
            var report = new HtmlReport(text) { Summary = text }.Section(text).Add(text).Section(text).Section(text).Section(text).Add(BlockSamples.Motor(_ => text));
            var html = report.ToHtml();

            Rules.OutputReader.Html(html["<!doctype html>".Length..].Trim());
            Assert.DoesNotContain("<script", html);
            Assert.DoesNotMatch("(?i)https?:|//", html);
        }
    }

    [Fact]
    public void The_style_stands_once_and_the_library_once()
    {
        var html = new HtmlReport("x") { Figures = FigureMode.Inline, PlotlyLibrary = "/*lib*/" }.Add(FigureSamples.Scan(t => t)).Add(FigureSamples.Scan(t => t)).Add(BlockSamples.Motor(t => t)).ToHtml();

        Assert.Equal(1, Count(html, "<style>"));
        Assert.Equal(1, Count(html, "/*lib*/"));
        Assert.Equal(4, Count(html, "<script>"));
        Assert.Equal(2, Count(html, "class=\"lab-figure\""));
        Assert.DoesNotContain("<script", new HtmlReport("x").Add(FigureSamples.Scan(t => t)).ToHtml());
    }

    [Fact]
    public void Saving_again_replaces_the_file_and_a_failure_leaves_it()
    {
        var path = Path.Combine(_folder.FullName, "sub", "r.html");
        new HtmlReport("one").Save(path);
        new HtmlReport("two").Save(path);
        Assert.Contains("two", File.ReadAllText(path));

        var error = Assert.Throws<LabException>(() => new HtmlReport("x").Save(Path.Combine(path, "below-a-file.html")));
        Assert.Equal(ViewErrorIds.SaveFailed, error.ErrorId);
        Assert.Single(Directory.GetFileSystemEntries(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void What_is_shown_meanwhile_lands_in_the_report_live_things_in_their_last_form()
    {
        var report = new HtmlReport("x");
        using (DisplaySink.Use(report))
        {
            "hello there".Show();
            using var live = new LiveView(new TextBlock("first form"));
            live.Update(() => new TextBlock("last form"));
        }

        Assert.Contains("hello there", report.ToHtml());
        Assert.Contains("last form", report.ToHtml());
        Assert.DoesNotContain("first form", report.ToHtml());
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
