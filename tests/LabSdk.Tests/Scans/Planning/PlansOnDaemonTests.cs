using LabSdk.Tests.EndToEnd;
using static LabSdk.Plans;

namespace LabSdk.Tests.Scans;

/// <summary>The plans that choose or fly, on the devices of a simulated daemon over real sockets.</summary>
public sealed class PlansOnDaemonTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("labsdk-plans").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Plans_run_on_devices_of_a_daemon_and_their_journals_hold_every_point()
    {
        await using var lab = await SimulatedLab.StartAsync();
        var (stage, power) = (lab.Motor("mock_stage"), lab.Detector("mock_power_meter"));
        ScanPlan[] plans =
        [
            FlyScan(stage, 0, 50, rate: 50).Read(power),
            Scan(stage, 0, 10, 3).Nest(Count(2)).Then(ListScan(stage, 1, 2)).Read(power).Repeat(3),
            From("two", (MeasuredPoints measured) => measured.Count == 0 ? [1.0, 2.0] : [], stage).Read(power),
            AdaptiveScan(stage, 0, 3, power, 0.5, 1, 1e-6),
        ];
        foreach (var plan in plans)
        {
            Assert.True(plan.Preview().CanRun);
            Assert.True(plan.DryRun().PointsDone > 0);
            var scan = plan.Journal(_folder).Run();
            Assert.Equal(ScanExitStatus.Success, scan.ExitStatus);
            Assert.Equal(scan.PointsTotal, scan.PointsDone);
            Assert.Equal(scan.PointsDone, Lab.Runs.In(_folder).Last.PointsDone);
            Assert.Contains("<svg", scan.ToHtml() + plan.Preview().ToHtml(), StringComparison.Ordinal);
        }

        var fly = Lab.Runs.In(_folder).First(run => run.Plan.StartsWith("fly_scan", StringComparison.Ordinal)).Data;
        Assert.Equal(50, fly["position"].ToDoubles()[^1], 1);
        Assert.All(fly["position"].ToDoubles(), position => Assert.InRange(position, -0.5, 50.5));
    }
}
