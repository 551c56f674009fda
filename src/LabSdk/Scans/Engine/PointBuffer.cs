namespace LabSdk;

/// <summary>The point that is being measured; one buffer serves the whole scan.</summary>
internal sealed class PointBuffer(int motors, int detectors)
{
    public long Index { get; private set; }

    /// <summary>When the reading began, counted from the start of the scan.</summary>
    public TimeSpan Elapsed { get; set; }

    public double[] Targets { get; private set; } = new double[motors];

    public double[] Readbacks { get; } = new double[motors];

    public Reading[] Readings { get; } = new Reading[detectors];

    public bool[] IsRead { get; } = new bool[detectors];

    public bool HasAnyReading => Array.IndexOf(IsRead, true) >= 0;

    public bool IsComplete => Array.IndexOf(IsRead, false) < 0;

    public void Begin(long index, double[] targets)
    {
        Index = index;
        Targets = targets;
        Array.Clear(IsRead);
    }
}
