namespace LabSdk.Display;

/// <summary>Which grey values are shown darkest and brightest.</summary>
/// <param name="Low">Shown darkest, as is everything below.</param>
/// <param name="High">Shown brightest, as is everything above.</param>
public readonly record struct ContrastLimits(double Low, double High)
{
    /// <summary>Where a value lies between the limits, 0 to 1.</summary>
    internal double Place(double value) => High > Low ? (value - Low) / (High - Low) : 0.5;
}
