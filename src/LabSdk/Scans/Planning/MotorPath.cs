using System.Globalization;

namespace LabSdk;

/// <summary>The way of one motor through a plan, in the motor's unit.</summary>
/// <param name="MotorId">The motor.</param>
/// <param name="Unit">The unit of all positions; empty when unknown.</param>
/// <param name="First">First position; NaN when the plan has no points.</param>
/// <param name="Last">Last position; NaN when the plan has no points.</param>
/// <param name="Minimum">Smallest position; NaN when the plan has no points.</param>
/// <param name="Maximum">Largest position; NaN when the plan has no points.</param>
/// <param name="Travel">Distance from the first to the last point along all points; the way to the first is not in it.</param>
public sealed record MotorPath(string MotorId, string Unit, double First, double Last, double Minimum, double Maximum, double Travel)
{
    /// <summary>Returns for example <c>'mock_stage' from 0 to 100 mm, travels 100 mm</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"'{MotorId}' from {First:G6} to {Last:G6}{Suffix}, within [{Minimum:G6}, {Maximum:G6}], travels {Travel:G6}{Suffix}");

    private string Suffix => Unit.Length == 0 ? "" : " " + Unit;

    internal MotorPath Through(double target) => double.IsNaN(First)
        ? this with { First = target, Last = target, Minimum = target, Maximum = target }
        : this with { Last = target, Minimum = Math.Min(Minimum, target), Maximum = Math.Max(Maximum, target), Travel = Travel + Math.Abs(target - Last) };
}
