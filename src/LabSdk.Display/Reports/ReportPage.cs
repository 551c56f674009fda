using System.Globalization;

namespace LabSdk.Display;

/// <summary>Writes the page of a report: one style sheet, one table of contents, the outputs in order.</summary>
internal static class ReportPage
{
    // A report is a file, not a cell: each item keeps the limit of an output, the whole has none.
    private const int MaxItemBytes = 1_000_000;

    public static string Write(HtmlReport report)
    {
        var options = new HtmlOptions { Figures = report.Figures, PlotlyLibrary = report.PlotlyLibrary, MaxBytes = int.MaxValue };
        using var writer = new HtmlWriter(options);
        writer.Start("html").Attribute("lang", "en");
        Head(writer, report);
        writer.Start("body", "lab-out lab-page").Attribute("id", writer.RootId).Start("main");
        writer.Start("header", "lab-head").Element("h1", null, VisibleText.Shorten(report.Title, 300));
        if (report.Summary is { Length: > 0 } summary)
        {
            writer.Start("p", "lab-text").Text(VisibleText.Shorten(summary, 5000), keepLines: true).End();
        }

        writer.Element("p", "lab-muted", report.Now.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture));
        writer.End();
        ReportContents.Write(writer, report);
        writer.Raw(EarlierReport.BodyStart);
        if (report.Earlier is { } earlier)
        {
            writer.Raw(earlier.Body);
        }

        for (var i = 0; i < report.Sections.Count; i++)
        {
            Section(writer, report.Sections[i], i);
        }

        writer.Raw(EarlierReport.BodyEnd).End();
        Library(writer, report);
        writer.End().End();
        return "<!doctype html>\n" + writer + "\n";
    }

    /// <summary>The id of an item, which the contents point to.</summary>
    public static string ItemId(HtmlWriter writer, int section, int item) => string.Create(CultureInfo.InvariantCulture, $"{writer.RootId}-s{section}-{item}");

    private static void Head(HtmlWriter writer, HtmlReport report)
    {
        writer.Start("head").Start("meta").Attribute("charset", "utf-8").End();
        writer.Start("meta").Attribute("name", "viewport").Attribute("content", "width=device-width, initial-scale=1").End();
        writer.Start("meta").Attribute("name", "color-scheme").Attribute("content", "light dark").End();
        writer.Element("title", null, VisibleText.Shorten(report.Title, 300));
        writer.Start("style").Raw(new RawHtml(StyleSheet.For(StyleParts.All) + StyleSheet.Page())).End();
        writer.End();
    }

    // At the end, so that the page is readable before the browser has read 1.5 MB of script.
    private static void Library(HtmlWriter writer, HtmlReport report)
    {
        if (writer.FigureCount > 0 || report.HasForeignFigures)
        {
            HtmlOutput.WriteLibrary(writer, writer.Options);
            if (writer.Options.Figures == FigureMode.Inline)
            {
                writer.Start("script").Raw(PlotlyScript.All).End();
            }
        }
    }

    private static void Section(HtmlWriter writer, ReportSection section, int index)
    {
        writer.Start("section").Attribute("id", $"{writer.RootId}-s{index}");
        if (section.Title is { } title)
        {
            writer.Element("h2", null, VisibleText.Shorten(title, 300));
        }

        for (var i = 0; i < section.Items.Count; i++)
        {
            writer.Start("div", "lab-item").Attribute("id", ItemId(writer, index, i));
            Item(writer, section.Items[i]);
            writer.End();
        }

        writer.End();
    }

    // Blocks share the style sheet of the page; foreign HTML brings its own.
    private static void Item(HtmlWriter writer, MimeBundle item)
    {
        if (item.Block is { } block)
        {
            using var part = new HtmlWriter(writer.Options with { MaxBytes = MaxItemBytes }) { RootId = writer.RootId, FigureCount = writer.FigureCount };
            block.WriteHtml(part);
            writer.FigureCount = part.FigureCount;
            writer.Raw(new RawHtml(part.ToString()));
        }
        else if (item.Html is { } html)
        {
            writer.Raw(new RawHtml(html));
        }
        else
        {
            new TextBlock(item.PlainText, TextStyle.Code).WriteHtml(writer);
        }
    }
}
