using System.Text.Json.Nodes;
using LabSdk.Display;
using LabSdk.Kernel.Session.History;
using LabSdk.Kernel.Tests.Support;

namespace LabSdk.Kernel.Tests.Session;

public sealed class HistoryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("labsdk-history").FullName;

    private string File => Path.Combine(_folder, "below", "history.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task History_is_asked_for_by_range_tail_and_pattern()
    {
        await using var front = await TestFrontEnd.StartAsync(new HistoryFile(File));
        foreach (var code in new[] { "one", "two", "one", "three" })
        {
            front.Engine.On(code, output => output.ShowResult(MimeBundle.FromText(code.ToUpperInvariant())));
            await front.RunAsync(code);
        }

        Assert.Equal("""[[1,2,"two"],[1,3,"one"]]""", await AskAsync(new() { ["hist_access_type"] = "range", ["session"] = 0, ["start"] = 2, ["stop"] = 4 }));
        Assert.Equal("""[[1,4,["three","THREE"]]]""", await AskAsync(new() { ["hist_access_type"] = "tail", ["n"] = 1, ["output"] = true }));
        Assert.Equal("""[[1,1,"one"],[1,3,"one"]]""", await AskAsync(new() { ["hist_access_type"] = "search", ["pattern"] = "o*" }));
        Assert.Equal("""[[1,3,"one"]]""", await AskAsync(new() { ["hist_access_type"] = "search", ["pattern"] = "?ne", ["unique"] = true }));
        Assert.Equal("""[[1,4,"three"]]""", await AskAsync(new() { ["hist_access_type"] = "search", ["pattern"] = "*", ["n"] = 1 }));

        async Task<string?> AskAsync(JsonObject content)
        {
            await front.SendAsync("shell", "history_request", content);
            return (await front.ReplyAsync("shell"))["history"];
        }
    }

    [Fact]
    public void Earlier_sessions_come_from_the_file_which_only_its_owner_can_read()
    {
        var first = new InputHistory(new HistoryFile(File));
        first.Add(1, "var x = 1;", "out");
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
        }

        var second = new InputHistory(new HistoryFile(File));
        second.Add(1, "é \"quoted\"\nlines", null);
        Assert.Equal([new(1, 1, "var x = 1;"), new(2, 1, "é \"quoted\"\nlines")], second.Tail(10));
        Assert.Equal([new HistoryEntry(1, 1, "var x = 1;")], second.Range(-1, 0, null));
        Assert.Equal(2, new InputHistory(new HistoryFile(File)).Tail(10).Count);
    }

    [Fact]
    public void Broken_lines_are_left_out_and_a_large_file_is_shortened()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        var line = $$"""{"session":7,"line":1,"input":"{{new string('x', 1000)}}"}""";
        System.IO.File.WriteAllLines(File, Enumerable.Repeat(line, 5000).Prepend("junk").Append("{\"session\":0}").Append("null"));
        var entries = new HistoryFile(File).Read();
        Assert.InRange(entries.Count, 2000, 3000);
        Assert.InRange(new FileInfo(File).Length, 1 << 20, 3 << 20);
        Assert.All(entries, entry => Assert.Equal(7, entry.Session));
    }

    [Fact]
    public void File_that_cannot_be_used_costs_only_earlier_sessions()
    {
        System.IO.File.WriteAllText(Path.Combine(_folder, "below"), "a file in the way");
        var history = new InputHistory(new HistoryFile(File));
        history.Add(1, "x", null);
        Assert.Single(history.Tail(5));
    }
}
