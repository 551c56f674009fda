using System.Collections;
using LabSdk.Data;
using LabSdk.Display;
using LabSdk.Odp;
using LabSdk.Presentation;

namespace LabSdk;

/// <summary>The sessions of a broker at one moment, newest first. Shows itself as a table.</summary>
public sealed class TelemetrySessions : TelemetryView, IReadOnlyList<TelemetrySession>
{
    private readonly Telemetry _telemetry;
    private readonly TelemetrySession[] _sessions;
    private readonly IReadOnlyDictionary<string, IReadOnlyList<string>> _streams;

    internal TelemetrySessions(Telemetry telemetry, IReadOnlyList<OdpSessionInfo> infos, IReadOnlyDictionary<string, IReadOnlyList<string>> streams)
        : this(telemetry, infos, streams, telemetry.Description.Endpoint, telemetry.Description.IsSimulated, telemetry.Lab.Options.TimeProvider.GetUtcNow())
    {
    }

    internal TelemetrySessions(
        Telemetry telemetry, IReadOnlyList<OdpSessionInfo> infos, IReadOnlyDictionary<string, IReadOnlyList<string>> streams, string subject, bool isSimulated, DateTimeOffset at)
        : base(isSimulated)
    {
        (_telemetry, Infos, _streams, Subject, At) = (telemetry, infos, streams, subject, at);
        _sessions = [.. infos.Select(telemetry.SessionOf)];
    }

    /// <summary>How many sessions.</summary>
    public int Count => _sessions.Length;

    /// <summary>The table as a data frame, one row for each session.</summary>
    public DataFrame Data => new(
        DataColumn.Create("identifier", Infos.Select(info => info.Identifier)),
        DataColumn.Create("source", Infos.Select(info => info.DataSource)),
        DataColumn.Create("type", Infos.Select(info => info.Type)),
        DataColumn.Create("live", Infos.Select(info => !info.IsComplete)),
        DataColumn.Create("start", Infos.Select(info => info.CreationTime is { } time ? OdpTime.ToDateTimeOffset(time) : (DateTimeOffset?)null)),
        DataColumn.Create("duration", Infos.Select(Duration), "s"),
        DataColumn.Create("streams", Infos.Select(info => string.Join(", ", StreamsOf(info)))),
        DataColumn.Create("details", Infos.Select(info => string.Join("; ", info.Details.Select(pair => $"{pair.Key}: {pair.Value}")))),
        DataColumn.Create("key", Infos.Select(info => info.SessionKey)));

    /// <summary>What is known of each, in the same order.</summary>
    internal IReadOnlyList<OdpSessionInfo> Infos { get; }

    internal string Subject { get; }

    internal DateTimeOffset At { get; }

    /// <summary>A session by its place.</summary>
    /// <param name="index">From 0, the newest.</param>
    public TelemetrySession this[int index] => _sessions[index];

    /// <summary>A session by its identifier or key; of several with one identifier the newest.</summary>
    /// <inheritdoc cref="LabSdk.Telemetry.this" path="/param"/>
    /// <inheritdoc cref="LabSdk.Telemetry.this" path="/exception"/>
    public TelemetrySession this[string keyOrIdentifier] => _telemetry[keyOrIdentifier];

    /// <inheritdoc/>
    public IEnumerator<TelemetrySession> GetEnumerator() => ((IEnumerable<TelemetrySession>)_sessions).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The data streams of a session's data source; sessions share them.</summary>
    internal IReadOnlyList<string> StreamsOf(OdpSessionInfo info) => _streams.GetValueOrDefault(info.DataSource) ?? [];

    /// <summary>Seconds from creation to end, or until now; null when not known.</summary>
    internal double? Duration(OdpSessionInfo info) => info switch
    {
        { CreationTime: { } start, TerminationTime: { } end } when end >= start => (end - start) / 1e9,
        { CreationTime: { } start, IsComplete: false } => Math.Max(0, (At - OdpTime.ToDateTimeOffset(start)).TotalSeconds),
        _ => null,
    };

    internal override Block View() => SessionTableView.Of(this);
}
