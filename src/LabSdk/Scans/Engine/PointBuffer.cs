namespace LabSdk;

/// <summary>The point that is being measured; one buffer serves the whole scan.</summary>
internal sealed class PointBuffer(int motors, int detectors, int repeats = 1, int readbacks = -1)
{
    public long Index { get; private set; }

    /// <summary>When the reading began, counted from the start of the scan.</summary>
    public TimeSpan Elapsed { get; set; }

    public double[] Targets { get; set; } = new double[motors];

    public double[] Readbacks { get; } = new double[readbacks < 0 ? motors : readbacks];

    /// <summary>The single readings; null when each detector is read once.</summary>
    public PointSamples? Samples { get; } = repeats > 1 ? new PointSamples(detectors, repeats) : null;

    public Reading[] Readings { get; } = new Reading[detectors];

    public bool[] IsRead { get; } = new bool[detectors];

    public bool HasAnyReading => Array.IndexOf(IsRead, true) >= 0 || Samples?.HasAny == true;

    public bool IsComplete => Array.IndexOf(IsRead, false) < 0;

    public void Begin(long index, double[] targets)
    {
        Index = index;
        Targets = targets;
        Array.Clear(IsRead);
        Samples?.Begin();
    }
}
