using System.Globalization;
using LabSdk.Data;
using LabSdk.Devices;

namespace LabSdk;

/// <summary>Passes over a peak, each over a smaller range around its centre, and at last the centre itself.</summary>
internal sealed class AlignPoints(IMovable motor, string detector, AlignSettings settings) : IPointSource
{
    public const string Form = "align";

    public IReadOnlyList<IMovable> Motors { get; } = [motor];

    public long? PointCount => null;

    public bool IsKnown => false;

    public bool DependsOnMeasured => true;

    /// <exception cref="PeakException">The first pass shows no peak.</exception>
    public IEnumerable<double[]> Targets(IReadOnlyList<double> origins, MeasuredPoints measured)
    {
        var (low, high) = (Math.Min(settings.Start, settings.Stop), Math.Max(settings.Start, settings.Stop));
        var (from, to) = (settings.Start, settings.Stop);
        double? centre = null;
        while (centre is null || Math.Abs(to - from) / (settings.Steps - 1) >= settings.MinStep)
        {
            var positions = new LinearPositions(from, to, settings.Steps);
            var values = new double[positions.Count];
            for (var i = 0; i < values.Length; i++)
            {
                yield return [positions[i]];
                values[i] = measured.Last(detector);
            }

            var found = Centre(positions, values, isFirst: centre is null);
            if (found is null)
            {
                // Inside of a flat top: nothing more to learn.
                break;
            }

            centre = Math.Clamp(found.Value, low, high);
            var half = Math.Abs(to - from) / settings.Narrowing / 2;
            var ends = (Math.Clamp(centre.Value - half, low, high), Math.Clamp(centre.Value + half, low, high));
            (from, to) = settings.Stop > settings.Start ? ends : (ends.Item2, ends.Item1);
        }

        yield return [centre!.Value];
    }

    /// <summary>The peak of a run of this plan; null when it has none.</summary>
    public ScanPeak? PeakOf(DataFrame data, string position)
    {
        // Only a run that came to its end has a peak.
        var (x, y) = (data[position].ToDoubles(), data[detector].ToDoubles());
        return x.Length > settings.Steps && PeakShape.TryFind(x, y, out var peak, out _) ? peak with { Centre = x[^1] } : null;
    }

    public IEnumerable<string> Faults(IReadOnlyList<double>? origins, bool allowsBeyondLimits) => LimitCheck.EndFaults(motor, settings.Start, settings.Stop, allowsBeyondLimits);

    public IPointSource With(Func<IMovable, IMovable> replace) => new AlignPoints(replace(motor), detector, settings);

    public PathDescription Describe(IReadOnlyList<IMovable> motors) => new(Form, PathDescription.Places(Motors, motors))
    {
        Numbers = new SortedDictionary<string, double>(StringComparer.Ordinal)
        {
            ["start"] = settings.Start,
            ["stop"] = settings.Stop,
            ["min_step"] = settings.MinStep,
            ["steps"] = settings.Steps,
            ["narrowing"] = settings.Narrowing,
        },
        Texts = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["detector"] = detector, ["at"] = settings.At.ToString() },
    };

    /// <exception cref="ArgumentException">A number is missing or out of range.</exception>
    public static AlignPoints Of(PathDescription path, IMovable motor) => new(motor, path.Text("detector"), new AlignSettings(
        path.Number("start"),
        path.Number("stop"),
        path.Number("min_step"),
        (int)Math.Clamp(path.Number("steps"), 0, int.MaxValue),
        path.Number("narrowing"),
        Enum.TryParse<PeakCentre>(path.Text("at"), out var at) ? at : throw new ArgumentException("it names no centre of a peak.")));

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"'{motor.Id}' on the peak of '{detector}' from {settings.Start:R} to {settings.Stop:R}, steps down to {settings.MinStep:R}");

    private double? Centre(LinearPositions positions, double[] values, bool isFirst)
    {
        if (PeakShape.CentreOf([.. positions], values, settings.At) is { } centre && (!isFirst || PeakShape.Missing([.. positions], values) is null))
        {
            return centre;
        }

        return !isFirst ? null : throw new PeakException(
            $"'{detector}' has no peak over '{motor.Id}': {PeakShape.Missing([.. positions], values) ?? "it is flat"}.",
            "Look at the data of the run, and give another range, or more points (steps:) for a narrow peak.")
        {
            DeviceId = detector,
        };
    }
}
