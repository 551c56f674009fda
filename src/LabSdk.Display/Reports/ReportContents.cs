namespace LabSdk.Display;

/// <summary>The table of contents of a report: its sections, and below each what in it has a title.</summary>
internal static class ReportContents
{
    // Fewer entries are seen at a glance without a table.
    private const int From = 4;

    public static void Write(HtmlWriter writer, HtmlReport report)
    {
        var entries = report.Sections.Count(s => s.Title is not null) + report.Sections.Sum(s => s.Items.Count(item => item.Block?.Heading is not null));
        if (entries < From && report.Earlier is null)
        {
            return;
        }

        writer.Start("nav", "lab-contents").Attribute("aria-label", "Contents").Start("ol");
        writer.Raw(EarlierReport.ContentsStart);
        if (report.Earlier is { } earlier)
        {
            writer.Raw(earlier.Contents);
        }

        for (var i = 0; i < report.Sections.Count; i++)
        {
            Section(writer, report.Sections[i], i);
        }

        writer.Raw(EarlierReport.ContentsEnd).End().End();
    }

    private static void Section(HtmlWriter writer, ReportSection section, int index)
    {
        var items = section.Items.Select((item, i) => (Title: item.Block?.Heading, Id: ReportPage.ItemId(writer, index, i))).Where(item => item.Title is not null).ToArray();
        if (section.Title is { } title)
        {
            writer.Start("li");
            Link(writer, $"{writer.RootId}-s{index}", title);
            if (items.Length > 0)
            {
                writer.Start("ol");
                Items(writer, items);
                writer.End();
            }

            writer.End();
        }
        else
        {
            Items(writer, items);
        }
    }

    private static void Items(HtmlWriter writer, IEnumerable<(string? Title, string Id)> items)
    {
        foreach (var (title, id) in items)
        {
            writer.Start("li");
            Link(writer, id, title!);
            writer.End();
        }
    }

    private static void Link(HtmlWriter writer, string id, string title) =>
        writer.Start("a").Attribute("href", new RawHtml("#" + id)).Text(VisibleText.Shorten(title, 200)).End();
}
