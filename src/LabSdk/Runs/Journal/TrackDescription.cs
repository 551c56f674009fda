using System.Globalization;
using LabSdk.Devices;

namespace LabSdk;

/// <summary>The path of one motor as data; <paramref name="Motor"/> is its place in the list of motors.</summary>
internal sealed record TrackDescription(int Motor, string Form, bool Relative, double? Start, double? Stop, int Steps, IReadOnlyList<double>? Positions)
{
    private const string Linear = "linear";
    private const string Logarithmic = "logarithmic";
    private const string Listed = "list";

    public static IReadOnlyList<IReadOnlyList<TrackDescription>> Of(IReadOnlyList<PlanAxis> axes)
    {
        var motor = 0;
        return [.. axes.Select(axis => (IReadOnlyList<TrackDescription>)[.. axis.Tracks.Select(track => Of(track, motor++))])];
    }

    public static TrackDescription Of(PlanTrack track, int motor) => track.Positions switch
    {
        LinearPositions linear => new(motor, Linear, track.IsRelative, linear.Start, linear.Stop, linear.Count, null),
        LogarithmicPositions log => new(motor, Logarithmic, track.IsRelative, log.Start, log.Stop, log.Count, null),
        var list => new(motor, Listed, track.IsRelative, null, null, list.Count, [.. list]),
    };

    public PlanTrack ToTrack(IMovable motor) => new(motor, Places(), Relative);

    public bool Equals(TrackDescription? other) =>
        other is not null && (Motor, Form, Relative, Start, Stop, Steps) == (other.Motor, other.Form, other.Relative, other.Start, other.Stop, other.Steps)
        && (Positions ?? []).SequenceEqual(other.Positions ?? []);

    public override int GetHashCode() => HashCode.Combine(Motor, Form, Relative, Start, Stop, Steps);

    public override string ToString() => $"{(Relative ? "relative " : "")}{Words()}";

    private IReadOnlyList<double> Places() => Form switch
    {
        Linear => new LinearPositions(Start ?? 0, Stop ?? 0, Steps),
        Logarithmic => new LogarithmicPositions(Start ?? 0, Stop ?? 0, Steps),
        _ => new ListedPositions(Positions ?? []),
    };

    private string Words() => Form == Listed
        ? string.Create(CultureInfo.InvariantCulture, $"{Steps} listed positions")
        : string.Create(CultureInfo.InvariantCulture, $"{Start:R} to {Stop:R} in {Steps} {Form} steps");
}
