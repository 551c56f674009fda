using System.Globalization;
using LabSdk.Devices;
using LabSdk.Fleet;

namespace LabSdk.Families.Fleet;

/// <summary>The health of a device at a gateway: its connection, and every counter of its client. Asks nobody.</summary>
internal sealed class FleetHealthFacts(DeviceDescription description, FleetClient client) : IHealth
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Silent = TimeSpan.FromSeconds(30);

    public string Id => description.Id;

    public DeviceDescription Description => description;

    public ValueTask<IReadOnlyList<HealthFact>> GetHealthAsync(CancellationToken cancellationToken = default) => new(Read(client));

    /// <summary>The connection alone.</summary>
    public static HealthFact Link(FleetClient client) => client.State switch
    {
        FleetState.Connected => new("connection", HealthSeverity.Ok, $"{client.Endpoint}, connected"),
        FleetState.Reconnecting => new("connection", HealthSeverity.Warn, $"{client.Endpoint}, connecting again"),
        FleetState.Disconnected => new("connection", HealthSeverity.Warn, $"{client.Endpoint}, not connected", "The next status connects again."),
        _ => new("connection", HealthSeverity.Fault, "destroyed", "Connect anew."),
    };

    /// <summary>Every counter, in the order to show them.</summary>
    public static IReadOnlyList<HealthFact> Read(FleetClient client)
    {
        var now = client.Statistics;
        var warnings = client.Device.Validate();
        return
        [
            Link(client),
            Age(client, now),
            Of("statuses", now.FailedStatuses > 0, string.Create(CultureInfo.InvariantCulture, $"{now.Statuses} answered, {now.FailedStatuses} failed, {now.KeepAlives} repeated to keep alive"), "A gateway closes without a word when its module does not like a status."),
            Of("round trip", false, now.MedianRoundTrip is { } median ? string.Create(CultureInfo.InvariantCulture, $"{median.TotalMilliseconds:0.###} ms median, {now.LastRoundTrip!.Value.TotalMilliseconds:0.###} ms last") : "none yet"),
            Of("commands unasked", now.Overflow > 0, string.Create(CultureInfo.InvariantCulture, $"{now.Unsolicited}, {now.Overflow} dropped because nobody took them"), "Take them: TryTakeCommand, ReadCommandsAsync, or the event CommandReceived."),
            Of("reconnects", now.FailedConnects > 0, string.Create(CultureInfo.InvariantCulture, $"{now.Reconnects}, {now.FailedConnects} failed, {now.IdleCloses} times closed by the gateway while idle")),
            Of("duplicates possible", now.PossibleDuplicates > 0, Number(now.PossibleDuplicates), "These statuses were sent twice; the gateway may have acted on both."),
            Of("timeouts", now.Timeouts > 0, Number(now.Timeouts)),
            Of("short timeouts", now.ShortTimeouts > 0, Number(now.ShortTimeouts), "Under 0.3 s a gateway may still hold the old connection when the client connects again."),
            Of("priority conflicts", now.PriorityConflicts > 0, Number(now.PriorityConflicts), "Somebody else plays the same module, type and role."),
            Of("other devices in answers", now.DeviceDiffers > 0, Number(now.DeviceDiffers), "The gateway answered for another device; the data were taken all the same."),
            Of("handler errors", now.CallbackErrors > 0, Number(now.CallbackErrors), "An event handler of the script threw."),
            Of("names", warnings.Count > 0, warnings.Count > 0 ? string.Join(" ", warnings) : "as all peers take them"),
        ];
    }

    // What a gateway does with silence: a timer of 15 s, twice.
    private static HealthFact Age(FleetClient client, FleetStatistics now)
    {
        if (now.LastAnswerAt is not { } last)
        {
            return new("last answer", HealthSeverity.Unknown, "none yet");
        }

        var age = DateTimeOffset.UtcNow - last;
        var text = string.Create(CultureInfo.InvariantCulture, $"{age.TotalSeconds:0} s ago");
        return client.State == FleetState.Destroyed || age < Quiet ? new("last answer", HealthSeverity.Ok, text)
            : new("last answer", age < Silent ? HealthSeverity.Warn : HealthSeverity.Fault, text, "A gateway drops a device 15 s to 33 s after its last status: send one at least every 10 s, or connect with ?keepAlive=10s.");
    }

    private static HealthFact Of(string name, bool isWarning, string text, string? hint = null) =>
        new(name, isWarning ? HealthSeverity.Warn : HealthSeverity.Ok, text, isWarning ? hint : null);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
