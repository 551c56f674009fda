using System.CommandLine;
using LabSdk.Notebooks;

namespace LabSdk.Kernel.Commands;

/// <summary><c>labsdk export</c>: a notebook with its outputs as a document to read.</summary>
internal static class ExportCommand
{
    private static readonly Argument<string> Source = new("source") { Description = "Notebook to read, usually an .ipynb with outputs.", HelpName = "source" };

    private static readonly Option<string> To = new Option<string>("--to", "-t")
    {
        Description = "html: one file that needs nothing else. md: Markdown.", DefaultValueFactory = _ => "html", HelpName = "html|md",
    }.AcceptOnlyFromAmong("html", "md");

    private static readonly Option<string?> Output = new("--output", "-o") { Description = "File to write. Default: the name of the source with the new ending.", HelpName = "file" };

    private static readonly Option<bool> HideCode = new("--collapse-code") { Description = "Fold the code of every cell; a click unfolds it." };

    private static readonly Option<bool> Embed = new("--embed-images") { Description = "Markdown: pictures inside the file instead of in a folder beside it." };

    private static readonly Option<bool> Force = new("--force", "-f") { Description = "Replace the target if it exists." };

    public static Command Create()
    {
        var command = new Command("export", """
            Writes a notebook with its outputs as a document to read. Nothing is run; use  labsdk run NOTEBOOK --output FILE.html  for both.

            The HTML file needs no network and no other file, follows light and dark, and prints. Scripts in the outputs of a
            notebook are never taken over; plots of LabSdk stay interactive.

            Examples:
              labsdk export notebook.ipynb
              labsdk export notebook.ipynb --to md --output report/night.md
            """)
        {
            Source, To, Output, HideCode, Embed, Force,
        };
        command.SetAction((parsed, interrupted) => NotebookCommands.GuardAsync(parsed, () => ExportAsync(parsed, interrupted)));
        return command;
    }

    private static async Task<int> ExportAsync(ParseResult parsed, CancellationToken interrupted)
    {
        var source = parsed.GetValue(Source)!;
        var ending = "." + parsed.GetValue(To);
        var target = Path.GetFullPath(parsed.GetValue(Output) ?? Path.ChangeExtension(source, ending));
        if (!Path.GetExtension(target).Equals(ending, StringComparison.OrdinalIgnoreCase))
        {
            throw NotebookCommands.Wrong($"'{target}' does not end in {ending}.");
        }

        var document = await NotebookFile.LoadAsync(source, interrupted).ConfigureAwait(false);
        NotebookCommands.RefuseToReplace(target, parsed.GetValue(Force));
        var options = new ExportOptions
        {
            Title = Path.GetFileNameWithoutExtension(source), CollapseCode = parsed.GetValue(HideCode), EmbedImages = parsed.GetValue(Embed),
            ImageFolder = Path.GetDirectoryName(Path.GetFullPath(source)),
        };
        await NotebookExporter.SaveAsync(document, target, options, interrupted).ConfigureAwait(false);
        await parsed.InvocationConfiguration.Error.WriteLineAsync(target).ConfigureAwait(false);
        return 0;
    }
}
