using LabSdk.Tests.Runs;
using static LabSdk.Plans;

namespace LabSdk.Tests.Scans;

/// <summary>
/// Everything a user, a suspender and a broken device can do, at random moments and in random order: the engine is always idle at the
/// end, nothing moves, and table and journal hold the same rows.
/// </summary>
public class ScanInterleavingTests
{
    private static readonly int Runs = int.Parse(Environment.GetEnvironmentVariable("LABSDK_INTERLEAVINGS") ?? "2500", System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public async Task Whatever_comes_in_whatever_order_it_is_idle_at_the_end_and_nothing_is_lost()
    {
        var seen = new HashSet<ScanExitStatus>();
        for (var seed = 0; seed < Runs; seed++)
        {
            seen.Add(await new Script(seed).RunAsync().WaitAsync(TimeSpan.FromSeconds(60)));
        }

        Assert.True(Runs < 500 || seen.SetEquals(Enum.GetValues<ScanExitStatus>()), string.Join(", ", seen));
    }

    private sealed class Script(int seed)
    {
        private readonly Random _random = new(seed);
        private readonly CancellationTokenSource _cancel = new();
        private readonly object _suspender = new();
        private readonly List<string> _log = [];
        private ScanEngine? _engine;
        private int _left = 1 + new Random(seed).Next(6);

        public async Task<ScanExitStatus> RunAsync()
        {
            var motors = "ab".Select(id => new SoftMotor($"{id}") { OnMove = (_, token) => StepAsync(token), OnGetPosition = StepAsync }).ToArray();
            var detectors = "cd".Select(id => new SoftDetector($"{id}") { OnRead = (_, token) => StepAsync(token) }).ToArray();
            var journal = new MemoryJournalFile();
            var plan = (_random.Next(3) switch
            {
                0 => GridScan((motors[0], 0, 1, 2), (motors[1], 0, 2, 3)).Snake().CheckpointEvery(3),
                1 => Scan(5, (motors[0], 0, 4), (motors[1], 5, 1)),
                _ => RelativeScan(motors[0], -2, 2, 5).CheckpointEvery(1 + _random.Next(3)),
            }).Read(detectors).WithClock(new SoftClock(jumps: true));
            plan = _random.Next(2) == 0 ? plan.Sequential() : plan;
            plan = _random.Next(2) == 0 ? plan.RetryOnReconnect(2) : plan;
            plan = _random.Next(3) == 0 ? plan.OnPoint(_ => StepAsync(CancellationToken.None)) : plan;
            _engine = new ScanEngine(journal.Under(plan), "x");
            var run = Task.Run(() => _engine.RunAsync(_cancel.Token));
            await NurseAsync(run);
            var result = await run;

            Check(_engine.State == ScanRunState.Idle, $"is {_engine.State}");
            Check(!motors.Any(motor => motor.IsMoving), "something moves");
            Check(result.ExitStatus is not null, "is not closed");
            Check((result.ExitStatus is ScanExitStatus.Success or ScanExitStatus.Stopped) == result.Error is null, "status and error differ");
            Check(result.ExitStatus != ScanExitStatus.Success || result.PointsDone == plan.PointCount, "success lacks points");
            var data = result.Data;
            Check(data.RowCount == result.PointsDone + (result.PartialPoint is null ? 0 : 1), $"{data.RowCount} rows, {result.PointsDone} points");
            Check(data.Columns[0].ToDoubles().SequenceEqual(plan.Points.Take(data.RowCount).Select(point => point.Targets[0])), "points are not in order");
            if (result.JournalPath is not null)
            {
                // A row that reached the journal while a halt closed the run was not acknowledged; none may lack.
                var kept = journal.Read();
                Check(kept.Rows.RowCount >= data.RowCount && kept.Rows.RowCount <= data.RowCount + 1, $"{kept.Rows.RowCount} rows in the journal, {data.RowCount} in the table");
                Check(data.Columns[1].ToDoubles().SequenceEqual(kept.Rows.Columns[1].ToDoubles().Take(data.RowCount)), "rows differ");
                Check(string.Equals(kept.Stop?.Status, result.ExitStatus.ToString(), StringComparison.OrdinalIgnoreCase), $"the journal says {kept.Stop?.Status}");
            }

            return result.ExitStatus!.Value;
        }

        // Nobody leaves a run paused or suspended for ever; also this is done in all ways.
        private async Task NurseAsync(Task run)
        {
            while (!run.IsCompleted)
            {
                var changed = _engine!.StateChanged;
                switch (_engine.State)
                {
                    case ScanRunState.Suspended or ScanRunState.Suspending:
                        Note("clear");
                        _engine.Clear(_suspender);
                        break;
                    case ScanRunState.Paused when Next(8) is var choice:
                        Note($"paused {choice}");
                        _engine.Clear(_suspender);
                        _ = choice switch
                        {
                            0 => _engine.Stop(""),
                            1 => _engine.Abort(""),
                            2 => _engine.Halt(""),
                            _ => _engine.Resume(),
                        };
                        break;
                    default:
                        await Task.WhenAny(changed, run);
                        break;
                }
            }
        }

        private async Task StepAsync(CancellationToken token)
        {
            var what = Next(40);
            if (what < 12 && Interlocked.Decrement(ref _left) >= 0)
            {
                Note($"do {what}");
                switch (what)
                {
                    case 0:
                        _engine!.Pause(now: false, "");
                        break;
                    case 1 or 2:
                        _engine!.Pause(now: true, "");
                        break;
                    case 3:
                        _engine!.Resume();
                        break;
                    case 4 or 5:
                        _engine!.Suspend(_suspender, "");
                        break;
                    case 6:
                        _engine!.Stop("");
                        break;
                    case 7:
                        _engine!.Abort("");
                        break;
                    case 8:
                        _engine!.Halt("");
                        break;
                    case 9:
                        await _cancel.CancelAsync();
                        break;
                    case 10:
                        throw new DeviceException("X-1", "broken");
                    default:
                        throw new LabConnectionException("X-2", "gone");
                }
            }

            for (var turns = what % 4; turns > 0; turns--)
            {
                await Task.Yield();
                token.ThrowIfCancellationRequested();
            }
        }

        private int Next(int most)
        {
            lock (_random)
            {
                return _random.Next(most);
            }
        }

        private void Note(string what)
        {
            lock (_log)
            {
                _log.Add($"{what} in {_engine?.State}");
            }
        }

        private void Check(bool holds, string problem) => Assert.True(holds, $"seed {seed}: {problem} after {string.Join("; ", _log)}");
    }
}
