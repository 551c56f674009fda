using System.Globalization;
using LabSdk.Connecting;
using LabSdk.Doctor;
using LabSdk.Odp;

namespace LabSdk.Families.Odp.Doctor;

/// <summary>Telemetry: the native Kafka library of this computer; of a connected broker its topics and what came from it. Kafka tells no clock.</summary>
/// <param name="library">The library; null when it cannot be loaded.</param>
internal sealed class OdpDoctor(Func<string?> library) : IFamilyDoctor
{
    /// <summary>Looks at this computer.</summary>
    public OdpDoctor()
        : this(static () => KafkaTransport.Library)
    {
    }

    public string Family => "odp";

    public string Area => "Telemetry";

    public Task<IReadOnlyList<DoctorFinding>> ExamineComputerAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<DoctorFinding>>(
    [
        library() is { } version
            ? new DoctorFinding(Area, "Kafka library", DoctorState.Ok, version)
            : new DoctorFinding(Area, "Kafka library", DoctorState.Missing, "librdkafka cannot be loaded; odp:// addresses need it")
            {
                Advice = OperatingSystem.IsMacOS() ? "brew install librdkafka" : OperatingSystem.IsWindows() ? "Put librdkafka.dll beside the program or into the PATH." : "sudo apt install librdkafka1",
            },
    ]);

    public async Task<IReadOnlyList<DoctorFinding>> ExamineAsync(ILabConnection connection, TimeProvider time, CancellationToken cancellationToken)
    {
        if (connection.Client is not OdpClient client)
        {
            return [];
        }

        var topics = await client.Transport.TopicsAsync(cancellationToken).ConfigureAwait(false);
        var sources = await client.DataSourcesAsync(cancellationToken).ConfigureAwait(false);
        return [Topics(connection.Endpoint, client, topics.Count, sources.Count), Records(connection.Endpoint, client.Counters)];
    }

    private static DoctorFinding Topics(string endpoint, OdpClient client, int topics, int sources)
    {
        var generation = client.Generation == OdpGeneration.Legacy ? "1.3" : "2.1";
        var detail = string.Create(
            CultureInfo.InvariantCulture,
            $"{topics} topics, {sources} data sources, {client.Sessions.All.Count} sessions; generation {generation}{(client.Domain.Length > 0 ? $", domain {client.Domain}" : "")}");
        return sources > 0
            ? new DoctorFinding(endpoint, "topics", DoctorState.Ok, detail)
            : new DoctorFinding(endpoint, "topics", DoctorState.Missing, detail)
            {
                Advice = "Nobody has written telemetry here yet. Is it the right broker, and the right domain (odp://host:9092?domain=NAME)?",
            };
    }

    private static DoctorFinding Records(string endpoint, OdpCounters counters)
    {
        var detail = string.Create(
            CultureInfo.InvariantCulture,
            $"{counters.Records} read, {counters.Malformed} malformed, {counters.Undecodable} undecodable, {counters.Late} late, {counters.LostRecords} no longer kept, {counters.Reconnects} reconnects");
        return counters is { Malformed: 0, Undecodable: 0, LostRecords: 0, Late: 0 }
            ? new DoctorFinding(endpoint, "records", DoctorState.Ok, detail)
            : new DoctorFinding(endpoint, "records", DoctorState.Warn, detail)
            {
                Advice = counters.LostRecords > 0
                    ? "The broker deletes records sooner than they are read: raise its retention, or read earlier."
                    : "A producer writes what the protocol does not allow; lab.Telemetry tells which session.",
            };
    }
}
