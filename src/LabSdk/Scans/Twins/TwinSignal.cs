namespace LabSdk;

/// <summary>The signal of a dry run when nobody gives one: one peak in the middle of the way of each motor, a fifth of the way wide.</summary>
internal sealed class TwinSignal
{
    private readonly Dictionary<string, (double Middle, double Width)> _peaks = new(StringComparer.Ordinal);

    public TwinSignal(ScanPlan plan)
    {
        var path = plan.Source.Describe(plan.Motors);
        for (var i = 0; i < plan.Motors.Count; i++)
        {
            var motor = plan.Motors[i];
            var (low, high) = Extent(path, i) ?? (motor.Limits.Minimum, motor.Limits.Maximum);
            var isFinite = double.IsFinite(low) && double.IsFinite(high) && high > low;
            _peaks[motor.Id] = isFinite ? ((low + high) / 2, (high - low) / 5) : (0, 1);
        }
    }

    public double At(string detector, IReadOnlyDictionary<string, double> places) => places.Aggregate(1.0, (height, place) =>
        height * Math.Exp(-4 * Math.Log(2) * Math.Pow((place.Value - _peaks[place.Key].Middle) / _peaks[place.Key].Width, 2)));

    // From the description: points need not be listed, and may not be known.
    private static (double Low, double High)? Extent(PathDescription path, int motor)
    {
        if (path.Numbers?.TryGetValue("start", out var start) == true && path.Numbers.TryGetValue("stop", out var stop) && path.Motors.Contains(motor))
        {
            return (Math.Min(start, stop), Math.Max(start, stop));
        }

        var ranges = (path.Parts ?? []).Select(part => Extent(part, motor))
            .Concat((path.Axes ?? []).SelectMany(axis => axis).Where(track => path.Motors[track.Motor] == motor).Select(Extent))
            .OfType<(double Low, double High)>().ToArray();
        return ranges.Length == 0 ? null : (ranges.Min(range => range.Low), ranges.Max(range => range.High));
    }

    private static (double Low, double High)? Extent(TrackDescription track) =>
        track is { Start: { } start, Stop: { } stop } ? (Math.Min(start, stop), Math.Max(start, stop))
        : track.Positions is { Count: > 0 } positions ? (positions.Min(), positions.Max())
        : null;
}
