using FsCheck;
using FsCheck.Fluent;
using static LabSdk.Plans;

namespace LabSdk.Tests.Scans;

public class SpiralTests
{
    private readonly SoftMotor _x = new("x");
    private readonly SoftMotor _y = new("y");

    /// <summary>Number of points, sums of x, of y and of the distances, last point: from the formulae of Bluesky's plans, computed apart.</summary>
    [Theory]
    [InlineData(1, 1, 0.1, 5, null, 0, 83, 0, 0, 32.3, 0.4854101966249685, -0.35267115137548405)]
    [InlineData(2, 1, 0.25, 4, 0.5, 0.2, 10, 0, 0, 6, -1, 0)]
    [InlineData(1, 1, 0.3, 2.5, null, 0, 4, -0.9135254915624211, 0.1763355756877421, 1.8, -0.48541019662496854, -0.3526711513754838)]
    public void Spiral_of_rings_is_that_of_bluesky(
        double xRange, double yRange, double step, double perRing, double? yStep, double tilt, int count, double xSum, double ySum, double way, double lastX, double lastY) =>
        AssertPoints(SpiralScan(_x, _y, 0, 0, xRange, yRange, step, perRing, yStep, tilt), count, xSum, ySum, way, lastX, lastY);

    [Theory]
    [InlineData(1, 1, 0.1, 1, null, 0, 34, 0.6001810859666281, -0.269374728132681, 13.616178696180551, 0.4975118419623047, -0.37746783585793736)]
    [InlineData(2, 1, 0.2, 2, 0.3, 0.1, 43, 0.40280878561835587, 1.0862736586002348, 25.90157050887039, 0.9791609560782607, -0.37121233776208146)]
    public void Spiral_of_fermat_is_that_of_bluesky(
        double xRange, double yRange, double step, double factor, double? yStep, double tilt, int count, double xSum, double ySum, double way, double lastX, double lastY) =>
        AssertPoints(FermatSpiralScan(_x, _y, 0, 0, xRange, yRange, step, factor, yStep, tilt), count, xSum, ySum, way, lastX, lastY);

    [Fact]
    public void Square_spiral_walks_from_the_middle_outwards()
    {
        Assert.Equal(
            ["0 0", "1 0", "1 1", "0 1", "-1 1", "-1 0", "-1 -1", "0 -1", "1 -1"],
            Texts(SquareSpiralScan(_x, _y, 0, 0, 2, 2, 3, 3)));
        Assert.Equal(["9.5 19.5", "10.5 19.5", "10.5 20.5", "9.5 20.5"], Texts(SquareSpiralScan(_x, _y, 10, 20, 1, 1, 2, 2)));
        Assert.Equal(["5 0", "5 1", "5 -1"], Texts(SquareSpiralScan(_x, _y, 5, 0, 9, 2, 1, 3)));
        Assert.Empty(SquareSpiralScan(_x, _y, 0, 0, 1, 1, 0, 3).Points);
    }

    [Fact]
    public void Square_spiral_visits_every_point_of_its_grid_once() => Prop.ForAll(
        Gen.Choose(1, 9).ArrayOf(2).ToArbitrary(),
        sizes =>
        {
            var spiral = SquareSpiralScan(_x, _y, 0, 0, sizes[0] - 1, sizes[1] - 1, sizes[0], sizes[1]);
            var grid = GridScan((_x, -(sizes[0] - 1) / 2.0, (sizes[0] - 1) / 2.0, sizes[0]), (_y, -(sizes[1] - 1) / 2.0, (sizes[1] - 1) / 2.0, sizes[1]));
            var steps = spiral.Points.Zip(spiral.Points.Skip(1), (a, b) => Math.Abs(a.Targets[0] - b.Targets[0]) + Math.Abs(a.Targets[1] - b.Targets[1]));
            return Texts(grid).Order().SequenceEqual(Texts(spiral).Order()) && (sizes[0] != sizes[1] || steps.All(step => step == 1));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Spirals_stay_in_their_range() => Prop.ForAll(
        Gen.Choose(1, 40).ArrayOf(4).ToArbitrary(),
        n =>
        {
            var (xRange, yRange, step) = (n[0] / 10.0, n[1] / 10.0, n[2] / 20.0);
            ScanPlan[] plans =
            [
                SpiralScan(_x, _y, 3, -2, xRange, yRange, step, n[3] / 4.0),
                FermatSpiralScan(_x, _y, 3, -2, xRange, yRange, step, 1 + (n[3] / 40.0)),
                SquareSpiralScan(_x, _y, 3, -2, xRange, yRange, n[2], n[3]),
            ];
            return plans.All(plan => plan.Points.All(p => Math.Abs(p.Targets[0] - 3) <= (xRange / 2) + 1e-12 && Math.Abs(p.Targets[1] + 2) <= (yRange / 2) + 1e-12));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Relative_spirals_go_around_where_the_motors_stand_and_back()
    {
        (_x.Position, _y.Position) = (10, 20);
        var scan = RelativeSquareSpiralScan(_x, _y, 2, 2, 3, 3).Run();
        Assert.Equal([10, 11, 11, 10, 9, 9, 9, 10, 11], scan.Data["x"].ToDoubles());
        Assert.Equal((10, 20), (_x.Position, _y.Position));
        Assert.Equal(SpiralScan(_x, _y, 0, 0, 1, 1, 0.1, 5).Points.Select(p => p.Targets[0]), RelativeSpiralScan(_x, _y, 1, 1, 0.1, 5).Points.Select(p => p.Targets[0]));
        Assert.True(RelativeFermatSpiralScan(_x, _y, 1, 1, 0.1).ReturnsToStart);
    }

    [Fact]
    public void Wrong_arguments_are_refused_where_the_plan_is_made()
    {
        Assert.ThrowsAny<ArgumentException>(() => SpiralScan(_x, _y, 0, 0, 1, 1, 0, 5));
        Assert.ThrowsAny<ArgumentException>(() => SpiralScan(_x, _y, double.NaN, 0, 1, 1, 0.1, 5));
        Assert.ThrowsAny<ArgumentException>(() => SpiralScan(_x, _y, 0, 0, -1, 1, 0.1, 5));
        Assert.ThrowsAny<ArgumentException>(() => SpiralScan(_x, _y, 0, 0, 1, 1, 0.1, double.PositiveInfinity));
        Assert.ThrowsAny<ArgumentException>(() => FermatSpiralScan(_x, _y, 0, 0, 1, 1, 0.1, factor: 0));
        Assert.ThrowsAny<ArgumentException>(() => FermatSpiralScan(_x, _y, 0, 0, 1, 1, 0.1, tilt: double.NaN));
        Assert.ThrowsAny<ArgumentException>(() => SquareSpiralScan(_x, _y, 0, 0, 1, 1, -1, 3));
        Assert.Contains("5000000", Assert.Throws<ArgumentException>(() => SpiralScan(_x, _y, 0, 0, 1, 1, 1e-9, 5)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => SquareSpiralScan(_x, _y, 0, 0, 1, 1, int.MaxValue, int.MaxValue));
    }

    [Fact]
    public void Spiral_beyond_limits_is_refused_before_anything_moves()
    {
        var x = new SoftMotor("x", -0.2, 0.2);
        var error = Assert.Throws<LabConfigurationException>(() => SpiralScan(x, _y, 0, 0, 1, 1, 0.1, 5).Run());
        Assert.Contains("above the upper limit 0.2 mm", error.Message, StringComparison.Ordinal);
        Assert.Empty(x.Targets);
    }

    private static void AssertPoints(ScanPlan plan, int count, double xSum, double ySum, double way, double lastX, double lastY)
    {
        var points = plan.Points.Select(p => (X: p.Targets[0], Y: p.Targets[1])).ToArray();
        Assert.Equal(count, points.Length);
        Assert.Equal(count, plan.PointCount);
        Assert.Equal(xSum, points.Sum(p => p.X), 9);
        Assert.Equal(ySum, points.Sum(p => p.Y), 9);
        Assert.Equal(way, points.Sum(p => double.Hypot(p.X, p.Y)), 9);
        Assert.Equal(lastX, points[^1].X, 9);
        Assert.Equal(lastY, points[^1].Y, 9);
    }

    private static string[] Texts(ScanPlan plan) => [.. plan.Points.Select(p => string.Join(' ', p.Targets))];
}
