using System.Text.RegularExpressions;
using LabSdk.Testing;

namespace LabSdk.Architecture.Tests;

/// <summary>Rules of the house that a compiler does not check.</summary>
public partial class SourceTests
{
    private const int MostLines = 500;

    [Fact]
    public void Hand_written_source_files_are_short()
    {
        var lengths = Sources().Select(file => (file, lines: File.ReadLines(file).Count())).ToArray();
        Assert.Empty(lengths.Where(pair => pair.lines > MostLines).Select(pair => $"{pair.file}: {pair.lines}"));
    }

    [Fact]
    public void Nothing_waits_outside_the_bridge()
    {
        // The analyzer bans the calls; this catches a suppression of the analyzer in any other file. The pump is the loop of
        // a notebook cell's own thread, which has nothing else to do than to wait for the cell.
        var suppressing = Sources().Where(file => File.ReadAllText(file).Contains("disable RS0030", StringComparison.Ordinal))
            .Where(file => WaitingCall().IsMatch(File.ReadAllText(file)))
            .Select(file => Path.GetFileName(file));
        Assert.Equal(["Blocking.cs", "CellPump.cs"], suppressing.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_unfinished_work_is_checked_in()
    {
        var marks = Sources().SelectMany(file => File.ReadLines(file).Where(line => UnfinishedMark().IsMatch(line)).Select(line => $"{file}: {line.Trim()}"));
        Assert.Empty(marks);
    }

    private static IEnumerable<string> Sources() =>
        Directory.GetFiles(Path.Combine(RepositoryRoot.Path, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    [GeneratedRegex(@"\bTODO\b|\bFIXME\b|\bHACK\b|NotImplementedException")]
    private static partial Regex UnfinishedMark();

    [GeneratedRegex(@"\.GetResult\(\)|\.Wait\(|\.Result\b|Thread\.Sleep|ManualResetEvent|\.Join\(\)")]
    private static partial Regex WaitingCall();
}
