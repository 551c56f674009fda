using FsCheck;
using FsCheck.Fluent;
using LabSdk.Data;
using LabSdk.Simulation;
using static LabSdk.Plans;

namespace LabSdk.Tests.Timelines;

public sealed class TimelineTests
{
    [Fact]
    public void Records_of_three_families_stand_on_one_clock()
    {
        using var lab = Lab.Simulate();
        var scan = Scan(lab.Motor("mock_stage"), 0, 1, 3).Read(lab.Detector("mock_power_meter")).Run("First scan");
        var chunks = lab.Mds().Collect(TimeSpan.FromMilliseconds(200));
        var button = lab.Fleet("left_button");
        button.Status = new { pressed = true };
        var history = button.History;

        var timeline = lab.Timeline(scan, chunks, history);

        Assert.True(timeline.IsSimulated);
        Assert.Equal(["First scan", chunks.DeviceId, "left_button"], timeline.Parts);
        var aligned = timeline.AlignTo("First scan");
        Assert.Equal(3, aligned.RowCount);
        Assert.Equal(scan.Data["mock_power_meter"].ToDoubles(), aligned["First scan.mock_power_meter"].ToDoubles());
        Assert.InRange(((DataColumn<DateTimeOffset>)aligned["time"]).Values[0], scan.Started, scan.Stopped!.Value);
        Assert.Equal(3 + chunks.Count + history.Count, timeline.Data.Columns.Where(column => column.Name.EndsWith(".time", StringComparison.Ordinal)).Count() + timeline.Data.RowCount);
        Assert.Contains("SIMULATED", timeline.ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void Telemetry_lies_beside_a_scan()
    {
        using var lab = Lab.Simulate();
        var scan = Scan(lab.Motor("mock_stage"), 0, 1, 3).Read(lab.Detector("mock_power_meter")).Run("First scan");
        var speed = lab.Telemetry["Run 1"]["vCar:Chassis"];

        var timeline = lab.Timeline(scan, speed);

        Assert.Equal(["First scan", "Run 1"], timeline.Parts);
        Assert.Equal(scan.Data.RowCount + speed.Count, timeline.Data.RowCount);
        Assert.False(timeline.AlignTo("First scan")["Run 1.vCar:Chassis"].IsNull(0));
    }

    [Fact]
    public void No_row_is_lost_and_every_cell_is_what_was_recorded_last()
    {
        var track = Gen.Choose(0, 30).Select(each => each * 1_000_000_000L).ArrayOf();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(track.ToArbitrary(), track.ToArbitrary(), (a, b) =>
        {
            var timeline = Timeline.Of().With("a", Table(a)).With("b", Table(b));

            var union = timeline.Data;
            Assert.Equal(a.Length, union.RowCount - union["a.value"].NullCount);
            Assert.Equal(b.Length, union.RowCount - union["b.value"].NullCount);
            Assert.Equal(union["time_ns"].ToDoubles().Order(), union["time_ns"].ToDoubles());

            var everySecond = timeline.Every(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));
            for (var row = 0; row < everySecond.RowCount; row++)
            {
                var now = ((DataColumn<long>)everySecond["time_ns"]).Values[row];
                Assert.Equal(Last(b, now, 5_000_000_000), everySecond["b.value"].IsNull(row) ? null : (int)everySecond[row, "b.value"].AsDouble());
            }

            if (a.Length > 0)
            {
                Assert.Equal(a.Length, timeline.AlignTo("a").RowCount);
            }

            var held = timeline.Held();
            for (var row = 0; row < held.RowCount; row++)
            {
                Assert.Equal(b.Any(time => time <= ((DataColumn<long>)held["time_ns"]).Values[row]), !held["b.value"].IsNull(row));
            }
        }));
    }

    [Fact]
    public void Table_without_times_says_what_it_needs()
    {
        var error = Assert.Throws<LabConfigurationException>(() => Timeline.Of().With("own", DataFrame.Of(("x", new[] { 1.0 }))));

        Assert.Equal(LabErrorIds.NoTimes, error.ErrorId);
        Assert.Contains("time_ns", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Part_that_is_not_there_names_the_nearest()
    {
        var error = Assert.Throws<LabConfigurationException>(() => Timeline.Of().With("coarse", Table([1])).AlignTo("corse"));

        Assert.Equal(LabErrorIds.UnknownPart, error.ErrorId);
        Assert.Contains("coarse", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_parts_of_one_name_are_told_apart() =>
        Assert.Equal(["run", "run 2", "run 3"], Timeline.Of().With("run", Table([1])).With("run", Table([2])).With("run", Table([3])).Parts);

    [Fact]
    public void Nothing_gives_an_empty_table()
    {
        var timeline = Timeline.Of();

        Assert.Equal(0, timeline.Data.RowCount);
        Assert.Equal(0, timeline.Every(TimeSpan.FromSeconds(1)).RowCount);
        Assert.Null(timeline.Begin);
        Assert.NotEmpty(timeline.ToHtml());
    }

    // The value of a row is its place, so that a row can be told from its neighbours.
    private static DataFrame Table(long[] times) => new(DataColumn.Create("time_ns", times), DataColumn.Create("value", Enumerable.Range(0, times.Length).ToArray()));

    private static int? Last(long[] times, long now, long maxAge) => times
        .Select((time, index) => (time, index)).Where(each => each.time <= now).OrderBy(each => each.time).ThenBy(each => each.index)
        .Select(each => ((long, int)?)each).LastOrDefault() is { } last && now - last.Item1 <= maxAge ? last.Item2 : null;
}
