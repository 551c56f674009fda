using System.Globalization;
using LabSdk.Devices;

namespace LabSdk;

/// <summary>One move from start to stop during which the detectors are read. The engine makes it; the positions are where the readings were.</summary>
/// <param name="motor">What moves.</param>
/// <param name="start">Where it begins.</param>
/// <param name="stop">Where it ends.</param>
/// <param name="rate">Readings a second.</param>
/// <param name="speed">How fast, in the motor's unit a second; null for as it is set.</param>
internal sealed class FlyPoints(IMovable motor, double start, double stop, double rate, double? speed) : IPointSource
{
    public const string Form = "fly";

    public IReadOnlyList<IMovable> Motors { get; } = [motor];

    public double Start { get; } = PlanNumbers.Finite(start);

    public double Stop { get; } = PlanNumbers.Finite(stop);

    public double Rate { get; } = rate is >= 1e-3 and <= 1e6 ? rate : throw new ArgumentOutOfRangeException(nameof(rate), rate, "Readings a second, from 0.001 to 1,000,000.");

    public double? Speed { get; } = speed is { } given ? PlanNumbers.Positive(given, nameof(speed)) : null;

    public long? PointCount => null;

    public bool IsKnown => false;

    public IEnumerable<double[]> Targets(IReadOnlyList<double> origins, MeasuredPoints measured)
    {
        while (true)
        {
            yield return [Stop];
        }
    }

    public IEnumerable<string> Faults(IReadOnlyList<double>? origins, bool allowsBeyondLimits)
    {
        foreach (var fault in LimitCheck.EndFaults(motor, Start, Stop, allowsBeyondLimits))
        {
            yield return fault;
        }

        if (Speed is not null && MotorSpeed.ParametersOf(motor) is null)
        {
            yield return $"'{motor.Id}' has no parameters, so its speed cannot be set; leave out speed.";
        }
    }

    public IPointSource With(Func<IMovable, IMovable> replace) => new FlyPoints(replace(motor), Start, Stop, Rate, Speed);

    public PathDescription Describe(IReadOnlyList<IMovable> motors)
    {
        var numbers = new SortedDictionary<string, double>(StringComparer.Ordinal) { ["start"] = Start, ["stop"] = Stop, ["rate"] = Rate };
        if (Speed is { } given)
        {
            numbers["speed"] = given;
        }

        return new PathDescription(Form, PathDescription.Places(Motors, motors)) { Numbers = numbers };
    }

    /// <exception cref="ArgumentException">A number is missing or out of range.</exception>
    public static FlyPoints Of(PathDescription path, IMovable motor) => new(
        motor, path.Number("start"), path.Number("stop"), path.Number("rate"), path.Numbers?.ContainsKey("speed") == true ? path.Number("speed") : null);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"'{motor.Id}' flying {Start:R} to {Stop:R}, {Rate:R} readings a second{(Speed is { } given ? $", {new Quantity(given, motor.Unit)} a second" : "")}");
}
