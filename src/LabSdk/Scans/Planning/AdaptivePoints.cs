using System.Globalization;
using LabSdk.Devices;

namespace LabSdk;

/// <summary>Positions with steps that follow the slope of a detector.</summary>
internal sealed class AdaptivePoints(IMovable motor, string detector, AdaptiveSteps steps) : IPointSource
{
    public const string Form = "adaptive";

    public IReadOnlyList<IMovable> Motors { get; } = [motor];

    public long? PointCount => null;

    public bool IsKnown => false;

    public bool DependsOnMeasured => true;

    public IEnumerable<double[]> Targets(IReadOnlyList<double> origins, MeasuredPoints measured)
    {
        var direction = steps.Stop >= steps.Start ? 1 : -1;
        var step = Math.Clamp((steps.MaxStep - steps.MinStep) / 2, steps.MinStep, steps.MaxStep);
        var (next, past, pastAt) = (steps.Start, double.NaN, steps.Start);
        while (next * direction < steps.Stop * direction)
        {
            yield return [next];
            var current = measured.Last(detector);
            if (!double.IsFinite(current))
            {
                // Nothing to decide by: as before.
                next += step * direction;
                continue;
            }

            if (double.IsNaN(past))
            {
                (past, pastAt) = (current, next);
                next += step * direction;
                continue;
            }

            var slope = Math.Abs(current - past) / Math.Abs(next - pastAt);
            var wanted = slope > 0 ? Math.Clamp(steps.TargetDelta / slope, steps.MinStep, steps.MaxStep) : Math.Min(step * 1.1, steps.MaxStep);
            if (steps.Backstep && wanted < step * steps.Threshold)
            {
                (next, step) = (pastAt, wanted);
            }
            else
            {
                (past, pastAt) = (current, next);
                step = (0.2 * wanted) + (0.8 * step);
            }

            next += step * direction;
        }
    }

    public IEnumerable<string> Faults(IReadOnlyList<double>? origins, bool allowsBeyondLimits) => LimitCheck.EndFaults(motor, steps.Start, steps.Stop, allowsBeyondLimits);

    public IPointSource With(Func<IMovable, IMovable> replace) => new AdaptivePoints(replace(motor), detector, steps);

    public PathDescription Describe(IReadOnlyList<IMovable> motors) => new(Form, PathDescription.Places(Motors, motors))
    {
        Numbers = new SortedDictionary<string, double>(StringComparer.Ordinal)
        {
            ["start"] = steps.Start,
            ["stop"] = steps.Stop,
            ["min_step"] = steps.MinStep,
            ["max_step"] = steps.MaxStep,
            ["target_delta"] = steps.TargetDelta,
            ["backstep"] = steps.Backstep ? 1 : 0,
            ["threshold"] = steps.Threshold,
        },
        Texts = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["detector"] = detector },
    };

    /// <exception cref="ArgumentException">A number is missing or out of range.</exception>
    public static AdaptivePoints Of(PathDescription path, IMovable motor) => new(motor, path.Text("detector"), new AdaptiveSteps(
        path.Number("start"), path.Number("stop"), path.Number("min_step"), path.Number("max_step"), path.Number("target_delta"), path.Number("backstep") != 0, path.Number("threshold")));

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"'{motor.Id}' {steps.Start:R} to {steps.Stop:R} in steps of {steps.MinStep:R} to {steps.MaxStep:R} by the slope of '{detector}'");
}
