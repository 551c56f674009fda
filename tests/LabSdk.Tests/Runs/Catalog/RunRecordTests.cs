using System.Diagnostics;
using LabSdk.Data;

namespace LabSdk.Tests.Runs.Catalog;

public sealed class RunRecordTests : IDisposable
{
    private readonly RunsFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Mark_is_in_the_journal_and_the_last_one_counts()
    {
        var scan = _folder.Measure("first");
        var run = _folder.Runs.Last;
        Assert.Null(run.Mark);
        Assert.Equal("bad: beam lost", run.MarkBad("beam lost").Mark!.ToString());
        Assert.Equal((true, "", Environment.UserName), run.MarkGood().Mark is { } mark ? (mark.IsGood, mark.Note, mark.User) : default);
        Assert.True(JournalReader.Read(scan.JournalPath!).Mark!.IsGood);
        JournalTests.AssertSame(scan.Data, run.Data);
        Assert.Equal(ScanExitStatus.Success, run.ExitStatus);
    }

    [Fact]
    public void Mark_behind_a_torn_end_keeps_every_whole_row()
    {
        var path = _folder.Begin("torn", RunEnvironment.Current);
        File.AppendAllText(path, "half a rec");
        var run = _folder.Runs.Last.MarkBad("power cut");
        var journal = JournalReader.Read(path);
        Assert.Equal((3, 0L, 0, "power cut"), (journal.Rows.RowCount, journal.TornBytes, journal.DamagedRecords, run.Mark!.Note));
    }

    [Fact]
    public async Task Marks_at_the_same_moment_never_damage_a_journal()
    {
        var scan = _folder.Measure("first");
        var given = 0;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(who => Task.Run(() =>
        {
            for (var i = 0; i < 25; i++)
            {
                try
                {
                    Lab.Runs.Open(scan.JournalPath!).MarkBad($"{who}/{i}");
                    Interlocked.Increment(ref given);
                }
                catch (RunCatalogException error) when (error.IsTransient)
                {
                    Assert.Equal(RunCatalogErrorIds.StillRunning, error.ErrorId);
                }
            }
        })));
        var journal = JournalReader.Read(scan.JournalPath!);
        Assert.Equal((0, 0L, 5), (journal.DamagedRecords, journal.TornBytes, journal.Rows.RowCount));
        Assert.InRange(given, 1, 100);
    }

    [Fact]
    public void Mark_that_is_given_between_the_reading_and_the_going_on_is_kept()
    {
        var motor = new Scans.SoftMotor("stage");
        var plan = Plans.Scan(motor, 0, 4, 5).Read(new Scans.SoftDetector("power")).Journal(_folder.Path);
        var stopped = plan.OnPoint(point => { if (point.Index == 1) { point.Scan.Controls.Stop(); } }).Run("half");
        var known = _folder.Runs.Last;
        _ = known.Content;
        Lab.Runs.Open(known.Path).MarkBad("half of it");
        var whole = known.Resume(plan.OnPoint(_ => { }));
        Assert.Equal((stopped.Uid, 5L), (whole.Uid, whole.PointsDone));
        Assert.Equal("half of it", JournalReader.Read(known.Path).Mark!.Note);
        Assert.Equal(5, known.Data.RowCount);
    }

    [Fact]
    public void Scan_that_has_ended_is_judged_under_the_lock_of_its_folder()
    {
        var scan = _folder.Measure("first");
        using (RunLock.TryTake(_folder.Path))
        {
            var error = Assert.Throws<RunCatalogException>(() => scan.MarkBad("busy"));
            Assert.True(error.IsTransient);
            Assert.Null(scan.Mark);
        }

        Assert.Equal("later", scan.MarkBad("later").Mark!.Note);
        Assert.Equal("later", _folder.Runs.Last.Mark!.Note);
    }

    [Theory]
    [InlineData("")]
    [InlineData("First")]
    [InlineData("first ")]
    public void Delete_asks_for_the_name_or_uid(string wrong)
    {
        var scan = _folder.Measure("first");
        var run = _folder.Runs.Last;
        var error = Assert.Throws<RunCatalogException>(() => run.Delete(wrong));
        Assert.Equal(RunCatalogErrorIds.NotConfirmed, error.ErrorId);
        Assert.True(File.Exists(scan.JournalPath));
        run.Delete(wrong.Length == 0 ? run.Uid : run.Name);
        Assert.False(File.Exists(scan.JournalPath));
        Assert.Empty(_folder.Runs);
    }

    [Fact]
    public void Exports_hold_every_point()
    {
        var scan = _folder.Measure("../first", new { sample = "A7" });
        var run = _folder.Runs.Last;
        var stem = Path.Combine(_folder.Path, "export", "x");
        run.Export(stem + ".csv").Export(stem + ".jsonl").Export(stem + ".npz");
        Assert.Equal(scan.Data["power"].ToDoubles(), DataFrame.LoadCsv(stem + ".csv")["power"].ToDoubles());
        Assert.Equal(5, File.ReadLines(stem + ".jsonl").Count());
        Assert.Equal(scan.Data["power"].ToDoubles(), DataFrame.LoadNpz(stem + ".npz")["power"].ToDoubles());
        Assert.Throws<LabConfigurationException>(() => run.Export(stem + ".xlsx"));
        Assert.DoesNotContain('/', run.FileStem);
    }

    [Fact]
    public async Task Exported_npz_opens_in_numpy()
    {
        _folder.Measure("first", new { sample = "A7" });
        var path = Path.Combine(_folder.Path, "x.npz");
        _folder.Runs.Last.Export(path);
        using var python = Process.Start(new ProcessStartInfo(
            "/usr/bin/python3", ["-c", "import numpy, sys; data = numpy.load(sys.argv[1]); print(data['position'].tolist(), data['power'].tolist())", path])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var (output, error) = (python.StandardOutput.ReadToEndAsync(limit.Token), python.StandardError.ReadToEndAsync(limit.Token));
        await python.WaitForExitAsync(limit.Token);
        Assert.True(python.ExitCode == 0, await error);
        Assert.Equal("[0.0, 1.0, 2.0, 3.0, 4.0] [0.0, 1.0, 2.0, 3.0, 4.0]", (await output).Trim());
    }

    [Fact]
    public void Diff_tells_notes_plan_devices_and_numbers_apart()
    {
        _folder.Measure("a", new { sample = "A7", user = "x" });
        _folder.Measure("b", new { sample = "A8", extra = 1 }, with: plan => plan.Dwell(0.001).Read(new Scans.SoftDetector("second", i => i * 2)));
        var diff = _folder.Runs["a"].Diff(_folder.Runs["b"]);

        Assert.Contains(new RunDifference("note", "sample", "A7", "A8"), diff.Differences);
        Assert.Contains(new RunDifference("note", "extra", "", "1"), diff.Differences);
        Assert.Contains(new RunDifference("plan", "dwell (s)", "0", "0.001"), diff.Differences);
        Assert.Contains(new RunDifference("device", "second", "", "used"), diff.Differences);
        Assert.DoesNotContain(diff.Differences, difference => difference.Area == "environment");
        var numbers = diff.Statistics;
        Assert.Equal(["position", "power"], numbers["column"].Select(value => value.ToString()).Distinct().Take(2));
        var values = numbers.Where(row => row["column"].ToString() == "power" && row["statistic"].ToString() == "values");
        Assert.Equal((5.0, 5.0, 0.0), (values[0, "reference"].AsDouble(), values[0, "other"].AsDouble(), values[0, "difference"].AsDouble()));
        var rows = numbers.Where(row => row["column"].ToString() == "position" && row["statistic"].ToString() == "row by row");
        Assert.Equal((true, 0.0), (rows[0, "other"].IsNull, rows[0, "difference"].AsDouble()));
        Assert.Equal(["column", "unit", "statistic", "reference", "other", "difference"], numbers.Columns.Select(column => column.Name));
        Assert.Equal(2, Assert.Single(diff.Plots()).Traces.Count);

        var alike = _folder.Runs["a"].Diff(_folder.Runs["a"]);
        Assert.Empty(alike.Differences);
    }
}
