using System.Globalization;
using LabSdk.Display;
using LabSdk.Odp;

namespace LabSdk.Presentation;

/// <summary>What the card of a telemetry broker says.</summary>
internal static class TelemetryFacts
{
    private const int MostSessions = 8;

    /// <summary>The broker and its counters.</summary>
    public static void Add(PropertyList facts, Telemetry telemetry)
    {
        if (telemetry.Connected is not { } client)
        {
            facts.Add("Broker", "starts when it is first used");
            return;
        }

        var counters = client.Counters;
        facts.Add("Broker", Cell.Code(client.Endpoint));
        facts.Add("Generation", client.Generation.ToString());
        facts.AddKnown("Domain", client.Domain);
        facts.Add("Streams by", client.Strategy == StreamCreationStrategy.TopicBased ? "topic" : "partition");
        facts.Add("Read", string.Create(CultureInfo.InvariantCulture, $"{counters.Records:#,0} records, {counters.Bytes / 1e6:0.##} MB{Troubles(counters)}"));
    }

    /// <summary>The newest sessions, and streams that are followed.</summary>
    public static IEnumerable<Block> Panels(Telemetry telemetry)
    {
        if (telemetry.Connected is not { } client)
        {
            yield break;
        }

        var sessions = client.Sessions.All;
        if (sessions.Count > 0)
        {
            var newest = new TelemetrySessions(telemetry, [.. sessions.Reverse().Take(MostSessions)], new Dictionary<string, IReadOnlyList<string>>());
            yield return SessionTableView.Of(newest) with { Caption = sessions.Count > MostSessions ? $"The last {MostSessions} of {sessions.Count} sessions" : "Sessions", ShowSize = false };
        }

        if (telemetry.Streams is { Count: > 0 } streams)
        {
            yield return StreamTableView.Table(streams) with { Caption = "Streams" };
        }
    }

    /// <summary>Sessions in one line.</summary>
    public static string Line(Telemetry telemetry)
    {
        if (telemetry.Connected is not { } client)
        {
            return "not started yet";
        }

        var sessions = client.Sessions.All;
        var live = sessions.Count(session => !session.IsComplete);
        return string.Create(CultureInfo.InvariantCulture, $"{sessions.Count} {(sessions.Count == 1 ? "session" : "sessions")}{(live > 0 ? $", {live} live" : "")}");
    }

    /// <summary>What went wrong, for a line of counters; empty when nothing did.</summary>
    public static string Troubles(OdpCounters counters) => string.Concat(
        Part(counters.Malformed, "malformed"), Part(counters.Undecodable, "undecodable"), Part(counters.LostRecords, "lost"), Part(counters.Late, "late"), Part(counters.Reconnects, "reconnects"));

    private static string Part(long count, string what) => count > 0 ? string.Create(CultureInfo.InvariantCulture, $", {count:#,0} {what}") : "";
}
