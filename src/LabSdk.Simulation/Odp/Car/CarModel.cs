namespace LabSdk.Simulation.Odp;

/// <summary>A car that laps: its state at any time since it drove off, the same for the same seed.</summary>
internal sealed class CarModel(int seed)
{
    private const double OutLapSlowness = 1.12;
    private const double MostSlowness = 0.02;

    private readonly LapProfile _profile = LapProfile.Shared;
    private readonly List<double> _starts = [0];

    /// <summary>Seconds from the start until a lap begins; the out lap, at 0, is 1.</summary>
    public double StartOf(int lap)
    {
        lock (_starts)
        {
            while (_starts.Count < lap)
            {
                _starts.Add(_starts[^1] + (_profile.Duration * Slowness(_starts.Count)));
            }

            return _starts[lap - 1];
        }
    }

    /// <summary>The state some seconds after the start, without noise.</summary>
    public CarState At(double time)
    {
        var lap = LapAt(time);
        var slowness = Slowness(lap);
        return _profile.At((time - StartOf(lap)) / slowness, slowness) with
        {
            Lap = lap,
            Water = 92 - (24 * Math.Exp(-time / 90)) + (1.5 * Math.Sin(time / 6)),
            Oil = 108 - (40 * Math.Exp(-time / 150)) + (1.1 * Math.Sin(time / 11)),
        };
    }

    /// <summary>Noise of one sample, between -1 and 1 with its weight in the middle; the same whenever it is asked for.</summary>
    public double Noise(int signal, long index)
    {
        var bits = Mix(((ulong)(uint)seed << 40) ^ ((ulong)(uint)signal << 35) ^ (ulong)index);
        return (((bits & 0xFFFF) + ((bits >> 16) & 0xFFFF) + ((bits >> 32) & 0xFFFF)) / (1.5 * 0xFFFF)) - 1;
    }

    private int LapAt(double time)
    {
        lock (_starts)
        {
            for (var next = _starts.Count + 1; StartOf(next) <= time; next++)
            {
                // Asking made it known.
            }

            var found = _starts.BinarySearch(time);
            return found >= 0 ? found + 1 : ~found;
        }
    }

    private double Slowness(int lap) => lap == 1 ? OutLapSlowness : 1 + (MostSlowness * (Mix(((ulong)(uint)seed << 32) ^ (uint)lap) % 1000 / 1000.0));

    // SplitMix64.
    private static ulong Mix(ulong value)
    {
        value = unchecked(value + 0x9E3779B97F4A7C15);
        value = unchecked((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9);
        value = unchecked((value ^ (value >> 27)) * 0x94D049BB133111EB);
        return value ^ (value >> 31);
    }
}
