namespace LabSdk;

/// <summary>The single readings of a point that is read several times; NaN where none was taken.</summary>
internal sealed class PointSamples(int detectors, int repeats)
{
    private readonly double[][] _samples = new double[detectors][];

    /// <summary>True when any detector was read.</summary>
    public bool HasAny { get; private set; }

    public void Begin()
    {
        HasAny = false;
        for (var d = 0; d < detectors; d++)
        {
            // New each time: the table keeps them.
            _samples[d] = new double[repeats];
            Array.Fill(_samples[d], double.NaN);
        }
    }

    public void Keep(int detector, int repeat, double value)
    {
        _samples[detector][repeat] = value;
        HasAny = true;
    }

    public double[] Of(int detector) => _samples[detector];

    public double MeanOf(int detector) => _samples[detector].Average();

    /// <summary>The standard error of the mean.</summary>
    public double ErrorOf(int detector)
    {
        var samples = _samples[detector];
        var mean = samples.Average();
        return Math.Sqrt(samples.Sum(sample => (sample - mean) * (sample - mean)) / (samples.Length - 1) / samples.Length);
    }
}
