using LabSdk.Display.Tests.Live;
using LabSdk.Display.Tests.Samples;

namespace LabSdk.Display.Tests.Reports;

public sealed class ReportFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("labsdk-report-");
    private readonly ManualTime _time = new();

    private string File => Path.Combine(_folder.FullName, "out.html");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("a.html", "app --lab-html a.html", null)]
    [InlineData("a.html", "app -v --lab-html=a.html x", "b.html")]
    [InlineData("b.html", "app --lab-html", "b.html")]
    [InlineData(null, "app run", " ")]
    [InlineData(null, "--lab-html", null)]
    public void The_switch_wins_over_the_variable(string? expected, string arguments, string? variable) =>
        Assert.Equal(expected, ReportFile.PathIn(arguments.Split(' '), variable));

    [Fact]
    public void Everything_shown_stands_in_the_file_and_in_the_terminal()
    {
        var terminal = new RecordingSink();
        using (var file = new ReportFile(File, "scan", terminal, _time))
        {
            file.Show(FigureSamples.Scan(t => t).ToMimeBundle());
            using (var live = new LiveView(new TextBlock("first form"), file, _time))
            {
                live.Update(() => new TextBlock("last form"));
            }
        }

        var html = System.IO.File.ReadAllText(File);
        Assert.Equal(3, terminal.Shown.Count);
        Assert.Contains("last form", html, StringComparison.Ordinal);
        Assert.DoesNotContain("first form", html, StringComparison.Ordinal);
        Assert.Contains("scan, 2026-01-01 00:00:00 UTC", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_is_written_at_most_once_a_second_and_is_whole_each_time()
    {
        using var file = new ReportFile(File, "scan", new RecordingSink(), _time);
        for (var i = 0; i < 10; i++)
        {
            file.Show(MimeBundle.FromText($"part {i}"));
        }

        Assert.False(System.IO.File.Exists(File));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Contains("part 9", System.IO.File.ReadAllText(File), StringComparison.Ordinal);
        Assert.EndsWith("</html>\n", System.IO.File.ReadAllText(File), StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_run_is_added_below_the_first_with_one_table_of_contents()
    {
        foreach (var name in new[] { "one", "two", "three" })
        {
            using var file = new ReportFile(File, name, new RecordingSink(), _time);
            file.Show(BlockSamples.Motor(t => t).ToMimeBundle());
            file.Show(FigureSamples.Scan(t => t).ToMimeBundle());
        }

        var html = System.IO.File.ReadAllText(File);
        var page = Rules.OutputReader.Html(System.Text.RegularExpressions.Regex.Replace(html["<!doctype html>".Length..], "(?s)<script>.*?</script>", "").Trim());
        Assert.Equal(3, page.Descendants("h2").Count());
        Assert.Single(page.Descendants("nav"));
        Assert.Equal(1, html.Split("<style>").Length - 1);
        var ids = page.DescendantsAndSelf().Select(e => e.Attribute("id")?.Value).Where(id => id is not null).ToArray();
        Assert.Equal(ids.Length, ids.Distinct().Count());
        var links = page.Descendants("a").Select(a => a.Attribute("href")!.Value[1..]).ToArray();
        Assert.All(links, link => Assert.Contains(link, ids));
        Assert.True(links.Length >= 6, $"{links.Length} links");
    }

    [Fact]
    public void A_file_of_somebody_else_is_replaced_and_a_place_that_cannot_be_written_does_not_stop_the_script()
    {
        System.IO.File.WriteAllText(File, "<html>mine</html>");
        using (var file = new ReportFile(File, "x", new RecordingSink(), _time))
        {
            file.Show(MimeBundle.FromText("shown"));
        }

        Assert.DoesNotContain("mine", System.IO.File.ReadAllText(File), StringComparison.Ordinal);
        var terminal = new RecordingSink();
        using (var file = new ReportFile(Path.Combine(File, "below-a-file.html"), "x", terminal, _time))
        {
            file.Show(MimeBundle.FromText("shown"));
        }

        Assert.Contains("LAB-VIEW-0002", terminal.Shown[^1].PlainText, StringComparison.Ordinal);
    }
}
