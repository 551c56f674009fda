using FsCheck;
using FsCheck.Fluent;
using static LabSdk.Plans;

namespace LabSdk.Tests.Scans;

public class ScanStateTests
{
    private static readonly ScanRunState[] All = Enum.GetValues<ScanRunState>();

    /// <summary>The whole table: what each event does in each state. A dot changes nothing.</summary>
    private const string Expected = """
                    Start      Prepared  Refused  Pause    Resume   ResumeUnmet  Suspend     Clear    Checkpoint  Stop      Abort     Halt     Finish    Ended
        Idle        Preparing  .         .        .        .        .            .           .        .           .         .         .        .         .
        Preparing   .          Running   Idle     Pausing  .        .            .           .        .           Stopping  Aborting  Halting  Stopping  .
        Running     .          .         Idle     Pausing  .        .            Suspending  .        .           Stopping  Aborting  Halting  Stopping  .
        Pausing     .          .         Idle     .        Running  Suspending   .         .        Paused      Stopping  Aborting  Halting  Stopping  .
        Paused      .          .         .        .        Running  Suspended    .         .        .           Stopping  Aborting  Halting  Stopping  .
        Suspending  .          .         .        Pausing  .        .            .           Running  Suspended   Stopping  Aborting  Halting  Stopping  .
        Suspended   .          .         .        Paused   .        .            .           Running  .           Stopping  Aborting  Halting  Stopping  .
        Stopping    .          .         Idle     .        .        .            .           .        .           .         Aborting  Halting  .         Idle
        Aborting    .          .         Idle     .        .        .            .           .        .           .         .         Halting  .         Idle
        Halting     .          .         Idle     .        .        .            .           .        .           .         .         .        .         Idle
        """;

    [Fact]
    public void Every_event_does_in_every_state_what_the_table_says()
    {
        string[][] rows = [.. Expected.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(row => row.Length > 0)];
        var events = rows[0].Select(Enum.Parse<ScanEvent>).ToArray();
        Assert.Equal(Enum.GetValues<ScanEvent>(), events);
        Assert.Equal(All, rows[1..].Select(row => Enum.Parse<ScanRunState>(row[0])));
        foreach (var row in rows[1..])
        {
            foreach (var (happened, expected) in events.Zip(row[1..]))
            {
                var state = Enum.Parse<ScanRunState>(row[0]);
                Assert.Equal((state, happened, expected), (state, happened, ScanStates.Next(state, happened)?.ToString() ?? "."));
            }
        }
    }

    [Fact]
    public void Every_state_leads_back_to_idle_and_can_be_reached()
    {
        ScanRunState[] After(ScanRunState from) => [.. Enum.GetValues<ScanEvent>().Select(happened => ScanStates.Next(from, happened)).OfType<ScanRunState>()];
        HashSet<ScanRunState> ReachedFrom(ScanRunState start)
        {
            var reached = new HashSet<ScanRunState> { start };
            while (reached.SelectMany(After).ToArray().Any(reached.Add))
            {
            }

            return reached;
        }

        Assert.All(All, start => Assert.Contains(ScanRunState.Idle, ReachedFrom(start)));
        Assert.Equal(All.Order(), ReachedFrom(ScanRunState.Idle).Order());
    }

    [Fact]
    public void Event_outside_the_table_changes_nothing()
    {
        var states = new ScanStates();
        var changed = states.Changed;
        Assert.False(states.Fire(ScanEvent.Resume));
        Assert.Equal((ScanRunState.Idle, false), (states.Current, changed.IsCompleted));
        Assert.True(states.Fire(ScanEvent.Start));
        Assert.Equal((ScanRunState.Preparing, true), (states.Current, changed.IsCompleted));
    }

    /// <summary>
    /// Devices that answer at once, later, or with an error, and an interrupt at any moment: the engine is idle afterwards, no motor
    /// moves, and the table holds exactly the points that were finished, in order.
    /// </summary>
    [Fact]
    public void Whatever_happens_it_comes_back_to_idle_and_keeps_what_was_measured()
    {
        var cases = Gen.Choose(0, 1_000_000).ToArbitrary();
        Prop.ForAll(cases, seed => RunOnce(new Random(seed)).ConfigureAwait(false).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    private static async Task<bool> RunOnce(Random random)
    {
        using var cancel = new CancellationTokenSource();
        var operations = 0;
        var cancelAt = random.Next(0, 60);
        var failAt = random.Next(0, 80);
        var seeds = new int[4].Select(_ => random.Next()).ToArray();

        async Task OperateAsync(Random own, CancellationToken token)
        {
            var number = Interlocked.Increment(ref operations);
            if (number == cancelAt)
            {
                _ = cancel.CancelAsync();
            }

            if (number == failAt)
            {
                throw new DeviceException("X-1", "broken");
            }

            for (var turns = own.Next(0, 4); turns > 0; turns--)
            {
                await Task.Yield();
                token.ThrowIfCancellationRequested();
            }
        }

        var motors = seeds.Take(2).Select((seed, i) =>
        {
            var own = new Random(seed);
            return new SoftMotor($"m{i}") { OnMove = (_, token) => OperateAsync(own, token), OnGetPosition = token => OperateAsync(own, token) };
        }).ToArray();
        var detectors = seeds.Skip(2).Select((seed, i) =>
        {
            var own = new Random(seed);
            return new SoftDetector($"d{i}") { OnRead = (_, token) => OperateAsync(own, token) };
        }).ToArray();
        var plan = (random.Next(3) switch
        {
            0 => GridScan((motors[0], 0, 2, 3), (motors[1], 0, 2, 3)).Snake(),
            1 => Scan(6, (motors[0], 0, 5), (motors[1], 5, 0)),
            _ => RelativeScan(motors[0], -2, 2, 5),
        }).Read(detectors);
        plan = random.Next(2) == 0 ? plan.Sequential() : plan;
        plan = random.Next(2) == 0 ? plan.ReturnToStart() : plan;
        plan = random.Next(3) == 0 ? plan.OnPoint(_ => OperateAsync(new Random(1), CancellationToken.None)) : plan;

        var engine = new ScanEngine(plan, null);
        var result = await engine.RunAsync(cancel.Token);
        var data = result.Data;
        var rows = result.PointsDone + (result.PartialPoint is null ? 0 : 1);
        var expected = plan.Points.Take(data.RowCount).Select(p => p.Targets[0]);
        var isWhole = Enumerable.Range(0, (int)result.PointsDone).All(row => detectors.All(d => !data[row, d.Id].IsNull));
        return engine.State == ScanRunState.Idle
            && !motors.Any(motor => motor.IsMoving)
            && data.RowCount == rows
            && data.Columns[0].ToDoubles().SequenceEqual(expected)
            && isWhole
            && (result.ExitStatus == ScanExitStatus.Success) == (result.Error is null)
            && (result.ExitStatus != ScanExitStatus.Success || result.PointsDone == plan.PointCount)
            && (result.ExitStatus != ScanExitStatus.Abort || cancel.IsCancellationRequested);
    }
}
