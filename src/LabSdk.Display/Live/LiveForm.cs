namespace LabSdk.Display;

/// <summary>The form of something that is shown only for a moment: drawn, not interactive, so that nothing flickers or piles up.</summary>
internal static class LiveForm
{
    private static readonly HtmlOptions Options = new() { Figures = FigureMode.Static };

    public static MimeBundle Of(Block block) => block.ToMimeBundle(Options);
}
