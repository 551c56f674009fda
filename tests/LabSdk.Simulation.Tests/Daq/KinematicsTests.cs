using LabSdk.Simulation.Daq;

namespace LabSdk.Simulation.Tests.Daq;

public class KinematicsTests
{
    [Fact]
    public void Long_move_is_a_trapezoid_of_the_documented_duration()
    {
        // 100 mm at 10 mm/s and 20 mm/s^2: 0.5 s up, 0.5 s down over 5 mm, 9.5 s cruise over 95 mm.
        var profile = new TrapezoidProfile(100, 10, 20);
        Assert.Equal(10.5, profile.Seconds, 12);
        Assert.Equal(2.5, profile.CoveredAt(0.5), 12);
        Assert.Equal(50, profile.CoveredAt(5.25), 12);
        Assert.Equal(97.5, profile.CoveredAt(10), 12);
        Assert.Equal(100, profile.CoveredAt(11), 12);
    }

    [Fact]
    public void Short_move_is_a_triangle()
    {
        var profile = new TrapezoidProfile(-1, 10, 20);
        Assert.Equal(2 * Math.Sqrt(1.0 / 20), profile.Seconds, 12);
        Assert.Equal(-0.5, profile.CoveredAt(profile.Seconds / 2), 12);
    }

    [Fact]
    public void No_distance_takes_no_time()
    {
        var profile = new TrapezoidProfile(0, 10, 20);
        Assert.Equal(0, profile.Seconds);
        Assert.Equal(0, profile.CoveredAt(1));
    }

    [Fact]
    public void Motion_is_steady_and_never_faster_than_allowed()
    {
        var random = new Random(3);
        for (var round = 0; round < 500; round++)
        {
            var (distance, speed, acceleration) = ((random.NextDouble() * 400) - 200, (random.NextDouble() * 50) + 0.1, (random.NextDouble() * 500) + 0.1);
            var profile = new TrapezoidProfile(distance, speed, acceleration);
            var step = profile.Seconds / 200;
            for (var index = 0; index < 200; index++)
            {
                var advance = (profile.CoveredAt((index + 1) * step) - profile.CoveredAt(index * step)) * Math.Sign(distance);
                Assert.InRange(advance, -1e-9, (speed * step) + 1e-9);
            }
        }
    }

    [Fact]
    public async Task Axis_on_a_stopped_clock_moves_only_with_the_clock()
    {
        var time = new ManualTime();
        var axis = new MotionAxis(time, 0, new AxisDynamics(10, 20, TimeSpan.FromMilliseconds(5)));
        axis.Start(100);
        var settled = axis.WaitSettledAsync(CancellationToken.None);
        time.Advance(TimeSpan.FromSeconds(5.25));
        Assert.Equal(50, axis.Position, 9);
        Assert.False(settled.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(5.26));
        await settled;
        Assert.Equal(100, axis.Position);
    }
}
