using System.Globalization;
using LabSdk.Tests.Scans;

namespace LabSdk.Tests.Runs;

public class KillTests
{
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("LABSDK_KILLS") ?? "10", CultureInfo.InvariantCulture);

    /// <summary>A process is killed at a random moment while it measures: every point it has acknowledged is in its journal, in order.</summary>
    [Fact]
    public async Task Killed_process_loses_no_acknowledged_point()
    {
        var random = new Random(11);
        for (var kill = 0; kill < Kills; kill++)
        {
            var folder = Directory.CreateTempSubdirectory("labsdk-kill").FullName;
            try
            {
                var acknowledged = await KilledProcess.StartAndKillAsync(folder, TimeSpan.FromMilliseconds(random.NextDouble() * 60));
                var run = Lab.Runs.In(folder).Last;
                Assert.Equal("lost", run.Status);
                Assert.InRange(acknowledged, 0, run.PointsDone - 1);
                Assert.InRange(run.PointsDone, 1, KilledProcess.Points - 1);
                Assert.Equal(0, run.DamagedRecords);
                Assert.True(run.Data["position"].ToDoubles().Index().All(row => row.Item == row.Index), "the rows are not in order");
                Assert.True(run.Data["power"].ToDoubles().Index().All(row => row.Item == row.Index * 0.5), "the values differ");
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    [Fact]
    public async Task Run_of_a_killed_process_goes_on_here()
    {
        var folder = Directory.CreateTempSubdirectory("labsdk-kill").FullName;
        try
        {
            await KilledProcess.StartAndKillAsync(folder, TimeSpan.FromMilliseconds(20));
            var run = Lab.Runs.In(folder).Last;
            var before = run.PointsDone;
            var stage = new SoftMotor("stage");
            var whole = run.Resume(KilledProcess.Plan(folder, stage, _ => { }));
            Assert.Equal((run.Uid, KilledProcess.Points), (whole.Uid, (int)whole.PointsDone));
            Assert.Equal(before, stage.Targets[0]);
            Assert.Equal(KilledProcess.Points - before, stage.Targets.Count);
            Assert.True(whole.Data["position"].ToDoubles().Index().All(row => row.Item == row.Index), "the rows are not in order");
            Assert.Equal(("success", KilledProcess.Points), (Lab.Runs.In(folder).Last.Status, Lab.Runs.In(folder).Last.PointsDone));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
