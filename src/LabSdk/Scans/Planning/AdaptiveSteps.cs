namespace LabSdk;

/// <summary>How an adaptive scan chooses its steps.</summary>
internal sealed record AdaptiveSteps
{
    /// <exception cref="ArgumentException">A number is not finite or out of range.</exception>
    public AdaptiveSteps(double start, double stop, double minStep, double maxStep, double targetDelta, bool backstep, double threshold)
    {
        Start = PlanNumbers.Finite(start);
        Stop = PlanNumbers.Finite(stop);
        MinStep = PlanNumbers.Positive(minStep);
        MaxStep = PlanNumbers.Positive(maxStep);
        TargetDelta = PlanNumbers.Positive(targetDelta);
        Backstep = backstep;
        Threshold = threshold is >= 0 and <= 1 ? threshold : throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "A number from 0 to 1 is needed.");
        ArgumentOutOfRangeException.ThrowIfLessThan(maxStep, minStep);
        PlanNumbers.RequireSteps(start, stop, minStep, nameof(minStep));
    }

    public double Start { get; }

    public double Stop { get; }

    public double MinStep { get; }

    public double MaxStep { get; }

    public double TargetDelta { get; }

    public bool Backstep { get; }

    public double Threshold { get; }
}
