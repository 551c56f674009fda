using LabSdk.Display;

namespace LabSdk.Presentation;

/// <summary>Lap times over lap numbers.</summary>
internal static class LapFigure
{
    public static Figure Of(LapTable laps)
    {
        var ended = laps.Where(lap => lap.Seconds is not null).ToArray();
        var timed = ended.Where(lap => lap.Kind == LapKind.Timed).ToArray();
        var figure = new Figure("Lap times").XAxis("lap").YAxis("lap time", "s")
            .Line(timed.Select(Place), timed.Select(Seconds), ended.Length > timed.Length ? "timed" : null);
        return ended.Length > timed.Length
            ? figure.Scatter(ended.Except(timed).Select(Place), ended.Except(timed).Select(Seconds), "in and out laps") : figure;
    }

    private static double Place(Lap lap) => lap.Number;

    private static double Seconds(Lap lap) => lap.Seconds!.Value;
}
