namespace LabSdk.Display;

/// <summary>Turns a block into one complete output: the root element with its own style sheet and a unique id.</summary>
internal static class HtmlOutput
{
    /// <summary>The class every output carries and every style rule starts with.</summary>
    public const string RootClass = "lab-out";

    /// <summary>One self-contained output, never longer than the limit of the options.</summary>
    public static string Render(Block block, HtmlOptions? options = null)
    {
        options ??= HtmlOptions.Default;
        var text = Write(block, options);
        return text.Bytes <= options.MaxBytes
            ? text.Html
            : Write(new TextBlock($"This output is larger than {Numbers.Count(options.MaxBytes)} bytes and is not shown.", TextStyle.Muted), options).Html;
    }

    /// <summary>A fresh id for a root element: <c>lab-</c> and 12 hexadecimal digits.</summary>
    public static string NewId() => "lab-" + Guid.NewGuid().ToString("N")[..12];

    /// <summary>Writes what makes the figures of an output or page interactive in its mode; nothing in the modes without.</summary>
    public static void WriteLibrary(HtmlWriter writer, HtmlOptions options)
    {
        if (options.Figures == FigureMode.Inline && PlotlyScript.LibraryOf(options.PlotlyLibrary) is { } library)
        {
            writer.Start("script").Raw(PlotlyScript.Library(library)).End();
        }
        else if (options.Figures == FigureMode.Cdn)
        {
            writer.Start("script").Raw(PlotlyScript.FromNetwork).End();
        }
    }

    private static (string Html, int Bytes) Write(Block block, HtmlOptions options)
    {
        // The style sheet stands first but is known last, so the body is written on its own.
        using var body = new HtmlWriter(options with { MaxBytes = options.MaxBytes - 12_000 });
        block.WriteHtml(body);
        using var page = new HtmlWriter(options);
        page.Start("div", options.RootClass is { } more ? $"{RootClass} {more}" : RootClass).Attribute("id", body.RootId);
        if (options.HasStyles)
        {
            page.Start("style").Raw(new RawHtml(StyleSheet.For(body.Styles))).End();
        }

        if (body.FigureCount > 0)
        {
            WriteLibrary(page, options);
        }

        page.Raw(new RawHtml(body.ToString())).End();
        return (page.ToString(), body.ByteCount);
    }
}
