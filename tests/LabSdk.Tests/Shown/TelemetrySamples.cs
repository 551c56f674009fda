using LabSdk.Display;
using LabSdk.Display.Tests.Samples;
using LabSdk.Odp;
using LabSdk.Presentation;
using LabSdk.Tests.Telemetries;

namespace LabSdk.Tests.Shown;

/// <summary>Everything of telemetry that shows itself, with every text of it given by the test.</summary>
internal static class TelemetrySamples
{
    private const ulong Start = TelemetryLabs.Start;
    private static readonly Lab Lab = TelemetryLabs.On();

    public static IReadOnlyList<Sample> List { get; } =
    [
        new("sessions", field => new TelemetrySessions(
            Lab.Telemetry, [Info(field, isComplete: true), Info(field, isComplete: false)], new Dictionary<string, IReadOnlyList<string>> { ["source"] = [field("Chassis")] }, field("broker"), true, DateTimeOffset.UnixEpoch)),
        new("session", field => SessionCard.Of(Info(field, isComplete: true), Overview(field), field("it took too long"), true, DateTimeOffset.UnixEpoch)),
        new("live session", field => SessionCard.Of(Info(field, isComplete: false), null, null, false, OdpTime.ToDateTimeOffset(Start + 90_000_000_000))),
        new("signals", field => new SignalTable(field("Run 1"), [Signal(field), new TelemetrySignal("x " + field("undeclared"))], true)),
        new("signal", field => Data(field)),
        new("signal plot", field => Data(field).Plot()),
        new("signal plots", field => SignalFigures.Of(Scale(field), [Data(field)])),
        new("laps", field => Laps(field)),
        new("lap plot", field => Laps(field).Plot()),
        new("markers", field => new MarkerTable(Scale(field), Markers(field))),
        new("events", field => new EventTable(Scale(field), [new OdpEvent(field("GearChange:Chassis"), Start, [1, double.NaN, double.PositiveInfinity])])),
        new("errors", field => new CarErrorTable(Scale(field), [Error(field, isSet: true), Error(field, isSet: false)])),
        new("streams", field => new StreamTable(
            [(new LiveFeedKey(field("Default"), null), new OdpStreamState(field("Chassis"), OdpPacketOrigin.Stream, field("Data.Default"), 0, 5, 9000, Start, OdpStreamCondition.Reading))], true)),
        new("session writer", field => WriterCard.Of(
            Info(field, isComplete: false), new OdpWriterCounters { Failed = 2, Queued = 9, CutPackets = 1, Waiting = 3 }, [], ["", field("Chassis")], false, true)),
        new("live signals", Live),
    ];

    private static OdpSessionInfo Info(Func<string, string> field, bool isComplete) => new("0a1b2c3d " + field("key"), "source")
    {
        Identifier = field("Run 1"), Type = field("Session"), Version = 3, IsComplete = isComplete, CreationTime = Start, TerminationTime = isComplete ? Start + 5_000_000_000 : null,
        AssociateSessionKeys = [field("another")], Details = new Dictionary<string, string> { ["d " + field("driver")] = field("A. Ascari") },
    };

    private static SessionOverview Overview(Func<string, string> field) => new()
    {
        Signals = [Signal(field)], Markers = Markers(field), Events = [], Errors = [], CanMessages = 4,
        Metadata = new Dictionary<string, string> { ["m " + field("track")] = field("Monza") }, First = Start, Last = Start + 9, Trouble = field("2 malformed"), IsFinal = true,
    };

    private static TelemetrySignal Signal(Func<string, string> field) => new("s " + field("vCar:Chassis"))
    {
        Definition = new OdpSignal(field("vCar:Chassis"), field("vCar"), field("Chassis"), field("Speed"), field("km/h"), 0, 360),
        Streams = [field("Chassis")], Rate = 100, Count = 3, NotValid = 1, Min = 1, Max = 3,
    };

    private static SignalData Data(Func<string, string> field)
    {
        var signal = Signal(field);
        var samples = SignalSamples.Of(signal.Identifier, [1.0, 2, 3], SampleTimes.Periodic(Start, 1_000_000_000, 3), SampleStatuses.Of(SampleStatus.Valid, SampleStatus.Error, SampleStatus.Valid));
        return new SignalData(signal, samples, Scale(field));
    }

    private static SessionScale Scale(Func<string, string> field) => new(field("Run 1"), Start, Laps(field), true);

    private static LapTable Laps(Func<string, string> field) => new(field("Run 1"), Markers(field), true);

    private static OdpMarker[] Markers(Func<string, string> field) =>
    [
        .. Enumerable.Range(0, 4).Select(i => new OdpMarker(Start + ((ulong)i * 60_000_000_000), 0, field("Lap"), OdpMarker.LapTrigger, field("text"), "0", i)),
        new OdpMarker(Start + 5, Start + 9, field("flag"), field("Comment"), field("text"), field("7"), long.MinValue),
    ];

    private static OdpErrorRecord Error(Func<string, string> field, bool isSet) =>
        new(field("E1:Engine"), Start, field("Engine"), field("group"), field("hot"), field("too hot"), false, isSet);

    private static Card Live(Func<string, string> field)
    {
        var feed = new LiveFeed(Lab.Telemetry, new LiveFeedKey("Default", null));
        var watch = new LiveWatch(feed, ["*"], 100);
        foreach (var name in new[] { "a " + field("vCar:Chassis"), "b " + field("gLat:Chassis") })
        {
            watch.Take(SampleBlock.Of(SampleLayout.Periodic, SignalSamples.Of(name, [1.0, 2], SampleTimes.Periodic(Start, 10, 2))), field("key"), 0);
        }

        watch.Take(SampleBlock.Of(SampleLayout.Periodic, SignalSamples.Of("c " + field("state:Chassis"), [field("on")], SampleTimes.Periodic(Start, 10, 1))), field("key"), 0);
        return LiveSignalCard.Of(Lab.Telemetry, watch, field("Live"), field("Default"), 30, field("live"));
    }
}
