using LabSdk.Odp;
using LabSdk.Odp.Tests.Writing;
using LabSdk.Odp.Wire.OpenData;

namespace LabSdk.Simulation.Tests.Odp.Car;

public class SimulatedCarTests
{
    private static readonly DateTimeOffset Start = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task History_has_all_signals_laps_gear_changes_and_kinds_of_samples()
    {
        await using var bench = await WriterBench.StartAsync();
        var session = await SimulatedCar.WriteHistoryAsync(bench.Client, new SimulatedCarOptions { Laps = 2, StartTime = Start, Identifier = "Run 1" });
        Assert.Equal(("Run 1", true, "true"), (session.Identifier, session.IsComplete, session.Details["Simulated"]));
        Assert.Equal(OdpTime.FromDateTimeOffset(Start), session.CreationTime);
        var (chassis, engine) = (await bench.ReadAsync("Data.Default.Chassis"), await bench.ReadAsync("Data.Default.Engine"));
        var duration = (session.TerminationTime!.Value - session.CreationTime!.Value) / 1e9;
        Assert.InRange(duration, 160, 180);

        var samples = Columns(bench, chassis).Concat(Columns(bench, engine)).ToLookup(column => column.Identifier);
        Assert.Equal(
            ["BDrs:Chassis", "NGear:Chassis", "NLap:Chassis", "SDriving:Chassis", "gLat:Chassis", "gLong:Chassis", "nEngine:Engine", "pBrake:Chassis", "rThrottle:Chassis",
                "tOil:Engine", "tWater:Engine", "vCar:Chassis", "xCar:Chassis", "yCar:Chassis"],
            samples.Select(group => group.Key).Order(StringComparer.Ordinal));
        foreach (var (name, hz) in new[] { ("vCar:Chassis", 100), ("nEngine:Engine", 100), ("tWater:Engine", 10), ("xCar:Chassis", 10), ("NLap:Chassis", 1) })
        {
            var times = samples[name].SelectMany(column => column.Times).ToArray();
            Assert.InRange(times.Length, duration * hz, (duration * hz) + 1);
            Assert.All(times.Select((time, i) => (time, i)), each => Assert.Equal(OdpTime.FromDateTimeOffset(Start) + ((ulong)each.i * (ulong)(1_000_000_000 / hz)), each.time));
        }

        Assert.Equal([SampleKind.Double, SampleKind.Int32, SampleKind.Bool, SampleKind.String], samples.SelectMany(group => group).Select(column => column.Kind).Distinct().Order());
        Assert.Contains(chassis, packet => packet.Type == "RowData");
        Assert.Equal([1, 2], samples["NLap:Chassis"].SelectMany(column => column.Int32s.ToArray()).Distinct());
        var laps = chassis.Where(packet => packet.Type == "Marker").Select(packet => packet.Content(MarkerPacket.Parser)).ToArray();
        Assert.Equal([("Out Lap", 1L), ("Lap 2", 2L)], laps.Select(lap => (lap.Label, lap.Value)));
        Assert.All(laps, lap => Assert.Equal(OdpMarker.LapTrigger, lap.Type));
        var gears = chassis.Where(packet => packet.Type == "Event").Select(packet => packet.Content(EventPacket.Parser)).ToArray();
        Assert.InRange(gears.Length, 40, 400);
        Assert.All(gears, gear => Assert.Equal(1, Math.Abs(gear.RawValues[0] - gear.RawValues[1])));
        var names = (await bench.ReadAsync("Data.Default")).Where(packet => packet.Type == "Configuration").SelectMany(packet => packet.Content(ConfigurationPacket.Parser).ParameterDefinitions);
        Assert.Equal(samples.Select(group => group.Key).Order(), names.Select(name => name.Identifier).Order());
    }

    [Fact]
    public async Task Same_seed_gives_the_same_samples_however_they_were_sent()
    {
        await using var bench = await WriterBench.StartAsync();
        await using var other = await WriterBench.StartAsync();
        var options = new SimulatedCarOptions { Laps = 1, StartTime = Start, Seed = 7 };
        await SimulatedCar.WriteHistoryAsync(bench.Client, options);
        await using (var car = await SimulatedCar.StartAsync(other.Client, options with { Speed = 1000, SendInterval = TimeSpan.FromMilliseconds(3) }))
        {
            await car.Completed.WaitAsync(TimeSpan.FromSeconds(60));
            Assert.Null(car.Problem);
            Assert.True(car.Session.IsComplete);
            Assert.Equal(0, car.Counters.Failed);
        }

        foreach (var stream in new[] { "Data.Default.Chassis", "Data.Default.Engine" })
        {
            var (ours, theirs) = (await bench.ReadAsync(stream), await other.ReadAsync(stream));
            var values = Columns(bench, ours).ToLookup(column => column.Identifier, column => column);
            foreach (var group in Columns(other, theirs).GroupBy(column => column.Identifier))
            {
                Assert.Equal(values[group.Key].SelectMany(Values), group.SelectMany(Values));
            }
        }
    }

    [Fact]
    public async Task Live_car_drives_until_it_is_disposed_and_ends_its_session()
    {
        await using var bench = await WriterBench.StartAsync();
        var car = await SimulatedCar.StartAsync(bench.Client, new SimulatedCarOptions { SendInterval = TimeSpan.FromMilliseconds(5), Speed = 20 });
        while (car.State.Distance == 0 || car.Counters.Samples < 1_000)
        {
            await Task.Delay(5, bench.Patience);
        }

        Assert.False(car.Session.IsComplete);
        await car.DisposeAsync();
        await car.DisposeAsync();
        Assert.True(bench.Client.Sessions.Get(car.Session.SessionKey).IsComplete);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(double.NaN)]
    [InlineData(1e6)]
    public async Task Speed_that_is_none_is_refused(double speed)
    {
        await using var bench = await WriterBench.StartAsync();
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => SimulatedCar.StartAsync(bench.Client, new SimulatedCarOptions { Speed = speed }));
        Assert.Empty(bench.Client.Sessions.All);
    }

    [Fact]
    public async Task Telemetry_has_a_finished_session_and_a_live_one()
    {
        await using var telemetry = await SimulatedTelemetry.StartAsync(new SimulatedTelemetryOptions { HistoryLaps = 1 });
        await using var client = await OdpClient.ConnectAsync(telemetry.Endpoint);
        Assert.Equal([("Run 1", true), ("Run 2", false)], client.Sessions.All.Select(session => (session.Identifier, session.IsComplete)));
        Assert.Equal(["Chassis", "Engine"], await client.StreamsAsync("Default"));
        Assert.NotNull(telemetry.Car);
        Assert.Equal(0, telemetry.Broker.Statistics.DroppedRecords);
    }

    private static IEnumerable<SignalSamples> Columns(WriterBench bench, IEnumerable<WrittenPacket> packets) =>
        packets.Where(packet => packet.Type is "PeriodicData" or "RowData").SelectMany(packet => packet.Samples(bench.Client, "Default")).SelectMany(block => block.Columns);

    private static IEnumerable<(ulong Time, object Value)> Values(SignalSamples samples) => Enumerable.Range(0, samples.Count).Select(i => (samples.Times[i], samples.ValueAt(i)));
}
