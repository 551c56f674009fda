using System.CommandLine;
using LabSdk.Notebooks;

namespace LabSdk.Kernel.Commands;

/// <summary><c>labsdk convert</c>: a notebook in another format.</summary>
internal static class ConvertCommand
{
    private static readonly Argument<string> Source = new("source") { Description = "Notebook or script to read: .ipynb, .dib, .csx, .cs, .md.", HelpName = "source" };

    private static readonly Argument<string> Target = new("target") { Description = "File to write; its ending tells the format.", HelpName = "target" };

    private static readonly Option<bool> Force = new("--force", "-f") { Description = "Replace the target if it exists." };

    public static Command Create()
    {
        var command = new Command("convert", """
            Writes a notebook or script in another format. What the format cannot hold is listed on standard error.

              .ipynb  Jupyter notebook: holds everything, outputs too
              .dib    Polyglot notebook: plain text, good in version control
              .csx    C# script, cells between '// %%' lines
              .cs     C# program for 'dotnet run'
              .md     Markdown with C# code blocks

            Examples:
              labsdk convert notebook.ipynb notebook.dib
              labsdk convert notebook.dib program.cs && dotnet run program.cs
            """)
        {
            Source, Target, Force,
        };
        command.SetAction((parsed, interrupted) => NotebookCommands.GuardAsync(parsed, () => ConvertAsync(parsed, interrupted)));
        return command;
    }

    private static async Task<int> ConvertAsync(ParseResult parsed, CancellationToken interrupted)
    {
        var error = parsed.InvocationConfiguration.Error;
        var (source, target) = (parsed.GetValue(Source)!, parsed.GetValue(Target)!);
        NotebookFormats.FromPath(target);
        var document = await NotebookFile.LoadAsync(source, interrupted).ConfigureAwait(false);
        NotebookCommands.RefuseToReplace(target, parsed.GetValue(Force));
        foreach (var loss in await NotebookFile.SaveAsync(document, target, interrupted).ConfigureAwait(false))
        {
            await error.WriteLineAsync($"note: {loss}").ConfigureAwait(false);
        }

        return 0;
    }
}
