using LabSdk.Tests.Scans;
using LabSdk.Tests.Soft;
using static LabSdk.Plans;

namespace LabSdk.Tests.Runs;

public sealed class ResumeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("labsdk-resume").FullName;
    private readonly SoftMotor _stage = new("stage", -100, 100) { Position = 10 };
    private readonly SoftDetector _power = new("power");

    private RunRecord Last => Lab.Runs.In(_folder).Last;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Failed_scan_goes_on_with_the_next_point_in_the_same_table_and_file(bool hasJournal)
    {
        _power.OnRead = (i, _) => i == 3 ? throw new DeviceException("X-1", "broken") : Task.CompletedTask;
        var plan = Scan(_stage, 0, 5, 6).Read(new SoftDetector("other"), _power).Sequential();
        var error = Assert.Throws<ScanException>(() => (hasJournal ? plan.Journal(_folder) : plan).Run("x"));
        Assert.NotNull(error.Result.PartialPoint);

        var whole = error.Result.Resume();
        Assert.Equal((error.Result.Uid, "x", ScanExitStatus.Success, 6L), (whole.Uid, whole.Name, whole.ExitStatus, whole.PointsDone));
        Assert.Equal([0, 1, 2, 3, 4, 5], whole.Data["position"].ToDoubles());
        Assert.Equal([0, 1, 2, 3, 3, 4, 5], _stage.Targets);
        Assert.Equal(error.Result.Data["power"].ToDoubles().Take(3), whole.Data["power"].ToDoubles().Take(3));
        Assert.True(whole.Data["time"].ToDoubles().Zip(whole.Data["time"].ToDoubles().Skip(1)).All(pair => pair.First <= pair.Second));
        Assert.Contains("every point is measured", Assert.Throws<JournalException>(() => whole.Resume()).Message, StringComparison.Ordinal);
        if (hasJournal)
        {
            Assert.Equal(error.Result.JournalPath, whole.JournalPath);
            Assert.Equal(("success", 6, 1), (Last.Status, Last.PointsDone, Last.SupersededRows));
            JournalTests.AssertSame(whole.Data, Last.Data);
        }
    }

    [Fact]
    public void Journal_alone_is_enough_to_go_on_with_the_devices_of_the_lab_that_is_open()
    {
        // What another process has left behind: the same devices, one of which broke.
        string uid;
        using (var first = Connect(new SoftDetector("power") { OnRead = (i, _) => i == 2 ? throw new DeviceException("X-1", "broken") : Task.CompletedTask }))
        {
            var plan = GridScan((first.Motor("stage"), -1, 1, 3), (first.Motor("other"), 0, 1, 2)).Snake().Read(first.Detector("power")).Dwell(0.001).WithMetadata("sample", "A7");
            uid = Assert.Throws<ScanException>(() => plan.Run("map")).Result.Uid;
        }

        Assert.Equal(("fail", 2, 6L), (Last.Status, Last.PointsDone, Last.PointsTotal));
        Assert.Contains("No connected lab has 'stage'", Refused(() => Last.Resume()), StringComparison.Ordinal);

        using var second = Connect(new SoftDetector("power"));
        var whole = Last.Resume();
        Assert.Equal((uid, "map", ScanExitStatus.Success), (whole.Uid, whole.Name, whole.ExitStatus));
        Assert.Equal([-1, -1, 0, 0, 1, 1], whole.Data["stage"].ToDoubles());
        Assert.Equal([0, 1, 1, 0, 0, 1], whole.Data["other"].ToDoubles());
        Assert.Equal("A7", whole.Metadata["sample"]);
        JournalTests.AssertSame(whole.Data, Last.Data);
        Assert.Contains("every point is measured", Refused(() => Last.Resume()), StringComparison.Ordinal);
    }

    [Fact]
    public void Relative_scan_goes_on_around_the_place_where_it_began()
    {
        var isBroken = true;
        _power.OnRead = (i, _) => i == 2 && isBroken ? throw new DeviceException("X-1", "broken") : Task.CompletedTask;
        var plan = RelativeScan(_stage, -2, 2, 5).Read(_power).Journal(_folder);
        Assert.Throws<ScanException>(() => plan.Run());
        Assert.Equal([8, 9, 10], _stage.Targets);
        isBroken = false;
        _stage.Position = 99;
        var whole = Last.Resume(plan);
        Assert.Equal([8, 9, 10, 10, 11, 12, 10], _stage.Targets);
        Assert.Equal([8, 9, 10, 11, 12], whole.Data["position"].ToDoubles());
    }

    [Fact]
    public void Other_plan_or_devices_are_refused_with_all_differences()
    {
        _power.OnRead = (i, _) => i == 2 ? throw new DeviceException("X-1", "broken") : Task.CompletedTask;
        Assert.Throws<ScanException>(() => Scan(_stage, 0, 5, 6).Read(_power).Journal(_folder).Run());
        _stage.Targets.Clear();

        var message = Refused(() => Last.Resume(Scan(_stage, 0, 5, 7).Read(new SoftDetector("power") { Unit = "mW" }).Dwell(1)));
        Assert.Contains("The dwell time in s was 0 and is 1 now.", message, StringComparison.Ordinal);
        Assert.Contains("The path of motor 1 was 0 to 5 in 6 linear steps and is 0 to 5 in 7 linear steps now.", message, StringComparison.Ordinal);
        Assert.Contains("The unit of detector 'power' was 'W' and is 'mW' now.", message, StringComparison.Ordinal);
        Assert.Contains("The driver of motor 'stage' was 'soft' and is 'other' now.", Refused(() => Last.Resume(
            Scan(new SoftMotor("stage") { Description = _stage.Description with { Driver = "other" } }, 0, 5, 6).Read(_power))), StringComparison.Ordinal);
        Assert.Contains("There were 1 detectors and are 0 now.", Refused(() => Last.Resume(Scan(_stage, 0, 5, 6))), StringComparison.Ordinal);
        Assert.Empty(_stage.Targets);
    }

    [Fact]
    public void Plan_with_callbacks_is_asked_for()
    {
        var calls = new List<long>();
        _power.OnRead = (i, _) => i == 2 ? throw new DeviceException("X-1", "broken") : Task.CompletedTask;
        var plan = Scan(_stage, 0, 3, 4).Read(_power).OnPoint(point => calls.Add(point.Index)).Journal(_folder);
        Assert.Throws<ScanException>(() => plan.Run());
        using var lab = SoftConnector.Connect(new SoftConnection(SoftDevices.Motor(_stage), SoftDevices.Detector(_power)));
        Assert.Contains("OnPoint callbacks", Refused(() => Last.Resume()), StringComparison.Ordinal);
        Last.Resume(plan);
        Assert.Equal([0, 1, 2, 3], calls);
    }

    [Fact]
    public void Plan_with_suspenders_is_asked_for_and_the_rest_of_its_manners_is_in_the_journal()
    {
        var plan = Scan(_stage, 0, 3, 4).Read(_power).CheckpointEvery(2).PauseOnInterrupt().RetryOnReconnect(3, wait: 0.5).Journal(_folder);
        plan.Run();
        var again = JournalReader.Read(Last.Path).Start.Plan.ToPlan([_stage], [_power]);
        Assert.Equal((2, true, plan.PointRetry), (again.PointsPerCheckpoint, again.PausesOnInterrupt, again.PointRetry));

        _power.OnRead = (i, _) => i == 6 ? throw new DeviceException("X-1", "broken") : Task.CompletedTask;
        Assert.Throws<ScanException>(() => plan.SuspendOn(Suspend.When(() => false)).Run());
        using var lab = SoftConnector.Connect(new SoftConnection(SoftDevices.Motor(_stage), SoftDevices.Detector(_power)));
        Assert.Contains("suspenders", Refused(() => Last.Resume()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_that_is_under_way_or_already_done_is_refused()
    {
        var gate = new Gate();
        _power.OnRead = (i, token) => i == 1 ? gate.PassAsync(token) : Task.CompletedTask;
        var plan = Scan(_stage, 0, 3, 4).Read(_power).Journal(_folder);
        var run = plan.Start();
        await gate.Arrived;
        Assert.Equal("running", Last.Status);
        Assert.Contains("under way in process", Refused(() => Last.Resume(plan)), StringComparison.Ordinal);
        Assert.Contains("it is running", Refused(() => run.Result.Resume()), StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => run.Result.MarkGood());
        gate.Open();
        await run.WaitAsync();
        Assert.Contains("every point is measured", Refused(() => Last.Resume(plan)), StringComparison.Ordinal);
    }

    [Fact]
    public void Runs_are_judged_afterwards_and_the_judgement_stays()
    {
        var scan = Scan(_stage, 0, 3, 4).Read(_power).Journal(_folder).Run("x").MarkBad("the shutter was closed");
        Assert.Equal("bad: the shutter was closed", $"{scan.Mark}");
        Assert.Equal("bad: the shutter was closed", $"{Last.Mark}");
        Last.MarkGood();
        Assert.Equal(("good", 4, "success", 0L), ($"{Last.Mark}", Last.PointsDone, Last.Status, Last.TornBytes));
    }

    [Fact]
    public void Time_series_goes_on_with_the_times_that_are_left()
    {
        var clock = new SoftClock(jumps: true);
        _power.OnRead = (i, _) => i == 2 ? throw new DeviceException("X-1", "broken") : Task.CompletedTask;
        var plan = TimeSeries(10, 1).Read(_power).WithClock(clock).Journal(_folder);
        Assert.Throws<ScanException>(() => plan.Run());
        clock.Advance(TimeSpan.FromSeconds(3.5));
        var whole = Last.Resume(plan);
        Assert.Equal([0, 1, 5.5, 6, 7, 8, 9, 10], whole.Data["time"].ToDoubles());
        Assert.Equal(3, whole.MissedPoints);
    }

    [Fact]
    public void Runs_are_found_by_name_and_id_newest_first_and_other_files_are_told()
    {
        var first = Scan(_stage, 0, 1, 2).Journal(_folder).WithClock(new SoftClock()).Run("first");
        var second = Scan(_stage, 0, 1, 2).Journal(Path.Combine(_folder, "below")).Run("second");
        File.WriteAllText(Path.Combine(_folder, "zzz.labrun"), "no journal");
        var runs = Lab.Runs.In(_folder);
        Assert.Equal(["second", "first"], runs.Select(run => run.Name));
        Assert.Equal(first.Uid, runs["first"].Uid);
        Assert.Equal(second.Uid, runs[second.Uid[^8..]].Uid);
        Assert.Equal(second.Uid, runs[second.JournalPath!].Uid);
        Assert.Contains("zzz.labrun", Assert.Single(runs.Unreadable), StringComparison.Ordinal);
        Assert.Equal(JournalErrorIds.UnknownRun, Assert.Throws<JournalException>(() => runs["third"]).ErrorId);
        Assert.Equal(JournalErrorIds.UnknownRun, Assert.Throws<JournalException>(() => Lab.Runs.In(_folder + "x").Last).ErrorId);
        Assert.Contains("second", runs.ToMimeBundle().PlainText, StringComparison.Ordinal);
        Assert.Contains("first", runs["first"].ToMimeBundle().PlainText, StringComparison.Ordinal);
    }

    private Lab Connect(SoftDetector power) => SoftConnector.Connect(
        new SoftConnection(SoftDevices.Motor(), SoftDevices.Motor("other"), SoftDevices.Detector(power)), options => options.DataFolder = _folder);

    private static string Refused(Action resume)
    {
        var error = Assert.Throws<JournalException>(resume);
        Assert.Equal(JournalErrorIds.NotResumable, error.ErrorId);
        Assert.Contains("Nothing was moved.", error.Message, StringComparison.Ordinal);
        return error.Message;
    }
}
