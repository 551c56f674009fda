using System.Globalization;

namespace LabSdk.Display;

/// <summary>Writes the page of a report: one style sheet, one table of contents, the outputs in order.</summary>
internal static class ReportPage
{
    private const int ContentsFrom = 4;

    // A report is a file, not a cell: each item keeps the limit of an output, the whole has none.
    private const int MaxItemBytes = 1_000_000;

    public static string Write(HtmlReport report)
    {
        var options = new HtmlOptions
        {
            Figures = report.PlotlyLibrary is null ? FigureMode.Static : FigureMode.Auto,
            MaxBytes = int.MaxValue,
        };
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
        Contents(writer, report);
        for (var i = 0; i < report.Sections.Count; i++)
        {
            Section(writer, report.Sections[i], i);
        }

        writer.End().End().End();
        return "<!doctype html>\n" + writer + "\n";
    }

    private static void Head(HtmlWriter writer, HtmlReport report)
    {
        writer.Start("head").Start("meta").Attribute("charset", "utf-8").End();
        writer.Start("meta").Attribute("name", "viewport").Attribute("content", "width=device-width, initial-scale=1").End();
        writer.Start("meta").Attribute("name", "color-scheme").Attribute("content", "light dark").End();
        writer.Element("title", null, VisibleText.Shorten(report.Title, 300));
        writer.Start("style").Raw(new RawHtml(StyleSheet.For(StyleParts.All) + StyleSheet.Page())).End();
        if (report.PlotlyLibrary is { } library)
        {
            writer.Start("script").Raw(PlotlyScript.Library(library)).End();
        }

        writer.End();
    }

    private static void Contents(HtmlWriter writer, HtmlReport report)
    {
        if (report.Sections.Count(s => s.Title is not null) < ContentsFrom)
        {
            return;
        }

        writer.Start("nav", "lab-contents").Attribute("aria-label", "Contents").Start("ol");
        for (var i = 0; i < report.Sections.Count; i++)
        {
            if (report.Sections[i].Title is { } title)
            {
                writer.Start("li").Start("a").Attribute("href", new RawHtml($"#{writer.RootId}-s{i}")).Text(VisibleText.Shorten(title, 200)).End().End();
            }
        }

        writer.End().End();
    }

    private static void Section(HtmlWriter writer, ReportSection section, int index)
    {
        writer.Start("section").Attribute("id", $"{writer.RootId}-s{index}");
        if (section.Title is { } title)
        {
            writer.Element("h2", null, VisibleText.Shorten(title, 300));
        }

        foreach (var item in section.Items)
        {
            writer.Start("div", "lab-item");
            Item(writer, item);
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
