using System.Globalization;
using LabSdk.Devices;
using LabSdk.Odp;

namespace LabSdk.Families.Odp;

/// <summary>The health of a telemetry broker: its connection, and every counter of its client. Asks nobody.</summary>
internal sealed class OdpHealthFacts(DeviceDescription description, TelemetrySource source) : IHealth
{
    public string Id => description.Id;

    public DeviceDescription Description => description;

    public ValueTask<IReadOnlyList<HealthFact>> GetHealthAsync(CancellationToken cancellationToken = default) => new(Read(source));

    /// <summary>The connection alone.</summary>
    public static HealthFact Link(TelemetrySource source) => source.Client switch
    {
        null => new("broker", HealthSeverity.Ok, "simulated, started when it is first used"),
        { IsConnected: true } client => new("broker", HealthSeverity.Ok, $"{client.Endpoint}, {client.Generation}{(client.Domain.Length > 0 ? $", domain {client.Domain}" : "")}"),
        { Counters.LastProblem: var problem } client => new("broker", HealthSeverity.Fault, $"{client.Endpoint} is not reached{(problem is null ? "" : $": {problem}")}", "Reading and writing go on by themselves when it is back."),
    };

    /// <summary>Every counter, in the order to show them.</summary>
    public static IReadOnlyList<HealthFact> Read(TelemetrySource source)
    {
        if (source.Client is not { } client)
        {
            return [Link(source)];
        }

        var sessions = client.Sessions.All;
        var now = client.Counters;
        return
        [
            Link(source),
            Of("sessions", false, $"{sessions.Count}, {sessions.Count(session => !session.IsComplete)} live"),
            Of("records", false, string.Create(CultureInfo.InvariantCulture, $"{now.Records:#,0} read, {now.Bytes / 1e6:0.###} MB")),
            Of("malformed", now.Malformed > 0, Number(now.Malformed), "Records that are no packets were passed over: another program writes to these topics."),
            Of("undecodable", now.Undecodable > 0, Number(now.Undecodable), "Samples of formats that nobody defined were handed on as bytes only: the essentials of their session are missing."),
            Of("unknown types", now.UnknownTypes > 0, Number(now.UnknownTypes), "Packets of other types than the protocol's were handed on as bytes."),
            Of("late", now.Late > 0, Number(now.Late), "Records came after the end of their stream."),
            Of("lost ranges", now.LostRecords > 0, Lost(now), "The broker did not keep these records long enough: read earlier, or raise its retention."),
            Of("reconnects", now.Reconnects > 0, Number(now.Reconnects)),
            Of("problems", now.Problems > 0, now.Problems > 0 ? $"{now.Problems}, the last: {now.LastProblem}" : "none"),
        ];
    }

    private static string Lost(OdpCounters now) => now.LostRecords == 0 ? "none" : string.Create(
        CultureInfo.InvariantCulture,
        $"{now.LostRecords:#,0} records: {string.Join("; ", now.LostRanges.TakeLast(3).Select(gap => string.Create(CultureInfo.InvariantCulture, $"{gap.Topic}[{gap.Partition}] from {gap.Asked} to {gap.Resumed}")))}");

    private static HealthFact Of(string name, bool isWarning, string text, string? hint = null) =>
        new(name, isWarning ? HealthSeverity.Warn : HealthSeverity.Ok, text, isWarning ? hint : null);

    private static string Number(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
