using System.CommandLine;
using System.Text.Json;
using LabSdk.Presentation;
using LabSdk.Tapes;

namespace LabSdk.Kernel.Commands;

/// <summary><c>labsdk tape</c>: what stands on recordings of labs.</summary>
internal static class TapeCommand
{
    private static readonly Argument<string> File = new("file") { Description = "A .labtape file, as lab.Record writes it.", HelpName = "file" };

    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object, with the calls of each link." };

    public static Command Create() => new("tape", """
        Shows what stands on a tape: a recording of everything that crossed the transports of a lab.

        Exit code: 0 done; 1 the file cannot be read as a tape; 2 wrong use.
        """)
    {
        new Command("show", """
            Shows when and how a tape was recorded, its links, how often each call stands on it, and what is missing.

            Examples:
              labsdk tape show x.labtape
              labsdk tape show x.labtape --json
            """)
        {
            File, Json,
        }.Do(ShowAsync),
    };

    private static async Task<int> ShowAsync(ParseResult parsed)
    {
        var path = RunsCommand.Text(parsed.GetValue(File), "a file");
        var content = TapeReader.Read(path);
        var text = parsed.GetValue(Json) ? JsonSerializer.Serialize(TapeLine.Of(path, content), RunsLine.Options) : TapeContentView.Of(path, content).ToMimeBundle().PlainText.TrimEnd();
        await parsed.InvocationConfiguration.Output.WriteLineAsync(text).ConfigureAwait(false);
        return 0;
    }
}
