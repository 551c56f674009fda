namespace LabSdk;

/// <summary>One dimension of a plan: one motor, or several that move together.</summary>
public sealed record PlanAxis
{
    /// <summary>Creates an axis.</summary>
    /// <param name="tracks">At least one motor, all with the same number of positions.</param>
    /// <exception cref="ArgumentException">There is no motor, or the numbers of positions differ.</exception>
    public PlanAxis(IReadOnlyList<PlanTrack> tracks)
    {
        ArgumentNullException.ThrowIfNull(tracks);
        if (tracks.Count == 0)
        {
            throw new ArgumentException("An axis needs at least one motor.", nameof(tracks));
        }

        if (tracks.Any(track => track.Positions.Count != tracks[0].Positions.Count))
        {
            var counts = string.Join(", ", tracks.Select(track => $"'{track.Motor.Id}' has {track.Positions.Count}"));
            throw new ArgumentException($"Motors that move together need equally many positions: {counts}.", nameof(tracks));
        }

        Tracks = tracks;
    }

    /// <summary>The motors with their positions.</summary>
    public IReadOnlyList<PlanTrack> Tracks { get; }

    /// <summary>Number of positions along this axis.</summary>
    public int Count => Tracks[0].Positions.Count;

    /// <summary>Returns the tracks, joined by <c>with</c>.</summary>
    public override string ToString() => string.Join(" with ", Tracks);
}
