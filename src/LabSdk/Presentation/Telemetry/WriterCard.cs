using System.Globalization;
using LabSdk.Display;
using LabSdk.Odp;

namespace LabSdk.Presentation;

/// <summary>A session that is being written, as a card: what went out, what the broker has stored, and its signals.</summary>
internal static class WriterCard
{
    private static readonly TableColumn[] Columns = ["Signal", "Unit", "Stream", new("Rate", "Hz", Format: "0.##"), "Next sample (UTC)"];

    public static Block Of(TelemetryWriter writer) => Of(
        writer.Client.Session, writer.Counters, [.. writer.Signals.Select(signal => signal.Client)], writer.Client.Streams, writer.HasEnded, writer.IsSimulated);

    public static Block Of(OdpSessionInfo session, OdpWriterCounters counters, IReadOnlyList<OdpSignalWriter> signals, IReadOnlyList<string> streams, bool hasEnded, bool isSimulated)
    {
        var facts = new PropertyList
        {
            new Property("Samples", counters.Samples.ToString("#,0", CultureInfo.InvariantCulture), IsLead: true),
            { "Stored", Stored(counters) },
        };
        facts.AddKnown("Failed", counters.Failed > 0 ? Cell.Of(State.Fault, $"{counters.Failed} records were not stored") : Cell.Null);
        facts.AddKnown("Cut", counters.CutPackets > 0 ? $"{counters.CutPackets} packets that were too large for one record" : Cell.Null);
        facts.Add("Streams", string.Join(", ", streams.Select(TelemetryText.Stream)));
        facts.Add("Key", Cell.Code(session.SessionKey));
        var body = new List<Block> { facts };
        if (signals.Count > 0)
        {
            body.Add(new TableModel(Columns, signals.Select(Row)) { RowNoun = "signals", ShowSize = false });
        }

        return new Card($"Writing {Name(session)}", body)
        {
            Subtitle = session.DataSource,
            State = counters.Failed > 0 ? State.Fault : hasEnded ? State.Unknown : State.Ok,
            StateWord = hasEnded ? "ended" : counters.Failed > 0 ? "losing data" : counters.Waiting > 0 ? "sending" : "open",
            Badges = DeviceCard.Badges(isSimulated),
        };
    }

    /// <summary>One line without asking the broker.</summary>
    public static string Line(TelemetryWriter writer)
    {
        var counters = writer.Counters;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Writing {Name(writer.Client.Session)} ({writer.Client.Session.DataSource}): {counters.Samples:#,0} samples, {counters.Delivered:#,0} records stored{(counters.Failed > 0 ? $", {counters.Failed} failed" : "")}{(writer.HasEnded ? ", ended" : "")}{(writer.IsSimulated ? ", SIMULATED" : "")}");
    }

    private static string Name(OdpSessionInfo session) => session.Identifier.Length > 0 ? session.Identifier : "Untitled";

    private static string Stored(OdpWriterCounters counters) => string.Create(
        CultureInfo.InvariantCulture,
        $"{counters.Delivered:#,0} of {counters.Queued:#,0} records, {counters.Bytes / 1e6:0.###} MB{(counters.Waiting > 0 ? $", {counters.Waiting} on their way" : "")}");

    private static Cell[] Row(OdpSignalWriter signal) =>
    [
        Cell.Code(signal.Identifier),
        signal.Definition.Units.Length > 0 ? signal.Definition.Units : Cell.Null,
        TelemetryText.Stream(signal.Stream),
        signal.Frequency > 0 ? signal.Frequency : "own times",
        signal.NextTime is { } next ? TelemetryText.Clock(next) : Cell.Null,
    ];
}
