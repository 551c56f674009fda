using System.Diagnostics;


namespace LabSdk.Tests.Runs.Catalog;

public sealed class RunCatalogTests : IDisposable
{
    private readonly RunsFolder _folder = new();

    private RunCatalog Runs => _folder.Runs;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Runs_are_listed_newest_first_with_what_their_journals_say()
    {
        var first = _folder.Measure("first", new { sample = "A7" });
        var second = _folder.Measure("second");

        Assert.Equal([second.Uid, first.Uid], Runs.Select(run => run.Uid));
        var run = Runs["first"];
        Assert.Equal(("first", RunOutcome.Success, ScanExitStatus.Success, 5, 5L), (run.Name, run.Outcome, run.ExitStatus, run.PointsDone, run.PointsTotal));
        Assert.Equal((first.Started, first.Stopped, first.JournalPath), (run.Started, run.Stopped, run.Path));
        JournalTests.AssertSame(first.Data, run.Data);
        Assert.Equal("A7", run.Metadata["sample"]);
        Assert.Equal([("stage", true), ("power", false)], run.Devices.Select(device => (device.Id, device.IsMotor)));
        Assert.Equal(Environment.ProcessId, run.Environment.ProcessId);
        Assert.Equal(second.Uid, Runs.Last.Uid);
        Assert.Equal(2, Runs.Count);
    }

    [Fact]
    public void Runs_are_found_by_name_note_time_device_outcome_and_mark()
    {
        var a = _folder.Measure("Align coarse", new { sample = "A7", power = 1.5, hot = true, factor = 0.1f });
        _folder.Measure("Align fine_", new { sample = "A8", power = 2 }, detector: "camera");
        var cut = DateTimeOffset.UtcNow;
        var c = _folder.Measure("night 1", with: plan => plan.KeepErrors().OnPoint(_ => throw new InvalidOperationException("beam")));

        Assert.Equal(2, Runs.Named("align").Count);
        Assert.Equal(["Align fine_"], Runs.Named("*e_").Select(run => run.Name));
        Assert.Equal(["night 1"], Runs.Named("NIGHT ?").Select(run => run.Name));
        Assert.Equal(a.Uid, Assert.Single(Runs.Where("sample", "A7")).Uid);
        Assert.Equal(a.Uid, Assert.Single(Runs.Where("power", 1.5).Where("hot", true)).Uid);
        Assert.Equal(a.Uid, Assert.Single(Runs.Where("factor", 0.1)).Uid);
        Assert.Equal("Align fine_", Assert.Single(Runs.Where("power", 2.0)).Name);
        Assert.Empty(Runs.Where("sample", "A"));
        Assert.Equal(2, Runs.WithNote("sample").Count);
        Assert.Equal(2, Runs.Until(cut).Count);
        Assert.Equal(c.Uid, Assert.Single(Runs.Since(cut)).Uid);
        Assert.Equal("Align fine_", Assert.Single(Runs.WithDevice("camera")).Name);
        Assert.Equal(c.Uid, Assert.Single(Runs.WithOutcome(RunOutcome.Fail)).Uid);
        Assert.Contains("beam", Runs.Last.Reason, StringComparison.Ordinal);
        Runs["Align coarse"].MarkBad("beam lost");
        Assert.Equal(a.Uid, Assert.Single(Runs.MarkedBad()).Uid);
        Assert.Empty(Runs.MarkedGood());
        Assert.Equal("Align coarse", Assert.Single(Runs, run => run.Name.EndsWith("coarse", StringComparison.Ordinal)).Name);
    }

    [Theory]
    [InlineData("'; DROP TABLE runs; --")]
    [InlineData("%")]
    [InlineData("\\")]
    [InlineData("\"\0")]
    public void Text_of_a_search_is_never_part_of_the_question(string text)
    {
        var odd = _folder.Measure("plain");
        Assert.Empty(Runs.Named(text));
        Assert.Empty(Runs.Where(text, text).WithDevice(text));
        Assert.Throws<JournalException>(() => Runs[text]);
        Assert.Equal(odd.Uid, Runs.Last.Uid);
    }

    [Fact]
    public void New_changed_and_deleted_journals_are_noticed()
    {
        Assert.Empty(Runs);
        Assert.False(File.Exists(_folder.Database), "an empty folder stays empty");
        var first = _folder.Measure("first");
        Assert.Single(Runs);
        var below = Directory.CreateDirectory(Path.Combine(_folder.Path, "day", "one")).FullName;
        File.Copy(first.JournalPath!, Path.Combine(below, "copy.labrun"));
        Assert.Equal(2, Runs.Count);
        Assert.Equal(first.Uid, Runs[first.Uid[^6..]].Uid);
        File.Delete(first.JournalPath!);
        Assert.EndsWith("copy.labrun", Assert.Single(Runs).Path, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(below, "copy.labrun"), "not a journal at all");
        Assert.Empty(Runs);
        Assert.Contains("copy.labrun", Assert.Single(Runs.Unreadable), StringComparison.Ordinal);
        Assert.Contains("copy.labrun", Runs.ToString(), StringComparison.Ordinal);
        var broken = Assert.Single(Runs.WithOutcome(RunOutcome.Unreadable));
        Assert.Equal(("copy.labrun", RunOutcome.Unreadable), (broken.Name, broken.Outcome));
        Assert.Contains("does not begin", broken.Reason, StringComparison.Ordinal);
        Assert.Equal(JournalErrorIds.NotReadable, Assert.Throws<JournalException>(() => broken.Data).ErrorId);
    }

    [Fact]
    public void Run_without_an_end_is_running_while_its_process_lives_and_crashed_after()
    {
        using var process = Process.Start(new ProcessStartInfo("sleep", "600"))!;
        var environment = RunEnvironment.Current with { ProcessId = process.Id, ProcessStarted = process.StartTime.ToUniversalTime() };
        _folder.Begin("in another process", environment);
        var run = Runs.Last;
        Assert.Equal((RunOutcome.Running, 3, null), (run.Outcome, run.PointsDone, run.ExitStatus));
        Assert.Equal(RunCatalogErrorIds.StillRunning, Assert.Throws<RunCatalogException>(() => run.MarkBad()).ErrorId);
        Assert.Equal(RunCatalogErrorIds.StillRunning, Assert.Throws<RunCatalogException>(() => run.Delete(run.Name)).ErrorId);

        process.Kill();
        process.WaitForExit();
        Assert.Equal(RunOutcome.Lost, run.Outcome);
        Assert.Single(Runs.WithOutcome(RunOutcome.Lost));
        Assert.Empty(Runs.WithOutcome(RunOutcome.Running));
        Assert.Equal(3, run.Data.RowCount);
    }

    [Fact]
    public void Run_of_another_computer_without_an_end_is_not_called_crashed()
    {
        _folder.Begin("far away", RunEnvironment.Current with { Host = "another-bench" });
        Assert.Equal(RunOutcome.Unknown, Runs.Last.Outcome);
    }

    [Fact]
    public void Run_of_this_process_is_running_until_its_end_and_can_be_watched()
    {
        var seen = new List<(RunOutcome, int, int)>();
        RunRecord? record = null;
        _folder.Measure("own", with: plan => plan.OnPoint(_ =>
        {
            record ??= Runs.Last;
            seen.Add((record.Outcome, record.PointsDone, record.Data.RowCount));
        }));
        Assert.Equal(Enumerable.Range(1, 5).Select(i => (RunOutcome.Running, i, i)), seen);
        Assert.Equal(RunOutcome.Success, record!.Outcome);
        var given = _folder.Begin("given up", RunEnvironment.Current);
        Assert.Equal(RunOutcome.Lost, Runs.Open(given).Outcome);
    }

    [Fact]
    public void Unknown_run_is_told_with_the_names_that_are_there()
    {
        Assert.Equal(JournalErrorIds.UnknownRun, Assert.Throws<JournalException>(() => Runs.Last).ErrorId);
        _folder.Measure("first scan");
        var error = Assert.Throws<JournalException>(() => Runs["frist scan"]);
        Assert.Equal(JournalErrorIds.UnknownRun, error.ErrorId);
        Assert.Contains("'first scan'", error.Message, StringComparison.Ordinal);
        Assert.Throws<JournalException>(() => Lab.Runs.In(Path.Combine(_folder.Path, "nowhere")).Last);
    }

    [Fact]
    public void Several_folders_are_one_list_and_a_run_in_two_of_them_stands_once()
    {
        using var other = new RunsFolder();
        _folder.Measure("one");
        other.Measure("two");
        _folder.Measure("three");
        var all = new RunCatalog(() => [_folder.Path, other.Path, Path.GetDirectoryName(_folder.Path)! + "/" + Path.GetFileName(_folder.Path) + "/"]);
        Assert.Equal(["three", "two", "one"], all.Select(run => run.Name));
        Directory.CreateDirectory(Path.Combine(_folder.Path, "below"));
        File.Move(Runs["one"].Path, Path.Combine(_folder.Path, "below", "one.labrun"));
        Assert.Equal(3, new RunCatalog(() => [_folder.Path, other.Path, Path.Combine(_folder.Path, "below")]).Count);
    }

    [Fact]
    public void List_is_a_table_for_further_work()
    {
        _folder.Measure("first");
        _folder.Begin("second", RunEnvironment.Current);
        var frame = Runs.ToFrame();
        Assert.Equal(["lost", "success"], frame["outcome"].Select(value => value.ToString()));
        Assert.True(frame[0, "duration"].IsNull);
    }
}
