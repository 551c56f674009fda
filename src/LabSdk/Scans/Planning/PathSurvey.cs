using LabSdk.Devices;

namespace LabSdk;

/// <summary>One walk along all points of a plan: the way of each motor, the number of moves, and how long they take.</summary>
internal sealed class PathSurvey
{
    private PathSurvey(IReadOnlyList<MotorPath> paths) => Paths = paths;

    public IReadOnlyList<MotorPath> Paths { get; private set; }

    /// <summary>How often a motor is sent; null when the points are not known.</summary>
    public long? Moves { get; private set; }

    /// <summary>What the moves from the first point on take; null when a point or a speed is not known.</summary>
    public TimeSpan? MoveTime { get; private set; }

    public static PathSurvey Of(ScanPreview preview, IReadOnlyList<double?> speeds)
    {
        var motors = preview.Plan.Motors;
        var survey = new PathSurvey([.. motors.Select(motor => new MotorPath(motor.Id, motor.Unit, double.NaN, double.NaN, double.NaN, double.NaN, 0))]);
        if (preview.Plan.HasKnownPoints && !(preview.PointCount > PlanCheck.MostPoints))
        {
            survey.Walk(preview, motors, speeds);
        }
        else if (preview.Plan.Flight is { } flight && (flight.Speed ?? speeds[0]) is { } speed)
        {
            survey.MoveTime = Time(Math.Abs(flight.Stop - flight.Start) / speed);
        }

        return survey;
    }

    private void Walk(ScanPreview preview, IReadOnlyList<IMovable> motors, IReadOnlyList<double?> speeds)
    {
        var paths = Paths.ToArray();
        var skips = preview.Plan.Source.HoldsTargets;
        var (moves, seconds, isKnown) = (0L, 0.0, true);
        double[]? before = null;
        foreach (var point in preview.Points)
        {
            var longest = 0.0;
            for (var i = 0; i < paths.Length; i++)
            {
                var target = point.Targets[i];
                if (double.IsNaN(target))
                {
                    continue;
                }

                paths[i] = paths[i].Through(target);
                moves += skips && before is not null && before[i] == target ? 0 : 1;
                var way = before is null || double.IsNaN(before[i]) ? 0 : Math.Abs(target - before[i]);
                isKnown &= way == 0 || speeds[i] is not null;
                longest = Math.Max(longest, way / (speeds[i] ?? double.PositiveInfinity));
            }

            seconds += longest;
            before = [.. point.Targets];
        }

        (Paths, Moves, MoveTime) = (paths, moves, isKnown ? Time(seconds) : null);
    }

    private static TimeSpan? Time(double seconds) => seconds < TimeSpan.MaxValue.TotalSeconds / 2 ? TimeSpan.FromSeconds(seconds) : null;
}
