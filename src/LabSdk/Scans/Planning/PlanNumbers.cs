using System.Runtime.CompilerServices;

namespace LabSdk;

/// <summary>Arguments of plans that must be numbers of some kind.</summary>
internal static class PlanNumbers
{
    public static double Finite(double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name, value, "A finite number is needed.");

    public static double Positive(double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        double.IsFinite(value) && value > 0 ? value : throw new ArgumentOutOfRangeException(name, value, "A finite number above 0 is needed.");

    public static double NotNegative(double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        double.IsFinite(value) && value >= 0 ? value : throw new ArgumentOutOfRangeException(name, value, "A finite number of at least 0 is needed.");

    /// <summary>Refuses steps so small that adding one changes nothing, or that there would be more points than a table holds.</summary>
    public static void RequireSteps(double start, double stop, double step, string name)
    {
        if (start + step == start || stop + step == stop || Math.Abs(stop - start) / step > PlanCheck.MostPoints)
        {
            throw new ArgumentOutOfRangeException(name, step, "The step is too small for the range.");
        }
    }
}
