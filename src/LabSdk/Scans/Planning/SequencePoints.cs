using LabSdk.Devices;

namespace LabSdk;

/// <summary>One path after the other. A motor that a part does not move stays where the parts before have sent it.</summary>
internal sealed class SequencePoints : IPointSource
{
    private readonly IReadOnlyList<IPointSource> _parts;
    private readonly IMovable[] _motors;

    public SequencePoints(IReadOnlyList<IPointSource> parts)
    {
        // A sequence in a sequence is one sequence.
        _parts = [.. parts.SelectMany(part => part is SequencePoints inner ? inner._parts : [part])];
        _motors = PathDescription.Union(_parts.SelectMany(part => part.Motors));
    }

    public IReadOnlyList<IMovable> Motors => _motors;

    public long? PointCount => _parts.All(part => part.PointCount is not null)
        ? (long)Int128.Min(_parts.Aggregate((Int128)0, (sum, part) => sum + part.PointCount!.Value), long.MaxValue)
        : null;

    public bool IsKnown => _parts.All(part => part.IsKnown);

    public bool DependsOnMeasured => _parts.Any(part => part.DependsOnMeasured);

    public bool IsRelative => _parts.Any(part => part.IsRelative);

    public bool HoldsTargets => _motors.Length > 1;

    public IEnumerable<double[]> Targets(IReadOnlyList<double> origins, MeasuredPoints measured)
    {
        // Not sent anywhere yet.
        var targets = new double[_motors.Length];
        Array.Fill(targets, double.NaN);
        foreach (var part in _parts)
        {
            var places = PathDescription.Places(part.Motors, _motors);
            foreach (var point in part.Targets([.. places.Select(place => origins[place])], measured.FromNow()))
            {
                for (var i = 0; i < places.Count; i++)
                {
                    targets[places[i]] = point[i];
                }

                yield return [.. targets];
            }
        }
    }

    public IEnumerable<string> Faults(IReadOnlyList<double>? origins, bool allowsBeyondLimits) =>
        _parts.SelectMany(part => part.Faults(PathDescription.Origins(part, _motors, origins), allowsBeyondLimits));

    public IPointSource With(Func<IMovable, IMovable> replace) => new SequencePoints([.. _parts.Select(part => part.With(replace))]);

    public PathDescription Describe(IReadOnlyList<IMovable> motors) =>
        new(PathDescription.Sequence, PathDescription.Places(_motors, motors)) { Parts = [.. _parts.Select(part => part.Describe(motors))] };

    public override string ToString() => string.Join(", then ", _parts);
}
