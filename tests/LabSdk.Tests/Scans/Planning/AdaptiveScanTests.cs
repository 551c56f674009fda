using FsCheck;
using FsCheck.Fluent;
using LabSdk.Tests.Runs;
using LabSdk.Tests.Soft;
using static LabSdk.Plans;

namespace LabSdk.Tests.Scans;

public sealed class AdaptiveScanTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("labsdk-adaptive").FullName;
    private readonly SoftMotor _x = new("x", -100, 100);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Flat_signal_lets_the_steps_grow_and_a_slope_sets_them_as_bluesky_does()
    {
        // Computed apart, from the rule of Bluesky's plan.
        Assert.Equal([0, 0.45, 0.909, 1.37718, 1.8547236, 2.341818072, 2.838654433], Rounded(AdaptiveScan(_x, 0, 3, On(_x, _ => 1), 0.1, 1, 0.5)));
        Assert.Equal(
            [0, 0.45, 1.01, 1.594986301, 1.393879178, 1.784181377, 2.1593546, 2.037760907, 2.292953946, 2.543290128, 2.78491348, 2.730970644, 2.919035062],
            Rounded(AdaptiveScan(_x, 0, 3, On(_x, x => x * x), 0.1, 1, 1)));
        Assert.Equal(
            [
                4, 3.55, 2.99, 2.342, 2.776318639, 2.483131704, 2.583023216, 2.382086615, 2.449483102, 2.31437946, 2.182569839, 2.050985821, 1.899741068, 1.578745265,
                1.762814571, 1.619484403, 1.480744312, 1.344556639, 1.201719428, 1.030986338, 0.769733877, 0.360731908,
            ],
            Rounded(AdaptiveScan(_x, 4, 0, On(_x, x => Math.Exp(-4 * (x - 2) * (x - 2))), 0.1, 1, 0.2)));

        // A slope of 2 a mm, 0.2 a point: the steps go towards 0.1.
        var slope = AdaptiveScan(_x, 0, 20, On(_x, x => 2 * x), minStep: 0.01, maxStep: 1, targetDelta: 0.2, backstep: false).Run().Data["position"].ToDoubles();
        Assert.Equal(0.1, slope[^1] - slope[^2], 3);
    }

    [Fact]
    public void Step_that_was_too_large_is_taken_back()
    {
        var edge = AdaptiveScan(_x, 0, 10, On(_x, x => x < 4 ? 0 : 10), minStep: 0.05, maxStep: 2, targetDelta: 1).Run().Data;
        var positions = edge["position"].ToDoubles();
        Assert.Contains(positions.Zip(positions.Skip(1)), pair => pair.Second < pair.First);
        var around = positions.Where(p => p < 4).Max();
        Assert.InRange(around, 4 - 0.06, 4);
        Assert.All(positions, p => Assert.InRange(p, 0, 10));

        // Without taking back every step goes on.
        var onward = AdaptiveScan(_x, 0, 10, On(_x, x => x < 4 ? 0 : 10), 0.05, 2, 1, backstep: false).Run().Data["position"].ToDoubles();
        Assert.All(onward.Zip(onward.Skip(1)), pair => Assert.True(pair.Second > pair.First));
    }

    [Fact]
    public void Every_step_from_an_accepted_point_lies_between_smallest_and_largest() => Prop.ForAll(
        Gen.Choose(1, 100).ArrayOf(4).ToArbitrary(),
        n =>
        {
            var (min, max) = (n[0] / 100.0, (n[0] + n[1]) / 100.0);
            var (from, to) = n[3] % 2 == 0 ? (0.0, 5.0) : (5.0, 0.0);
            var motor = new SoftMotor("m");
            var positions = AdaptiveScan(motor, from, to, On(motor, x => Math.Sin(x * n[2] / 10.0) * n[3]), min, max, targetDelta: n[2] / 20.0).Run().Data["position"].ToDoubles();
            var direction = Math.Sign(to - from);

            // A point that was gone back from is followed by one before it.
            var accepted = new List<double>();
            foreach (var position in positions)
            {
                while (accepted.Count > 0 && (position - accepted[^1]) * direction <= 0)
                {
                    accepted.RemoveAt(accepted.Count - 1);
                }

                accepted.Add(position);
            }

            var steps = accepted.Zip(accepted.Skip(1), (a, b) => (b - a) * direction);
            return steps.All(step => step >= min - 1e-9 && step <= max + 1e-9) && positions.All(p => p is >= 0 and <= 5);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Readings_that_are_no_numbers_decide_nothing_and_no_way_has_no_points()
    {
        var scan = AdaptiveScan(_x, 0, 2, On(_x, _ => double.NaN), 0.5, 1, 1).Run();
        Assert.Equal([0, 0.5, 1, 1.5], scan.Data["position"].ToDoubles());
        Assert.Empty(AdaptiveScan(_x, 1, 1, On(_x, x => x), 0.1, 1, 1).Run().Data["position"].ToDoubles());
    }

    [Fact]
    public void Wrong_numbers_and_limits_are_refused_before_anything_moves()
    {
        var power = On(_x, x => x);
        Assert.ThrowsAny<ArgumentException>(() => AdaptiveScan(_x, 0, double.NaN, power, 0.1, 1, 1));
        Assert.ThrowsAny<ArgumentException>(() => AdaptiveScan(_x, 0, 1, power, 0, 1, 1));
        Assert.ThrowsAny<ArgumentException>(() => AdaptiveScan(_x, 0, 1, power, 2, 1, 1));
        Assert.ThrowsAny<ArgumentException>(() => AdaptiveScan(_x, 0, 1, power, 0.1, 1, double.PositiveInfinity));
        Assert.ThrowsAny<ArgumentException>(() => AdaptiveScan(_x, 1e9, 1e9 + 1, power, 1e-12, 1, 1));
        Assert.Contains("'x' would go to 200 mm, above", Assert.Throws<LabConfigurationException>(() => AdaptiveScan(_x, 0, 200, power, 0.1, 1, 1).Run()).Message, StringComparison.Ordinal);
        Assert.Empty(_x.Targets);
    }

    [Fact]
    public void Adaptive_run_goes_on_from_its_journal_alone_with_the_same_points()
    {
        var whole = AdaptiveScan(_x, 0, 5, On(_x, x => x * x), 0.1, 1, 1).Run().Data["position"].ToDoubles();
        using (var lab = Connect(i => i == 6 ? throw new DeviceException("X-1", "broken") : 0))
        {
            Assert.Throws<ScanException>(() => AdaptiveScan(lab.Motor("x"), 0, 5, lab.Detector("power"), 0.1, 1, 1).Run());
        }

        Assert.Equal((6, null), (Lab.Runs.In(_folder).Last.PointsDone, Lab.Runs.In(_folder).Last.PointsTotal));
        using var second = Connect(_ => 0);
        var resumed = Lab.Runs.In(_folder).Last.Resume();
        Assert.Equal(whole, resumed.Data["position"].ToDoubles());
        JournalTests.AssertSame(resumed.Data, Lab.Runs.In(_folder).Last.Data);
        Assert.Contains("The path is another one", Assert.Throws<JournalException>(
            () => Failing().Resume(AdaptiveScan(second.Motor("x"), 0, 5, second.Detector("power"), 0.1, 1, 2))).Message, StringComparison.Ordinal);
    }

    private static double[] Rounded(ScanPlan plan) => [.. plan.Run().Data["position"].ToDoubles().Select(position => Math.Round(position, 9))];

    private RunRecord Failing()
    {
        using var lab = Connect(i => i == 2 ? throw new DeviceException("X-1", "broken") : 0);
        Assert.Throws<ScanException>(() => AdaptiveScan(lab.Motor("x"), 0, 5, lab.Detector("power"), 0.1, 1, 1).Run());
        return Lab.Runs.In(_folder).Last;
    }

    private Lab Connect(Func<int, double> before)
    {
        var motor = new SoftMotor("x", -100, 100);
        var power = On(motor, x => x * x, "power");
        power.OnRead = (i, _) =>
        {
            before(i);
            return Task.CompletedTask;
        };
        return SoftConnector.Connect(new SoftConnection(SoftDevices.Motor(motor), SoftDevices.Detector(power)), options => options.DataFolder = _folder);
    }

    private static SoftDetector On(SoftMotor motor, Func<double, double> signal, string id = "power") => new(id, _ => signal(motor.Position));
}
