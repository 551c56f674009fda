using LabSdk.Devices;

namespace LabSdk;

/// <summary>A whole path at each point of another one.</summary>
internal sealed class NestedPoints(IPointSource outer, IPointSource inner) : IPointSource
{
    public IReadOnlyList<IMovable> Motors { get; } = [.. outer.Motors, .. inner.Motors];

    public long? PointCount => outer.PointCount == 0 || inner.PointCount == 0 ? 0
        : outer.PointCount is { } slow && inner.PointCount is { } fast ? (long)Int128.Min((Int128)slow * fast, long.MaxValue)
        : null;

    public bool IsKnown => outer.IsKnown && inner.IsKnown;

    public bool DependsOnMeasured => inner.DependsOnMeasured;

    public bool IsRelative => outer.IsRelative || inner.IsRelative;

    public bool HoldsTargets => true;

    public IEnumerable<double[]> Targets(IReadOnlyList<double> origins, MeasuredPoints measured)
    {
        double[] around = [.. origins.Skip(outer.Motors.Count)];
        foreach (var place in outer.Targets([.. origins.Take(outer.Motors.Count)], measured))
        {
            foreach (var point in inner.Targets(around, measured.FromNow()))
            {
                yield return [.. place, .. point];
            }
        }
    }

    public IEnumerable<string> Faults(IReadOnlyList<double>? origins, bool allowsBeyondLimits) =>
        new[] { outer, inner }.SelectMany(part => part.Faults(PathDescription.Origins(part, Motors, origins), allowsBeyondLimits));

    public IPointSource With(Func<IMovable, IMovable> replace) => new NestedPoints(outer.With(replace), inner.With(replace));

    public PathDescription Describe(IReadOnlyList<IMovable> motors) =>
        new(PathDescription.Nest, PathDescription.Places(Motors, motors)) { Parts = [outer.Describe(motors), inner.Describe(motors)] };

    public override string ToString() => $"{inner} at each of {outer}";
}
