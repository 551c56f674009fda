using LabSdk.Tests.Runs;
using LabSdk.Tests.Soft;
using static LabSdk.Plans;

namespace LabSdk.Tests.Scans;

public sealed class OwnPlanTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("labsdk-own").FullName;
    private readonly SoftMotor _x = new("x", -100, 100);
    private readonly SoftMotor _y = new("y", -100, 100);
    private readonly SoftDetector _power = new("power");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void List_of_points_is_a_plan_with_its_own_name_checked_before_anything_moves()
    {
        var plan = From("circle", [[1.0, 0], [0, 1], [-1, 0]], _x, _y).Read(_power);
        Assert.Equal(("circle", 3L, true), (plan.PlanName, plan.PointCount, plan.HasKnownPoints));
        Assert.Equal([1, 0, -1], plan.Run().Data["x"].ToDoubles());
        Assert.Contains("'x' would go to 200 mm", Assert.Throws<LabConfigurationException>(() => From("far", [1.0, 200], _x).Run()).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => From("bad", [[1.0, 0], [0.0]], _x, _y));
        Assert.Throws<ArgumentException>(() => From("bad", [[1.0], null!], _x));
        Assert.Throws<ArgumentException>(() => From(" ", [1.0], _x));
        Assert.Empty(From("none", Array.Empty<double>(), _x).Run().Data["position"].ToDoubles());
    }

    [Fact]
    public void Iterator_is_asked_for_a_point_when_the_last_is_measured()
    {
        var log = new List<string>();
        IEnumerable<double> Points()
        {
            for (var i = 0; i < 3; i++)
            {
                log.Add($"ask {i}");
                yield return i;
            }
        }

        var plan = From("lazy", Points(), new SoftMotor("m", log: log)).Read(new SoftDetector("d", log: log));
        Assert.Equal((null, false), (plan.PointCount, plan.HasKnownPoints));
        Assert.Empty(plan.Points);
        var progress = new List<ScanProgress>();
        var scan = plan.OnPoint(p => progress.Add(p.Scan.Progress)).Run();
        Assert.Equal(["ask 0", "move m 0", "read d", "ask 1", "move m 1", "read d", "ask 2", "move m 2", "read d"], log);
        Assert.Equal([0, 1, 2], scan.Data["position"].ToDoubles());
        Assert.Equal((null, 1L), (progress[0].Total, progress[0].Done));
        Assert.True(double.IsNaN(progress[0].Fraction));
        Assert.Equal((3L, 3L), (scan.PointsTotal, scan.PointsDone));
        Assert.StartsWith("Scanning  1 pts", progress[0].ToString(), StringComparison.Ordinal);
        Assert.Contains("3 of 3", scan.ToMimeBundle().PlainText, StringComparison.Ordinal);
    }

    [Fact]
    public void Next_point_may_depend_on_what_was_measured()
    {
        IEnumerable<double[]> Climb(MeasuredPoints measured)
        {
            Assert.Equal(0, measured.Count);
            Assert.True(double.IsNaN(measured.Last("power")));
            for (var x = 0.0; !(measured.Last("power") >= 3); x += 1)
            {
                yield return [x];
            }

            Assert.Equal(4, measured.Count);
            Assert.Equal([0, 1, 2, 3], measured.Data["power"].ToDoubles());
            Assert.Equal(2, measured[2, "power"]);
            Assert.Throws<ArgumentOutOfRangeException>(() => measured[4, "power"]);
            Assert.Contains("power", Assert.Throws<LabConfigurationException>(() => measured.Last("powr")).Hint, StringComparison.Ordinal);
        }

        var scan = From("climb", Climb, _x).Read(_power).Journal(_folder).Run();
        Assert.Equal([0, 1, 2, 3], scan.Data["position"].ToDoubles());
        Assert.Equal(ScanExitStatus.Success, scan.ExitStatus);
        var record = Lab.Runs.In(_folder).Last;
        Assert.Equal((4, 4L), (record.PointsDone, record.PointsTotal));
        JournalTests.AssertSame(scan.Data, record.Data);
    }

    [Theory]
    [InlineData(300.0, "above the upper limit 100 mm")]
    [InlineData(double.NaN, "not a finite number")]
    [InlineData(double.NegativeInfinity, "not a finite number")]
    public void Point_that_cannot_be_measured_ends_the_run_with_a_typed_error_and_nothing_is_lost(double bad, string words)
    {
        IEnumerable<double[]> Points()
        {
            yield return [1, 1];
            yield return [2, bad];
        }

        var error = Assert.Throws<ScanException>(() => From("bad", Points(), _x, _y).Read(_power).Run());
        var cause = Assert.IsType<LabConfigurationException>(error.InnerException);
        Assert.Equal(ScanErrorIds.InvalidPlan, cause.ErrorId);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.Contains("choosing the next point", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, error.Result.PointsDone);
        Assert.Equal([1], _x.Targets);
    }

    [Fact]
    public void Iterator_that_throws_or_gives_points_of_another_length_ends_the_run_and_nothing_is_lost()
    {
        IEnumerable<double[]> Throws()
        {
            yield return [1];
            throw new InvalidOperationException("no more ideas");
        }

        var error = Assert.Throws<ScanException>(() => From("thinker", Throws(), _x).Read(_power).Run());
        Assert.Contains("no more ideas", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, error.Result.PointsDone);
        IEnumerable<double[]> Long()
        {
            yield return [1, 2];
        }

        Assert.Contains("point 1 has 2 positions for 1 motors", Assert.Throws<ScanException>(() => From("long", Long(), _x).Run()).Message, StringComparison.Ordinal);
        Assert.Contains("null instead of points", Assert.Throws<ScanException>(() => From("null", _ => (IEnumerable<double[]>)null!, _x).Run()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_of_an_iterator_goes_on_when_it_decides_the_same_again()
    {
        ScanPlan Plan() => From("double", Doubling, _x).Read(_power).Journal(_folder);
        _power.OnRead = (i, _) => i == 3 ? throw new DeviceException("X-1", "broken") : Task.CompletedTask;
        var failed = Assert.Throws<ScanException>(() => Plan().Run()).Result;
        Assert.Equal([1, 2, 4, 8], _x.Targets);

        // In a new process there is only the journal, and the code.
        Assert.Contains("your own code", Assert.Throws<JournalException>(() => Lab.Runs.In(_folder).Last.Resume()).Message, StringComparison.Ordinal);
        var whole = Lab.Runs.In(_folder).Last.Resume(Plan());
        Assert.Equal((failed.Uid, ScanExitStatus.Success), (whole.Uid, whole.ExitStatus));
        Assert.Equal([1, 2, 4, 8, 16], whole.Data["position"].ToDoubles());
        Assert.Equal([1, 2, 4, 8, 8, 16], _x.Targets);
        JournalTests.AssertSame(whole.Data, Lab.Runs.In(_folder).Last.Data);
    }

    [Fact]
    public void Run_of_an_iterator_that_decides_otherwise_now_is_refused()
    {
        var offset = 0.0;
        IEnumerable<double> Moody(MeasuredPoints measured)
        {
            for (var i = 0; i < 4; i++)
            {
                yield return i + offset;
            }
        }

        _power.OnRead = (i, _) => i == 2 ? throw new DeviceException("X-1", "broken") : Task.CompletedTask;
        var failed = Assert.Throws<ScanException>(() => From("moody", Moody, _x).Read(_power).Journal(_folder).Run()).Result;
        offset = 0.5;
        _x.Targets.Clear();
        var refused = Assert.Throws<JournalException>(() => failed.Resume());
        Assert.Equal(JournalErrorIds.NotResumable, refused.ErrorId);
        Assert.Contains("'x' was at 0 at point 1 and would go to 0.5", refused.Message, StringComparison.Ordinal);
        Assert.Contains("ends after 0 points now", Assert.Throws<JournalException>(() => Lab.Runs.In(_folder).Last.Resume(From("moody", Nothing, _x).Read(_power))).Message, StringComparison.Ordinal);
        Assert.Contains("The path is another one", Assert.Throws<JournalException>(() => Lab.Runs.In(_folder).Last.Resume(From("moody", Moody, _x).Then(Scan(_x, 0, 1, 2)).Read(_power))).Message, StringComparison.Ordinal);
        Assert.Empty(_x.Targets);
        offset = 0;
        Assert.Equal([0, 1, 2, 3], failed.Resume().Data["position"].ToDoubles());
    }

    [Fact]
    public async Task Endless_plan_pauses_rewinds_and_stops()
    {
        static IEnumerable<double> Endless(MeasuredPoints measured)
        {
            for (var i = 0; ; i++)
            {
                // Rows that were rewound are measured again before the next question.
                Assert.Equal(i, measured.Count);
                yield return i % 50;
            }
        }

        var gate = new Gate();
        _power.OnRead = (i, token) => i == 7 ? gate.PassAsync(token) : Task.CompletedTask;
        var run = From("endless", Endless, _x).Read(_power).CheckpointEvery(5).OnPoint(p => p.Scan.Controls.Stop(p.Index == 20 ? "enough" : "", p.Index == 20)).Start();
        await gate.Arrived;
        Assert.True(run.Pause(now: true));
        while (true)
        {
            var changed = run.StateChanged;
            if (run.State == ScanRunState.Paused)
            {
                break;
            }

            await changed.WaitAsync(TimeSpan.FromSeconds(30));
        }

        Assert.Equal(5, run.Result.PointsDone);
        Assert.True(run.Resume());
        var scan = await run.WaitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal((ScanExitStatus.Stopped, 21L, null), (scan.ExitStatus, scan.PointsDone, scan.PointsTotal));
        Assert.Equal(Enumerable.Range(0, 21).Select(i => (double)i), scan.Data["position"].ToDoubles());
        Assert.Contains("21 points", scan.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Connection_that_comes_back_does_not_ask_the_iterator_twice()
    {
        _power.OnRead = (i, _) => i == 1 ? throw new LabConnectionException("X-2", "gone") : Task.CompletedTask;
        var scan = From("double", Doubling, _x).Read(_power).RetryOnReconnect(2, wait: 0).Run();
        Assert.Equal([1, 2, 4, 8, 16], scan.Data["position"].ToDoubles());
        Assert.Equal([1, 2, 2, 4, 8, 16], _x.Targets);
    }

    private static IEnumerable<double> Doubling(MeasuredPoints measured)
    {
        yield return 1;
        while (measured.Count < 5)
        {
            yield return measured.Last("position") * 2;
        }
    }

    private static IEnumerable<double> Nothing(MeasuredPoints measured) => [];
}

file static class Stops
{
    public static void Stop(this ScanRun run, string reason, bool isOn)
    {
        if (isOn)
        {
            run.Stop(reason);
        }
    }
}
