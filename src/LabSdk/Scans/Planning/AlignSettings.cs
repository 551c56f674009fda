namespace LabSdk;

/// <summary>How a motor is centred on a peak.</summary>
internal sealed record AlignSettings
{
    /// <exception cref="ArgumentException">A number is not finite or out of range.</exception>
    public AlignSettings(double start, double stop, double minStep, int steps, double narrowing, PeakCentre at)
    {
        Start = PlanNumbers.Finite(start);
        Stop = PlanNumbers.Finite(stop);
        MinStep = PlanNumbers.Positive(minStep);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 5);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(steps, 1_000_000);
        Steps = steps;
        Narrowing = double.IsFinite(narrowing) && narrowing > 1 ? narrowing : throw new ArgumentOutOfRangeException(nameof(narrowing), narrowing, "A finite number above 1 is needed.");
        At = Enum.IsDefined(at) ? at : throw new ArgumentOutOfRangeException(nameof(at), at, "There is no such centre.");
        if (start == stop)
        {
            throw new ArgumentException("A range to look for a peak in needs two different ends.", nameof(stop));
        }

        PlanNumbers.RequireSteps(start, stop, minStep, nameof(minStep));
    }

    public double Start { get; }

    public double Stop { get; }

    public double MinStep { get; }

    public int Steps { get; }

    public double Narrowing { get; }

    public PeakCentre At { get; }
}
