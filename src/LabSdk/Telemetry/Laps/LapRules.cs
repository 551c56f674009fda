using LabSdk.Odp;

namespace LabSdk;

/// <summary>
/// Makes laps of lap triggers, by the conventions of the vendor's recorder: the first lap is an out lap whatever its label; a trigger
/// of source 1 is the pit lane, so the lap before it was an in lap and the one it begins an out lap; a trigger less than 10 s after the
/// last is no lap.
/// </summary>
internal static class LapRules
{
    public const string PitLane = "1";
    public const ulong Shortest = 10 * OdpTime.Second;

    /// <summary>The laps, and how many triggers came too soon.</summary>
    public static (IReadOnlyList<Lap> Laps, int Dropped) Of(IEnumerable<OdpMarker> markers)
    {
        var triggers = new List<OdpMarker>();
        var dropped = 0;
        foreach (var marker in markers.Where(marker => marker.IsLap).OrderBy(marker => marker.Time))
        {
            if (triggers.Count > 0 && marker.Time - triggers[^1].Time < Shortest)
            {
                dropped++;
                continue;
            }

            triggers.Add(marker);
        }

        var laps = triggers.Select((_, index) => LapAt(triggers, index)).ToArray();
        var fastest = laps.Where(lap => lap is { Kind: LapKind.Timed, End: not null }).MinBy(lap => lap.End - lap.Start);
        return ([.. laps.Select(lap => lap == fastest ? lap with { IsFastest = true } : lap)], dropped);
    }

    private static Lap LapAt(List<OdpMarker> triggers, int index)
    {
        var marker = triggers[index];
        var next = index + 1 < triggers.Count ? triggers[index + 1] : null;
        var kind = next?.Source == PitLane ? LapKind.In : index == 0 || marker.Source == PitLane ? LapKind.Out : LapKind.Timed;
        var name = kind switch
        {
            LapKind.Out => "Out Lap",
            LapKind.In => "In Lap",
            _ when marker.Label.Length > 0 => marker.Label,
            _ => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Lap {marker.Value}"),
        };
        return new Lap(index, marker.Value, name, kind, marker.Time, next?.Time);
    }
}
