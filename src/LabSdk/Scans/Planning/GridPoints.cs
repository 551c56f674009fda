using LabSdk.Devices;

namespace LabSdk;

/// <summary>The points of all plans made of axes: every combination, last axis fastest, the whole repeated.</summary>
internal sealed class GridPoints(IReadOnlyList<PlanAxis> axes, bool isSnake, long repeats) : IPointSource
{
    private readonly PlanTrack[] _tracks = [.. axes.SelectMany(axis => axis.Tracks)];

    public IReadOnlyList<PlanAxis> Axes => axes;

    public bool IsSnake => isSnake;

    public long Repeats => repeats;

    public IReadOnlyList<IMovable> Motors => Array.ConvertAll(_tracks, track => track.Motor);

    /// <summary>Saturates at <see cref="long.MaxValue"/>; the plan check refuses such counts.</summary>
    public long? PointCount
    {
        get
        {
            var product = axes.Aggregate((Int128)repeats, (total, axis) => total > long.MaxValue ? total : total * axis.Count);
            return axes.Any(axis => axis.Count == 0) ? 0 : (long)Int128.Min(product, long.MaxValue);
        }
    }

    public bool IsRelative => _tracks.Any(track => track.IsRelative);

    public bool HoldsTargets => axes.Count > 1;

    public IEnumerable<double[]> Targets(IReadOnlyList<double> origins, MeasuredPoints measured)
    {
        var count = PointCount!.Value;
        var perSweep = repeats == 0 ? 0 : count / repeats;
        for (long i = 0; i < count; i++)
        {
            yield return PointAt(i % perSweep, origins);
        }
    }

    public IEnumerable<string> Faults(IReadOnlyList<double>? origins, bool allowsBeyondLimits)
    {
        for (var i = 0; i < _tracks.Length; i++)
        {
            var origin = !_tracks[i].IsRelative ? 0 : origins?[i];
            if (LimitCheck.TrackFault(_tracks[i], origin, allowsBeyondLimits) is { } fault)
            {
                yield return fault;
            }
        }
    }

    public IPointSource With(Func<IMovable, IMovable> replace) => new GridPoints(
        [.. axes.Select(axis => new PlanAxis([.. axis.Tracks.Select(track => track with { Motor = replace(track.Motor) })]))], isSnake, repeats);

    public PathDescription Describe(IReadOnlyList<IMovable> motors) => new(PathDescription.Grid, PathDescription.Places(Motors, motors))
    {
        Axes = TrackDescription.Of(axes),
        Repeats = repeats,
        Snake = isSnake,
    };

    public override string ToString() => axes.Count > 0 ? string.Join(" by ", axes) : repeats == 1 ? "1 point" : $"{repeats} points";

    private double[] PointAt(long index, IReadOnlyList<double> origins)
    {
        var targets = new double[_tracks.Length];
        var track = _tracks.Length;
        for (var a = axes.Count - 1; a >= 0; a--)
        {
            var axis = axes[a];
            var (pass, place) = Math.DivRem(index, axis.Count);
            index = pass;

            // On an odd pass a snake goes back along the line; the slowest axis has only pass 0.
            var at = (int)(isSnake && (pass & 1) == 1 ? axis.Count - 1 - place : place);
            for (var t = axis.Tracks.Count - 1; t >= 0; t--)
            {
                track--;
                targets[track] = axis.Tracks[t].Positions[at] + (axis.Tracks[t].IsRelative ? origins[track] : 0);
            }
        }

        return targets;
    }
}
