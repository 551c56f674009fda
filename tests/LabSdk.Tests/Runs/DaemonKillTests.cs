using System.Diagnostics;
using System.Globalization;
using LabSdk.Simulation;
using static LabSdk.Plans;

namespace LabSdk.Tests.Runs;

/// <summary>A daemon is killed at random moments of a scan over real sockets, again and again.</summary>
public sealed class DaemonKillTests : IDisposable
{
    private const int Points = 400;
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("LABSDK_DAEMON_KILLS") ?? "200", CultureInfo.InvariantCulture);
    private readonly string _folder = Directory.CreateTempSubdirectory("labsdk-daemon-kills").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Killed_daemon_leaves_the_partial_frame_and_a_truthful_end_every_time()
    {
        var seed = int.Parse(Environment.GetEnvironmentVariable("LABSDK_SEED") ?? Random.Shared.Next().ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var random = new Random(seed);
        await using var daemon = await SimulatedDaemon.StartAsync(new SimulatedDaemonOptions { Profile = SimulatedDaemonProfile.Faithful });
        using var lab = Lab.Connect(daemon.Address, options => options.DataFolder = _folder);
        var plan = Scan(lab.Motor("mock_stage"), 0, 99, Points).Read(lab.Detector("mock_power_meter")).Quiet();
        for (var kill = 0; kill < Kills; kill++)
        {
            var where = string.Create(CultureInfo.InvariantCulture, $"kill {kill} of seed {seed} (set LABSDK_SEED)");
            var (after, spin) = (random.Next(0, 60), TimeSpan.FromMicroseconds(random.Next(0, 2000)));
            var acknowledged = 0L;
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var run = plan.OnPoint(point =>
            {
                Interlocked.Exchange(ref acknowledged, point.Index + 1);
                if (point.Index == after)
                {
                    reached.TrySetResult();
                }
            }).Start("killed");
            await Task.WhenAny(reached.Task, run.WaitAsync()).WaitAsync(TimeSpan.FromSeconds(60));
            var begin = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(begin) < spin)
            {
                Thread.SpinWait(20);
            }

            await daemon.KillAsync();
            var scan = await run.WaitAsync().WaitAsync(TimeSpan.FromSeconds(60));
            Check(scan, Interlocked.Read(ref acknowledged), where);
            await daemon.RestartAsync();
        }
    }

    private static void Check(ScanResult scan, long acknowledged, string where)
    {
        var positions = scan.Plan.Points.Select(point => point.Targets[0]).Take((int)scan.PointsDone);
        var journal = JournalReader.Read(scan.JournalPath!);
        Assert.True(scan.ExitStatus == ScanExitStatus.Fail || (scan.ExitStatus == ScanExitStatus.Success && scan.PointsDone == Points), $"{where}: {scan.ExitStatus}, {scan.Reason}");
        Assert.True(scan.PointsDone >= acknowledged, $"{where}: {scan.PointsDone} points, {acknowledged} were acknowledged");
        Assert.True(scan.Data["position"].ToDoubles().Take((int)scan.PointsDone).SequenceEqual(positions), $"{where}: the rows are not in order");
        Assert.True(scan.Data["mock_power_meter"].ToDoubles().Take((int)scan.PointsDone).All(double.IsFinite), $"{where}: a reading is missing");
        Assert.True(journal.Rows.RowCount == scan.Data.RowCount && string.Equals(journal.Stop?.Status, scan.ExitStatus.ToString(), StringComparison.OrdinalIgnoreCase), $"{where}: the journal says {journal.Rows.RowCount} rows, {journal.Stop?.Status}");
        Assert.True(scan.ExitStatus == ScanExitStatus.Success || scan.Error is ScanException { Result: not null }, $"{where}: {scan.Error}");
    }
}
