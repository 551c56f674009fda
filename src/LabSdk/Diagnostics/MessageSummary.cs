using System.Globalization;
using LabSdk.Mds;

namespace LabSdk;

/// <summary>What a message says, in one line for people. Its texts come from the device.</summary>
internal static class MessageSummary
{
    private const int MostParts = 4;

    public static string Of(ReceivedMessage message, KeyMask keys)
    {
        if (message.IsAbandoned)
        {
            return string.Create(CultureInfo.InvariantCulture, $"given up after {message.Received} of {message.Total} bytes");
        }

        var content = message.Content;
        var text = content.Coredump is { } coredump ? Of(coredump)
            : content.Events.Count > 0 ? string.Join("; ", content.Events.Take(MostParts).Select(Of)) + (content.Events.Count > MostParts ? "; …" : "")
            : "";
        text = content.Problem is { } problem ? $"{text}{(text.Length > 0 ? "; " : "")}{problem}" : text;
        return keys.Of(text)!;
    }

    private static string Of(MdsEvent each) => each switch
    {
        { Trace.RebootReason: { } reason } => $"reboot: {Name(reason)}{Places(each.Trace)}",
        { Trace: { } trace } => string.Create(CultureInfo.InvariantCulture, $"trace: reason {trace.UserReason ?? 0}{Places(trace)}{(trace.StatusCode is { } status ? $", status {status}" : "")}{(trace.Log is { } log ? $", {log}" : "")}"),
        { Recording: { } recording } => string.Create(CultureInfo.InvariantCulture, $"recording: {recording.Reason ?? "no reason"}, {recording.Data.Length} bytes, {string.Join(" in ", recording.MimeTypes)}"),
        { Logs.Count: > 0 } => string.Create(CultureInfo.InvariantCulture, $"{each.Logs.Count} log lines, first: {each.Logs[0].Text}"),
        { Type: MdsEventType.Heartbeat } => string.Create(CultureInfo.InvariantCulture, $"{(each.SessionIndex is > 0 ? "session" : "heartbeat")} with {each.Metrics.Count} metrics"),
        _ => string.Create(CultureInfo.InvariantCulture, $"event of type {each.TypeNumber}"),
    };

    private static string Of(CoredumpSummary coredump) => string.Join(", ", new[]
    {
        string.Create(CultureInfo.InvariantCulture, $"coredump of {coredump.TotalSize} bytes"),
        coredump.Reason is { } reason ? Name(reason) : null,
        coredump.DeviceSerial is { } serial ? $"serial {serial}" : null,
        coredump.SoftwareType is { } software ? $"{software} {coredump.SoftwareVersion}".TrimEnd() : coredump.SoftwareVersion,
        coredump.Machine,
        coredump.IsTruncated == true ? "truncated" : null,
    }.Where(part => !string.IsNullOrEmpty(part)));

    private static string Places(MdsTrace trace) =>
        (trace.ProgramCounter is { } counter ? string.Create(CultureInfo.InvariantCulture, $", pc 0x{counter:x8}") : "")
        + (trace.LinkRegister is { } link ? string.Create(CultureInfo.InvariantCulture, $", lr 0x{link:x8}") : "");

    private static string Name(RebootReason reason) =>
        Enum.IsDefined(reason) ? reason.ToString() : string.Create(CultureInfo.InvariantCulture, $"reason 0x{(int)reason:x4}");
}
