namespace LabSdk.Display;

/// <summary>What a report file of an earlier run holds, so that a later run can add to it. Written by this assembly, then taken as it is.</summary>
/// <param name="Contents">The entries of its table of contents.</param>
/// <param name="Body">Its sections.</param>
internal sealed record EarlierReport(RawHtml Contents, RawHtml Body)
{
    // Comments can come into a page only through this assembly: all other text is encoded.
    public static readonly RawHtml ContentsStart = new("<!--labsdk-contents-->");
    public static readonly RawHtml ContentsEnd = new("<!--labsdk-contents-end-->");
    public static readonly RawHtml BodyStart = new("<!--labsdk-body-->");
    public static readonly RawHtml BodyEnd = new("<!--labsdk-body-end-->");

    // A file larger than this is left alone; the new report then says so.
    private const long MaxBytes = 100_000_000;

    /// <summary>True when the earlier part has plots that a library can make interactive.</summary>
    public bool HasFigures => Body.Markup.Contains("class=\"lab-figure\"", StringComparison.Ordinal);

    /// <summary>Reads a report; null when there is none, or when the file is something else.</summary>
    public static EarlierReport? Read(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists || file.Length > MaxBytes)
        {
            return null;
        }

        var text = File.ReadAllText(path);
        return Between(text, BodyStart, BodyEnd) is { } body
            ? new EarlierReport(new RawHtml(Between(text, ContentsStart, ContentsEnd) ?? ""), new RawHtml(body))
            : null;
    }

    private static string? Between(string text, RawHtml start, RawHtml end)
    {
        var from = text.IndexOf(start.Markup, StringComparison.Ordinal);
        var to = text.LastIndexOf(end.Markup, StringComparison.Ordinal);
        return from < 0 || to < from ? null : text[(from + start.Markup.Length)..to];
    }
}
