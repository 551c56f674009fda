using LabSdk.Display;

namespace LabSdk.Notebooks.Engine;

/// <summary>Text of a cell in another language than C#: what can be shown is shown, the rest is refused.</summary>
internal static class ForeignText
{
    /// <summary>Shows it.</summary>
    /// <exception cref="NotebookException">The language cannot be run here.</exception>
    public static void Show(ForeignPart part, ICellOutput output)
    {
        var bundle = MimeBundle.FromText(part.Text);
        output.Show(part.Kernel switch
        {
            KernelNames.Markdown => bundle.With("text/markdown", part.Text),
            KernelNames.Html => bundle.With(MimeTypes.Html, part.Text),
            _ => throw new NotebookException(
                NotebookErrorIds.OtherLanguage,
                $"The lines from line {part.Line} on are in '{part.Kernel}', which this kernel does not run.",
                "It runs C#, and shows Markdown and HTML. Put the other code into a notebook of its own kernel."),
        });
    }
}
