using LabSdk.Odp;

namespace LabSdk.Tests.Telemetries;

public class LapTests
{
    private const ulong Start = 1_700_000_000_000_000_000;

    [Fact]
    public void First_lap_is_an_out_lap_whatever_its_label_and_the_fastest_is_a_timed_one()
    {
        var laps = Table(Trigger(0, "Flying"), Trigger(12, "Lap 2"), Trigger(102, "Lap 3"), Trigger(190, "Lap 4"));

        Assert.Equal(["Out Lap", "Lap 2", "Lap 3", "Lap 4"], laps.Select(lap => lap.Name));
        Assert.Equal([LapKind.Out, LapKind.Timed, LapKind.Timed, LapKind.Timed], laps.Select(lap => lap.Kind));
        Assert.Equal([12.0, 90, 88, null], laps.Select(lap => lap.Seconds));
        Assert.Equal("Lap 3", laps.Fastest!.Name);
        Assert.Single(laps, lap => lap.IsFastest);
    }

    [Fact]
    public void Pit_lane_makes_the_lap_before_an_in_lap_and_begins_an_out_lap()
    {
        var laps = Table(Trigger(0), Trigger(90), Trigger(170, source: "1"), Trigger(300), Trigger(390));

        Assert.Equal([LapKind.Out, LapKind.In, LapKind.Out, LapKind.Timed, LapKind.Timed], laps.Select(lap => lap.Kind));
        Assert.Equal(90, laps.Fastest!.Seconds);
    }

    [Fact]
    public void Triggers_within_ten_seconds_make_no_lap_and_are_counted()
    {
        var laps = Table(Trigger(0), Trigger(9.999), Trigger(10), Trigger(19.9));

        Assert.Equal(2, laps.Count);
        Assert.Equal(2, laps.Dropped);
        Assert.Contains("2 triggers less than 10 s after another left out", laps.ToString());
    }

    [Fact]
    public void Order_of_arrival_does_not_matter_and_other_markers_are_no_laps()
    {
        var laps = Table(Trigger(90, "b"), Trigger(0, "a"), new OdpMarker(Start + 5, 0, "flag", "Comment", "", "", 0));

        Assert.Equal(["Out Lap", "b"], laps.Select(lap => lap.Name));
    }

    [Fact]
    public void A_trigger_without_a_label_is_called_by_its_number() => Assert.Equal("Lap 7", Table(Trigger(0), Trigger(60, "", number: 7))[1].Name);

    [Fact]
    public void No_triggers_make_an_empty_table_that_can_be_shown()
    {
        var laps = Table();

        Assert.Null(laps.Fastest);
        Assert.Contains("no lap triggers", laps.ToHtml());
        Assert.Equal(0, laps.Data.RowCount);
    }

    private static LapTable Table(params OdpMarker[] markers) => new("Run 1", markers, isSimulated: false);

    private static OdpMarker Trigger(double seconds, string label = "Lap", string source = "0", long number = 1) =>
        new(Start + (ulong)(seconds * 1e9), 0, label, OdpMarker.LapTrigger, "", source, number);
}
