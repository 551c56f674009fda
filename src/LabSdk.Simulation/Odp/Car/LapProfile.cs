namespace LabSdk.Simulation.Odp;

/// <summary>One lap driven at the limit: the speed that grip, power, drag and brakes allow at every point, and what follows from it.</summary>
internal sealed class LapProfile
{
    private const double Mass = 800, Power = 6e5, Drag = 0.72, TopSpeed = 96, Gravity = 9.81;
    private const double Grip = 16, GripOfDownforce = 0.004, Traction = 12, Braking = 18;
    private const double ShiftUpRpm = 11_800, ShiftDownRpm = 8_000, TopRpm = 12_000, IdleRpm = 4_000, MostBrakePressure = 120;

    // Top speeds of the gears, m/s.
    private static readonly double[] Gears = [25, 35, 45, 55, 66, 76, 87, 98];

    private readonly CarTrack _track = new();
    private readonly double[] _speeds, _times, _gLong, _distances;
    private readonly int[] _gears;

    public LapProfile()
    {
        var count = CarTrack.Points;
        _speeds = Speeds();
        (_times, _distances, _gLong, _gears) = (new double[count + 1], new double[count + 1], new double[count], new int[count]);
        for (var i = 0; i < count; i++)
        {
            var (now, next) = (_speeds[i], _speeds[(i + 1) % count]);
            _times[i + 1] = _times[i] + (2 * _track.Steps[i] / (now + next));
            _distances[i + 1] = _distances[i] + _track.Steps[i];
            _gLong[i] = ((next * next) - (now * now)) / (2 * _track.Steps[i]) / Gravity;
        }

        ShiftGears();
    }

    public static LapProfile Shared { get; } = new();

    /// <summary>Seconds of a lap at the limit: about 80.</summary>
    public double Duration => _times[^1];

    public double Length => _track.Length;

    /// <summary>What the car does at a time of the lap.</summary>
    /// <param name="time">Seconds since its start, below <see cref="Duration"/>.</param>
    /// <param name="slowness">How many times longer the lap takes than one at the limit.</param>
    public CarState At(double time, double slowness)
    {
        var found = Array.BinarySearch(_times, time);
        var index = Math.Clamp(found >= 0 ? found : ~found - 1, 0, CarTrack.Points - 1);
        var part = Math.Clamp((time - _times[index]) / (_times[index + 1] - _times[index]), 0, 1);
        var next = (index + 1) % CarTrack.Points;
        var speed = Mix(_speeds[index], _speeds[next], part) / slowness;
        var gLong = Mix(_gLong[index], _gLong[next], part) / (slowness * slowness);
        var curvature = Mix(_track.Curvatures[index], _track.Curvatures[next], part);
        var (a, b) = (_track.At(index), _track.At(next));
        var wanted = (gLong * Gravity) + (Drag * speed * speed / Mass);
        return new CarState
        {
            Speed = speed * 3.6,
            GLat = speed * speed * curvature / Gravity,
            GLong = gLong,
            Throttle = Math.Clamp(wanted / Push(speed), 0, 1) * 100,
            Brake = Math.Clamp(-wanted / (Braking + (GripOfDownforce * speed * speed)), 0, 1) * MostBrakePressure,
            Gear = _gears[index],
            Rpm = Math.Max(IdleRpm, TopRpm * speed / Gears[_gears[index] - 1]),
            X = Mix(a.X, b.X, part),
            Y = Mix(a.Y, b.Y, part),
            Distance = Mix(_distances[index], _distances[index + 1], part),
        };
    }

    private static double Mix(double a, double b, double part) => a + ((b - a) * part);

    // What the engine gives, m/s².
    private static double Push(double speed) => Math.Min(Traction, Power / (Mass * Math.Max(speed, 5)));

    // The limit of each corner, then forward what the engine can do, then backward what the brakes can; twice, because the end joins the start.
    private double[] Speeds()
    {
        var count = CarTrack.Points;
        var speeds = _track.Curvatures.Select(Math.Abs).Select(bend => bend > GripOfDownforce ? Math.Min(TopSpeed, Math.Sqrt(Grip / (bend - GripOfDownforce))) : TopSpeed).ToArray();
        for (var i = 0; i < 2 * count; i++)
        {
            var speed = speeds[i % count];
            var push = Push(speed) - (Drag * speed * speed / Mass);
            speeds[(i + 1) % count] = Math.Min(speeds[(i + 1) % count], Math.Sqrt(Math.Max(1, (speed * speed) + (2 * push * _track.Steps[i % count]))));
        }

        for (var i = (2 * count) - 1; i >= 0; i--)
        {
            var after = speeds[(i + 1) % count];
            var brake = Braking + (GripOfDownforce * after * after);
            speeds[i % count] = Math.Min(speeds[i % count], Math.Sqrt((after * after) + (2 * brake * _track.Steps[i % count])));
        }

        return speeds;
    }

    private void ShiftGears()
    {
        var gear = 1;
        for (var i = 0; i < 2 * _gears.Length; i++)
        {
            var speed = _speeds[i % _gears.Length];
            while (gear < Gears.Length && TopRpm * speed / Gears[gear - 1] > ShiftUpRpm)
            {
                gear++;
            }

            while (gear > 1 && TopRpm * speed / Gears[gear - 1] < ShiftDownRpm && TopRpm * speed / Gears[gear - 2] < ShiftUpRpm)
            {
                gear--;
            }

            _gears[i % _gears.Length] = gear;
        }
    }
}
