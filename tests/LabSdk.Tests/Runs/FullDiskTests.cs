using LabSdk.Tests.Scans;
using static LabSdk.Plans;

namespace LabSdk.Tests.Runs;

/// <summary>A disk that fills up while a scan runs: the scan waits, loses nothing, and goes on when there is room.</summary>
public class FullDiskTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly SoftMotor _stage = new("stage", -100, 100);
    private readonly SoftDetector _power = new("power", i => i * 0.5);

    private ScanPlan Plan => Scan(_stage, 0, 9, 10).Read(_power);

    /// <summary>Wherever in the rows the room ends: the same table as with room, each point measured once.</summary>
    [Fact]
    public async Task Run_pauses_and_goes_on_with_the_same_point()
    {
        var whole = new MemoryJournalFile();
        var expected = whole.Under(Plan).Run("x").Data["position"].ToDoubles();
        var begin = whole.Bytes.Length;
        var paused = 0;
        for (var room = begin - 600; room < begin; room += 23)
        {
            var disk = new MemoryJournalFile { Room = room };
            var stage = new SoftMotor("stage", -100, 100);
            ScanRun run = disk.Under(Scan(stage, 0, 9, 10).Read(new SoftDetector("power"))).Start("x");
            try
            {
                await PausedOrEndedAsync(run);
            }
            catch (JournalException)
            {
                // There was not even room for the begin: nothing moved.
                continue;
            }

            if (run.State == ScanRunState.Paused)
            {
                paused++;
                Assert.True(run.Result.JournalError!.IsDiskFull);
                Assert.Equal(run.Result.PointsDone, run.Result.UnsavedPoint!.Index);
                JournalTests.AssertSame(run.Result.Data, disk.Read().Rows);
                disk.Room = long.MaxValue;
                Assert.True(run.Resume());
            }

            var scan = await run.WaitAsync().WaitAsync(Patience);
            Assert.Equal((ScanExitStatus.Success, ScanRunState.Idle), (scan.ExitStatus!.Value, run.State));
            Assert.Null(scan.UnsavedPoint);
            Assert.Equal(expected, scan.Data["position"].ToDoubles());
            Assert.Equal(expected, stage.Targets);
            JournalTests.AssertSame(scan.Data, disk.Read().Rows);
        }

        Assert.InRange(paused, 5, 27);
    }

    [Fact]
    public async Task Pause_and_its_reason_are_told_and_stand_in_the_journal_afterwards()
    {
        var disk = new MemoryJournalFile();
        var seen = new List<ScanChange>();
        var run = disk.Under(Plan.OnPoint(point => { if (point.Index == 3) { disk.Room = disk.Bytes.Length + 5; } })).Start("x");
        using var watching = run.Subscribe(document => { if (document is ScanChange change) { lock (seen) { seen.Add(change); } } });
        await PausedOrEndedAsync(run);
        Assert.Equal((ScanRunState.Paused, 4L), (run.State, run.Result.PointsDone));

        // Still full: it pauses again, and the reason is told again.
        Assert.True(run.Resume());
        await PausedOrEndedAsync(run);
        Assert.Equal(ScanRunState.Paused, run.State);
        disk.Room = long.MaxValue;
        Assert.True(run.Resume());
        var scan = await run.WaitAsync().WaitAsync(Patience);
        Assert.Equal(10, scan.PointsDone);
        var events = disk.Read().Events;
        Assert.Equal(["paused", "paused", "running"], events.Select(one => one.What));
        Assert.Contains("No space left on device", events[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Blocking_run_gives_control_back_and_resume_goes_on()
    {
        var disk = new MemoryJournalFile();
        var error = Assert.Throws<ScanPausedException>(() =>
            disk.Under(Plan.OnPoint(point => { if (point.Index == 3) { disk.Room = disk.Bytes.Length + 5; } })).Run("x"));
        Assert.Contains("No space left on device", error.Message, StringComparison.Ordinal);
        Assert.Contains("Make room", error.Message, StringComparison.Ordinal);
        Assert.Same(error.Result, ScanResult.Last);
        disk.Room = long.MaxValue;
        Assert.Equal(10, error.Result.Resume().PointsDone);
    }

    [Fact]
    public async Task Stop_without_room_keeps_the_point_and_abort_ends_it()
    {
        foreach (var isStop in new[] { true, false })
        {
            var disk = new MemoryJournalFile();
            var run = disk.Under(Plan.OnPoint(point => { if (point.Index == 3) { disk.Room = disk.Bytes.Length + 5; } })).Start("x");
            await PausedOrEndedAsync(run);
            Assert.True(isStop ? run.Stop() : run.Abort());
            var scan = await run.WaitAsync().WaitAsync(Patience);
            Assert.Equal((isStop ? ScanExitStatus.Fail : ScanExitStatus.Abort, 4L, 4L), (scan.ExitStatus!.Value, scan.PointsDone, scan.UnsavedPoint!.Index));
            JournalTests.AssertSame(scan.Data, disk.Read().Rows);
        }
    }

    /// <summary>The error of the operating system itself, from a device that is always full.</summary>
    [Fact]
    public void Full_device_of_the_system_is_known_as_such()
    {
        if (!File.Exists("/dev/full"))
        {
            Assert.False(OperatingSystem.IsLinux());
            return;
        }

        using var file = File.OpenHandle("/dev/full", FileMode.Open, FileAccess.Write);
        var error = Assert.ThrowsAny<IOException>(() => RandomAccess.Write(file, new byte[1], 0));
        Assert.True(JournalException.NotWritten("x", error).IsDiskFull, $"{error.HResult}: {error.Message}");
        Assert.False(JournalException.NotWritten("x", new IOException("Input/output error", 5)).IsDiskFull);
    }

    private static async Task PausedOrEndedAsync(ScanRun run)
    {
        var ended = run.WaitAsync();
        while (true)
        {
            var changed = run.StateChanged;
            if (ended.IsCompleted)
            {
                await ended;
                return;
            }

            if (run.State == ScanRunState.Paused)
            {
                return;
            }

            await Task.WhenAny(changed, ended).WaitAsync(Patience);
        }
    }
}
