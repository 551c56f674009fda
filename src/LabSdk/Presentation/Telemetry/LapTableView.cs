using LabSdk.Display;

namespace LabSdk.Presentation;

/// <summary>Laps as a line on the fastest, a table, and a plot of lap times.</summary>
internal static class LapTableView
{
    private static readonly TableColumn[] Columns = ["Lap", "Name", "Kind", "Start", new("Lap time", Align: Align.Right), new("To fastest", "s", Format: "+0.000;-0.000;0.000")];

    public static Block Of(LapTable laps)
    {
        var blocks = new List<Block> { new StatusRows(Line(laps)) };
        if (laps.Count > 0)
        {
            blocks.Add(Table(laps) with { Caption = $"Laps of {laps.Subject}{laps.Mark}" });
        }

        if (laps.Count(lap => lap.Seconds is not null) > 1)
        {
            blocks.Add(laps.Plot());
        }

        return new Stack(blocks);
    }

    /// <summary>The table without caption, for cards.</summary>
    public static TableModel Table(LapTable laps) => new(Columns, laps.Select(lap => Row(laps, lap))) { RowNoun = "laps", ShowSize = false };

    private static StatusRow Line(LapTable laps)
    {
        var dropped = laps.Dropped > 0 ? $"; {laps.Dropped} {(laps.Dropped == 1 ? "trigger" : "triggers")} less than 10 s after another left out" : "";
        return laps.Fastest is { Seconds: { } seconds } fastest
            ? new StatusRow(laps.Dropped > 0 ? State.Warn : State.Ok, $"Fastest: {fastest.Name}", TelemetryText.LapTime(seconds) + dropped)
            : new StatusRow(State.Unknown, laps.Count == 0 ? "No laps" : "No timed lap has ended", (laps.Count == 0 ? "The session has no lap triggers" : "") + dropped);
    }

    private static Cell[] Row(LapTable laps, Lap lap) =>
    [
        lap.Number,
        lap.Name,
        lap.IsFastest ? Cell.Of(State.Ok, "fastest") : lap.Kind.ToString().ToLowerInvariant(),
        TelemetryText.Clock(lap.Start),
        lap.Seconds is { } seconds ? TelemetryText.LapTime(seconds) : "not ended",
        laps.Fastest?.Seconds is { } best && lap is { Kind: LapKind.Timed, Seconds: { } own } ? own - best : Cell.Null,
    ];
}
