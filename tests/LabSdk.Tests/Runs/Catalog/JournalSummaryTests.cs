namespace LabSdk.Tests.Runs.Catalog;

public class JournalSummaryTests
{
    private static readonly RunFile File = new("x.labrun", 0, DateTime.UnixEpoch.Ticks);

    [Fact]
    public void Hostile_files_raise_nothing_but_the_journals_own_error()
    {
        using var folder = new RunsFolder();
        var bytes = System.IO.File.ReadAllBytes(folder.Measure("first", new { sample = "A7" }).JournalPath!);
        var random = new Random(4);
        for (var i = 0; i < 50_000; i++)
        {
            try
            {
                JournalSummary.Of(new MemoryStream(HostileJournal.Make(bytes, random)), "hostile", File);
            }
            catch (JournalException)
            {
            }
        }
    }

    /// <summary>Wherever the file is cut, the list and the opened run agree.</summary>
    [Fact]
    public void Summary_of_a_torn_journal_counts_what_the_reader_finds()
    {
        using var folder = new RunsFolder();
        var bytes = System.IO.File.ReadAllBytes(folder.Measure("first").JournalPath!);
        for (var length = 0; length <= bytes.Length; length++)
        {
            JournalContent? whole = null;
            RunFacts? facts = null;
            Ignore(() => whole = JournalReader.Read(new MemoryStream(bytes, 0, length), "torn"));
            Ignore(() => facts = JournalSummary.Of(new MemoryStream(bytes, 0, length), "torn", File));
            Assert.Equal(whole?.Start.Uid, facts is { Fault: null } ? facts.Uid : null);
            Assert.Equal((whole?.Rows.RowCount ?? 0, whole?.Stop?.Status), ((int)(facts?.PointsDone ?? 0), facts?.Status));
        }
    }

    private static void Ignore(Action read)
    {
        try
        {
            read();
        }
        catch (JournalException)
        {
        }
    }
}
