using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace LabSdk.Kernel.Commands;

/// <summary><c>labsdk runs list</c>: the runs of a folder, newest first.</summary>
internal static class RunsListCommand
{
    private static readonly Option<string?> Name = new("--name") { Description = "Only runs with this in their name; * and ? stand for anything.", HelpName = "text" };

    private static readonly Option<string[]> Where = new("--where") { Description = "Only runs with this note; may be given several times.", HelpName = "key=value" };

    private static readonly Option<string?> Since = new("--since") { Description = "Only runs begun since then: 2026-05-04, 2026-05-04T03:02Z (UTC without a zone), or 90m, 12h, 7d ago.", HelpName = "time" };

    private static readonly Option<string?> Until = new("--until") { Description = "Only runs begun before then.", HelpName = "time" };

    private static readonly Option<string?> Device = new("--device") { Description = "Only runs that moved or read this device.", HelpName = "id" };

    private static readonly Option<RunOutcome?> Outcome = new("--outcome")
    {
        Description = "Only runs that stand like this.", HelpName = "success|fail|abort|stopped|running|lost|unknown|unreadable",
    };

    private static readonly Option<int> Limit = new("--limit") { Description = "Most lines with --json; 0 for all.", DefaultValueFactory = _ => 0, HelpName = "count" };

    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object a line instead of a table of the newest 50." };

    public static Command Create() => new Command("list", """
        Lists runs, newest first.

        Examples:
          labsdk runs list
          labsdk runs list --folder /data/2026 --outcome lost
          labsdk runs list --where sample=A7 --where power=1.5 --since 7d --json
        """)
    {
        Name, Where, Since, Until, Device, Outcome, Limit, Json,
    }.Do(ListAsync);

    private static async Task<int> ListAsync(ParseResult parsed)
    {
        var runs = Narrow(parsed, RunsCommand.Catalog(parsed), DateTimeOffset.UtcNow);
        var output = parsed.InvocationConfiguration.Output;
        if (!parsed.GetValue(Json))
        {
            await output.WriteLineAsync(runs.ToString().TrimEnd()).ConfigureAwait(false);
            return 0;
        }

        var most = parsed.GetValue(Limit) is var limit and > 0 ? limit : int.MaxValue;
        foreach (var run in runs.Take(most))
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(RunsLine.Of(run), RunsLine.Options)).ConfigureAwait(false);
        }

        return 0;
    }

    private static RunCatalog Narrow(ParseResult parsed, RunCatalog runs, DateTimeOffset now)
    {
        runs = parsed.GetValue(Name) is { Length: > 0 } name ? runs.Named(name) : runs;
        runs = parsed.GetValue(Device) is { Length: > 0 } device ? runs.WithDevice(device) : runs;
        runs = parsed.GetValue(Since) is { } since ? runs.Since(Time(since, now)) : runs;
        runs = parsed.GetValue(Until) is { } until ? runs.Until(Time(until, now)) : runs;
        runs = parsed.GetValue(Outcome) is { } outcome ? runs.WithOutcome(outcome) : runs;
        foreach (var pair in parsed.GetValue(Where) ?? [])
        {
            var parts = pair.Split('=', 2);
            runs = parts is [{ Length: > 0 } key, var value] ? runs.Where(key, Value(value)) : throw NotebookCommands.Wrong($"'{pair}' is no note: write --where key=value.");
        }

        return runs;
    }

    // A number finds notes that are numbers. A text of digits is found with quotes: --where 'batch="007"'.
    private static object Value(string text) => text is ['"', .. var quoted, '"'] ? quoted
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number
        : text;

    private static DateTimeOffset Time(string text, DateTimeOffset now)
    {
        if (text.Length > 1 && double.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count) && count < 1e6)
        {
            switch (text[^1])
            {
                case 'm':
                    return now.AddMinutes(-count);
                case 'h':
                    return now.AddHours(-count);
                case 'd':
                    return now.AddDays(-count < -700_000 ? -700_000 : -count);
            }
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw NotebookCommands.Wrong($"'{text}' is no time: write 2026-05-04, 2026-05-04T03:02Z, or 90m, 12h, 7d.");
    }
}
