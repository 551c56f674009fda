using LabSdk.Simulation.Odp;

namespace LabSdk.Simulation.Tests.Odp.Car;

/// <summary>What the car does is what a car could do.</summary>
public class LapTests
{
    private static readonly LapProfile Lap = LapProfile.Shared;
    private static readonly CarState[] States = [.. Enumerable.Range(0, (int)(Lap.Duration * 100)).Select(i => Lap.At(i / 100.0, 1))];

    [Fact]
    public void Lap_takes_about_eighty_seconds_and_ends_where_it_began()
    {
        Assert.InRange(Lap.Duration, 76, 84);
        Assert.InRange(Lap.Length, 5_000, 6_000);
        var (start, end) = (Lap.At(0, 1), Lap.At(Lap.Duration - 1e-9, 1));
        Assert.Equal(start.X, end.X, 0.1);
        Assert.Equal(start.Y, end.Y, 0.1);
        Assert.Equal(start.Speed, end.Speed, 0.1);
        Assert.Equal(Lap.Length, end.Distance, 0.1);
    }

    [Fact]
    public void Speed_grip_gears_and_pedals_stay_within_what_a_car_can_do()
    {
        Assert.InRange(States.Max(state => state.Speed), 300, 346);
        Assert.InRange(States.Min(state => state.Speed), 60, 120);
        Assert.InRange(States.Max(state => state.GLat), 1.5, 6);
        Assert.InRange(-States.Min(state => state.GLat), 1.5, 6);
        Assert.InRange(States.Max(state => state.GLong), 0.8, 1.5);
        Assert.InRange(-States.Min(state => state.GLong), 2.5, 6);
        Assert.All(States, state => Assert.InRange(state.Rpm, 4_000, 12_100));
        Assert.True(States.Select(state => state.Gear).Distinct().Count() >= 6);
        Assert.All(States.Zip(States.Skip(1)), pair => Assert.InRange(Math.Abs(pair.Second.Gear - pair.First.Gear), 0, 1));
        Assert.DoesNotContain(States, state => state is { Throttle: > 1, Brake: > 1 });
        Assert.All([States.Max(state => state.Throttle), States.Max(state => state.Brake)], most => Assert.InRange(most, 90, 120));
    }

    [Fact]
    public void Positions_speed_and_acceleration_belong_together()
    {
        for (var i = 1; i < States.Length - 1; i++)
        {
            var way = Math.Sqrt(Math.Pow(States[i + 1].X - States[i - 1].X, 2) + Math.Pow(States[i + 1].Y - States[i - 1].Y, 2));
            Assert.Equal(States[i].Speed / 3.6, way / 0.02, 0.02 * (States[i].Speed / 3.6) + 0.5);
        }

        // Over a second, because the speed is piecewise linear in space.
        var gained = Enumerable.Range(0, 30).Select(second => (States[(second + 1) * 100].Speed - States[second * 100].Speed) / 3.6);
        var felt = Enumerable.Range(0, 30).Select(second => States.Skip(second * 100).Take(100).Average(state => state.GLong) * 9.81);
        Assert.All(gained.Zip(felt), pair => Assert.Equal(pair.First, pair.Second, 1.0));
    }

    [Fact]
    public void Laps_differ_by_seed_and_are_the_same_for_the_same()
    {
        var (a, b, c) = (new CarModel(1), new CarModel(1), new CarModel(2));
        Assert.Equal(a.At(1_000.25), b.At(1_000.25));
        Assert.NotEqual(a.StartOf(5), c.StartOf(5));
        Assert.Equal((1, 2), (a.At(a.StartOf(2) - 1e-6).Lap, a.At(a.StartOf(2)).Lap));
        Assert.InRange(a.StartOf(2), 84, 95);
        Assert.All(Enumerable.Range(2, 20), lap => Assert.InRange(a.StartOf(lap + 1) - a.StartOf(lap), Lap.Duration, Lap.Duration * 1.0201));
        Assert.InRange(Enumerable.Range(0, 10_000).Average(i => a.Noise(3, i)), -0.05, 0.05);
        Assert.All(Enumerable.Range(0, 1_000), i => Assert.InRange(a.Noise(3, i), -1, 1));
    }
}
