using LabSdk.Display.Tests.Live;

namespace LabSdk.Display.Tests.Figures;

public class PlotlyLibraryTests
{
    [Fact]
    public void The_library_and_its_licence_are_in_the_assembly()
    {
        Assert.True(PlotlyLibrary.IsAvailable, "The build found no npm; see the warning LABPLOTLY.");
        Assert.InRange(PlotlyLibrary.Script.Length, 1_000_000, 3_000_000);
        Assert.Contains($"v{PlotlyLibrary.Version}", PlotlyLibrary.Script[..1000], StringComparison.Ordinal);
        Assert.DoesNotContain("</script", PlotlyLibrary.Script, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("MIT", PlotlyLibrary.License, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_mode_that_says_so_refers_to_the_network()
    {
        var figure = Samples.FigureSamples.Scan(t => t);
        foreach (var mode in Enum.GetValues<FigureMode>())
        {
            var html = figure.ToHtml(new HtmlOptions { Figures = mode });
            Assert.Equal(mode == FigureMode.Cdn, html.Contains("https:", StringComparison.Ordinal) && mode != FigureMode.Inline);
            Assert.Equal(mode == FigureMode.Inline, html.Length > 1_000_000);
            Assert.Equal(mode == FigureMode.Static, !html.Contains("<script", StringComparison.Ordinal));
            Assert.Contains("<svg", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_notebook_gets_one_output_a_report_a_setting_a_terminal_nothing()
    {
        var notebook = new RecordingSink();
        PlotlyLibrary.Use(notebook);
        var output = Assert.Single(notebook.Shown);
        Assert.InRange(output.Html!.Length, 1_400_000, 3_000_000);
        Assert.Contains("interactive", output.PlainText, StringComparison.Ordinal);

        var report = new HtmlReport("x");
        PlotlyLibrary.Use(report);
        Assert.Equal(FigureMode.Inline, report.Figures);

        using var text = new StringWriter();
        PlotlyLibrary.Use(new TerminalSink(text));
        Assert.Empty(text.ToString());
    }
}
