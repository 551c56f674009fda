using System.Globalization;
using LabSdk.Devices;
using LabSdk.Mds;

namespace LabSdk.Families.Mds;

/// <summary>The health of a diagnostic device: its link, and every counter of its client. Asks nobody.</summary>
internal sealed class MdsHealthFacts(DeviceDescription description, MdsClient client) : IHealth
{
    public string Id => description.Id;

    public DeviceDescription Description => description;

    public ValueTask<IReadOnlyList<HealthFact>> GetHealthAsync(CancellationToken cancellationToken = default) => new(Read(client));

    /// <summary>The link alone.</summary>
    public static HealthFact Link(MdsClient client) => client.State switch
    {
        MdsState.Streaming => new("link", HealthSeverity.Ok, $"{client.Link.Name}, streaming"),
        MdsState.Ready => new("link", HealthSeverity.Ok, $"{client.Link.Name}, ready"),
        MdsState.Lost => new("link", HealthSeverity.Fault, $"{client.Link.Name} was lost", "Plug the device in again and connect anew, or connect with ?reconnect=true."),
        MdsState.Closed => new("link", HealthSeverity.Fault, "closed"),
        _ => new("link", HealthSeverity.Unknown, $"{client.Link.Name}, nothing was read yet"),
    };

    /// <summary>Every counter, in the order to show them.</summary>
    public static IReadOnlyList<HealthFact> Read(MdsClient client)
    {
        var now = client.Statistics;
        return
        [
            Link(client),
            Of("framing", false, $"{client.Framing.ToString().ToLowerInvariant()} (known from: {client.FramingEvidence.ToString().ToLowerInvariant()})"),
            Of("packets", false, string.Create(CultureInfo.InvariantCulture, $"{now.Packets} ({now.Bytes} bytes, {now.EmptyPackets} empty), {now.PacketsPerSecond:0.#} per s")),
            Of("missed", now.Missed > 0, string.Create(CultureInfo.InvariantCulture, $"{now.Missed} at least, in {now.Gaps} gaps"), "Is something else reading this device, or is this computer too busy? Lost chunks are not sent again."),
            Of("duplicates", now.Duplicates > 0, Number(now.Duplicates)),
            Of("out of order", now.OutOfOrder > 0, Number(now.OutOfOrder)),
            Of("parse errors", now.ParseErrors > 0, Number(now.ParseErrors), "The framing may be the other one: connect with ?framing=bare or ?framing=length."),
            Of("messages", now.BadMessages + now.AbandonedMessages > 0, string.Create(CultureInfo.InvariantCulture, $"{now.Messages} complete, {now.BadMessages} with a bad checksum, {now.AbandonedMessages} abandoned")),
            Of("stray chunks", now.StrayChunks > 0, Number(now.StrayChunks), "They belong to no message: a beginning was lost, or streaming began in the middle."),
            Of("other reports", false, Number(now.OtherReports)),
            Of("overflow", now.Overflow > 0, Number(now.Overflow), "A loop or handler is too slow; the data were read and counted."),
            Of("link errors", now.LinkErrors > 0, string.Create(CultureInfo.InvariantCulture, $"{now.LinkErrors}, came back {now.Reconnects} times")),
            Of("handler errors", now.CallbackErrors > 0, Number(now.CallbackErrors), "An event handler of the script threw."),
            Upload(client.Uploader),
        ];
    }

    private static HealthFact Upload(ChunkUploader? uploader)
    {
        if (uploader is null)
        {
            return new("uploads", HealthSeverity.Ok, "off");
        }

        var now = uploader.Statistics;
        var left = now.NextAttemptAt is { } next ? next - DateTimeOffset.UtcNow : TimeSpan.Zero;
        var wait = left > TimeSpan.Zero ? string.Create(CultureInfo.InvariantCulture, $", next attempt in {left.TotalSeconds:0} s") : "";
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{now.ChunksUploaded} ok, {now.Failures} requests failed, {now.Pending} wait, {now.Rejected} rejected, last status {now.LastStatus}{wait}{(uploader.IsDryRun ? ", dry run: nothing is sent" : "")}");
        return now switch
        {
            { State: UploadState.Paused } => new("uploads", HealthSeverity.Fault, text, $"{now.LastReason} Correct it, then call Uploader.Resume."),
            { LastReason.Length: > 0 } => new("uploads", HealthSeverity.Warn, text, now.LastReason),
            { Rejected: > 0 } or { Refused: > 0 } or { NotInFile: > 0 } => new("uploads", HealthSeverity.Warn, text),
            _ => new("uploads", HealthSeverity.Ok, text),
        };
    }

    private static HealthFact Of(string name, bool isWarning, string text, string? hint = null) =>
        new(name, isWarning ? HealthSeverity.Warn : HealthSeverity.Ok, text, isWarning ? hint : null);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
