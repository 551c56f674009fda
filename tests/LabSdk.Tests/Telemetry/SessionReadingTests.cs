using LabSdk.Display;
using LabSdk.Odp;

namespace LabSdk.Tests.Telemetries;

public sealed class SessionReadingTests : IClassFixture<SessionReadingTests.Recorded>
{
    private const ulong Start = TelemetryLabs.Start;
    private readonly TelemetrySession _run;
    private readonly Lab _lab;

    public SessionReadingTests(Recorded recorded) => (_lab, _run) = (recorded.Lab, recorded.Lab.Telemetry["Run 1"]);

    [Fact]
    public void A_session_is_found_by_identifier_and_key_and_an_unknown_one_lists_those_that_are()
    {
        Assert.Same(_run, _lab.Telemetry[_run.Key]);
        Assert.False(_run.IsLive);
        Assert.Equal("dry", _run.Details["weather"]);
        var error = Assert.Throws<OdpConfigurationException>(() => _lab.Telemetry["Run 7"]);
        Assert.Contains("Run 1", error.Message);
        Assert.Equal(OdpErrorKind.UnknownSession, error.Kind);
    }

    [Fact]
    public void The_table_has_what_the_columns_say()
    {
        var sessions = _lab.Telemetry.Sessions;
        var row = sessions.Data.Where(each => (string)each["identifier"]! == "Run 1").Head(1);

        Assert.Equal(("Default", false, "Chassis"), ((string)row[0, "source"]!, (bool)row[0, "live"], (string)row[0, "streams"]!));
        Assert.Contains("A. Ascari", sessions.ToHtml());
    }

    [Fact]
    public void Signals_say_unit_range_rate_and_stream()
    {
        var speed = _run.Signals["vCar"];

        Assert.Equal(("vCar:Chassis", "km/h", 10.0, 1000L), (speed.Identifier, speed.Unit, speed.Rate, speed.Count));
        Assert.Equal((0.0, 999.0), (speed.Min, speed.Max));
        Assert.Equal(["Chassis"], speed.Streams);
        var error = Assert.Throws<LabConfigurationException>(() => _run.Signals["vCra"]);
        Assert.Equal(LabErrorIds.UnknownSignal, error.ErrorId);
        Assert.Contains("vCar:Chassis", error.Message);
    }

    [Fact]
    public void Samples_come_with_times_values_and_statuses()
    {
        var speed = _run["vCar:Chassis"];

        Assert.Equal(1000, speed.Count);
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => (double)i), speed.Values);
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => Start + ((ulong)i * 100_000_000)), speed.Times);
        Assert.True(speed.Statuses.AreAllValid);
        Assert.Equal(new SignalSample(Start + 100_000_000, 1, SampleStatus.Valid), speed[1]);
        Assert.Equal(["time", "time_ns", "vCar:Chassis", "status"], speed.ToFrame().Columns.Select(column => column.Name));
    }

    [Fact]
    public void A_frame_without_a_rate_has_every_time_and_null_where_there_is_no_sample()
    {
        var frame = _run.Frame("vCar:Chassis", "NGear:Chassis");

        Assert.Equal(1000, frame.RowCount);
        Assert.Equal(0.1, (double)frame[1, "time"]);
        Assert.Equal((long)Start + 100_000_000, (long)frame[1, "time_ns"]);
        Assert.True(frame[1, "NGear:Chassis"].IsNull);
        Assert.Equal(1, (long)frame[10, "NGear:Chassis"]);
        Assert.Equal("km/h", frame["vCar:Chassis"].Unit);
    }

    [Fact]
    public void A_frame_with_a_rate_lies_on_lines_and_holds_whole_numbers()
    {
        var frame = _run.Frame("vCar:*", "NGear", rate: 20);

        Assert.Equal(1999, frame.Where(row => !row["vCar:Chassis"].IsNull).RowCount);
        Assert.Equal(0.5, (double)frame[1, "vCar:Chassis"], 9);
        Assert.Equal(1, (double)frame[39, "NGear:Chassis"]);
        Assert.Equal(2, (double)frame[40, "NGear:Chassis"]);
    }

    [Fact]
    public void A_frame_of_a_processor_is_made_by_it()
    {
        var frame = _run.Frame(["vCar:Chassis"], rate: 1, processor: IntervalProcessors.Mean);

        Assert.Equal(4.5, (double)frame[0, "vCar:Chassis"]);
    }

    [Fact]
    public void A_frame_of_a_lap_begins_at_zero_with_it()
    {
        var lap = _run.Laps[1];
        var frame = _run.Frame(lap, "vCar:Chassis");

        Assert.Equal((250, 0.0, 300.0), (frame.RowCount, (double)frame[0, "time"], (double)frame[0, "vCar:Chassis"]));
        Assert.Equal(25 * 5, _run.Frame(lap, "vCar:Chassis", rate: 5).RowCount);
    }

    [Fact]
    public void Laps_markers_events_and_metadata_are_there_once_though_they_came_on_every_stream()
    {
        Assert.Equal([LapKind.Out, LapKind.Timed, LapKind.In, LapKind.Out], _run.Laps.Select(lap => lap.Kind));
        Assert.Equal((1, 25.0), (_run.Laps.Dropped, _run.Laps.Fastest!.Seconds));
        Assert.Equal(6, _run.Markers.Count);
        Assert.Equal("yellow flag", Assert.Single(_run.Markers, marker => !marker.IsLap).Label);
        Assert.Equal([3.0, 4.0], Assert.Single(_run.Events).Values);
        Assert.Equal(("Monza", "42.5"), (_run.Metadata["track"], _run.Metadata["fuel"]));
        Assert.Empty(_run.Errors);
    }

    [Fact]
    public void A_plot_has_a_figure_for_each_unit_and_the_laps_in_each()
    {
        var figures = _run.Plot("*").Items.OfType<Figure>().ToArray();

        Assert.Equal(2, figures.Length);
        Assert.All(figures, figure => Assert.Equal([0.0, 30, 55, 80], figure.Marks.Select(mark => mark.At)));
        Assert.Equal(["Out Lap", "Lap 2", "In Lap", "Out Lap"], figures[0].Marks.Select(mark => mark.Label));
    }

    [Fact]
    public void Everything_shows_itself()
    {
        var html = string.Concat(_run.ToHtml(), _run.Signals.ToHtml(), _run.Laps.ToHtml(), _run.Markers.ToHtml(), _run.Events.ToHtml(), _run["vCar"].ToHtml(), _lab.Telemetry.ToHtml(), _lab.Devices.ToHtml());
        foreach (var expected in new[] { "Run 1", "complete", "vCar:Chassis", "km/h", "Chassis", "A. Ascari", "yellow flag", "GearChange:Chassis", "25.000", "fastest", "telemetry", "Monza" })
        {
            Assert.Contains(expected, html);
        }

        Assert.Contains("Session Run 1 (Default, complete)", _run.ToString());
    }

    [Fact]
    public void A_recorded_session_can_be_read_packet_by_packet()
    {
        var data = _run.Read().ToArray();

        Assert.Contains(data, each => each.Value is OdpConfiguration);
        Assert.Equal(1000, data.Select(each => each.Value).OfType<SampleBlock>().SelectMany(block => block.Columns).Where(column => column.Identifier == "vCar:Chassis").Sum(column => column.Count));
    }

    [Fact]
    public void A_rate_that_cannot_be_is_refused()
    {
        Assert.Throws<OdpConfigurationException>(() => _run.Frame("vCar:Chassis", rate: 0));
        Assert.Contains("rows", Assert.Throws<OdpConfigurationException>(() => _run.Frame("vCar:Chassis", rate: 1e9)).Message);
    }

    public sealed class Recorded : IDisposable
    {
        public Recorded() => TelemetryLabs.WriteRun(Lab);

        public Lab Lab { get; } = TelemetryLabs.On();

        public void Dispose() => Lab.Dispose();
    }
}
