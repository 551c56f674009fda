using System.Buffers.Binary;
using System.Text;
using LabSdk.Mds;
using LabSdk.Mds.Wire;

namespace LabSdk.Simulation.Mds;

/// <summary>Makes the messages that the firmware makes, byte for byte.</summary>
/// <param name="identity">What the device says about itself.</param>
public sealed class MdsMessages(MdsIdentity identity)
{
    private const long SchemaVersion = 1;

    /// <summary>A heartbeat.</summary>
    /// <param name="metrics">Values in the order of the firmware: numbers, texts, or null for not set.</param>
    /// <param name="capturedAt">Unix seconds; null for a device without a clock.</param>
    public byte[] Heartbeat(IReadOnlyList<object?> metrics, long? capturedAt = null)
    {
        var info = new CborWriter().Map(2).Integer(2).Integer(0).Integer(1).Array(metrics.Count);
        foreach (var metric in metrics)
        {
            info.Value(metric);
        }

        return Typed(MdsMessageType.Event, Event(MdsEventType.Heartbeat, info, capturedAt));
    }

    /// <summary>A trace that the application made.</summary>
    /// <param name="reason">Number in the firmware's list of reasons.</param>
    /// <param name="programCounter">Where.</param>
    /// <param name="linkRegister">Called from where; null leaves it out.</param>
    /// <param name="status">The application's code; null leaves it out.</param>
    /// <param name="log">A text; null leaves it out.</param>
    public byte[] Trace(long reason, uint programCounter, uint? linkRegister = null, long? status = null, string? log = null) =>
        Typed(MdsMessageType.Event, Event(MdsEventType.Trace, TraceInfo(reason, programCounter, linkRegister, status, log), null));

    /// <summary>Several traces in one message.</summary>
    /// <param name="traces">Reason, program counter and link register of each.</param>
    public byte[] Traces(params (long Reason, uint ProgramCounter, uint LinkRegister)[] traces)
    {
        ArgumentNullException.ThrowIfNull(traces);
        var batch = new CborWriter().Array(traces.Length);
        foreach (var (reason, programCounter, linkRegister) in traces)
        {
            batch.Raw(Event(MdsEventType.Trace, TraceInfo(reason, programCounter, linkRegister, null, null), null));
        }

        return Typed(MdsMessageType.Event, batch);
    }

    /// <summary>A reboot.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="programCounter">Where; null leaves it out.</param>
    /// <param name="linkRegister">Called from where; null leaves it out.</param>
    /// <param name="resetRegister">The controller's register; null leaves it out.</param>
    /// <param name="coredumpSaved">Whether a coredump was saved.</param>
    public byte[] Reboot(RebootReason reason, uint? programCounter = null, uint? linkRegister = null, uint? resetRegister = null, bool coredumpSaved = false)
    {
        (long Key, long? Value)[] entries =
            [(1, (long)reason), (2, programCounter), (3, linkRegister), (4, resetRegister), (5, coredumpSaved ? 1 : 0)];
        var present = Array.FindAll(entries, entry => entry.Value is not null);
        var info = new CborWriter().Map(present.Length);
        foreach (var (key, value) in present)
        {
            info.Integer(key).Integer(value!.Value);
        }

        return Typed(MdsMessageType.Event, Event(MdsEventType.Trace, info, null));
    }

    /// <summary>Log lines with times.</summary>
    /// <param name="lines">The lines; all have a time.</param>
    /// <param name="capturedAt">Unix seconds of the whole.</param>
    public byte[] Logs(IReadOnlyList<MdsLogLine> lines, long capturedAt)
    {
        var info = new CborWriter().Array(lines.Count * 3);
        foreach (var line in lines)
        {
            info.Integer((line.Time ?? DateTimeOffset.FromUnixTimeSeconds(capturedAt)).ToUnixTimeSeconds()).Integer((long)line.Level).Text(line.Text);
        }

        return Typed(MdsMessageType.Log, Event(MdsEventType.TimedLogs, info, capturedAt));
    }

    /// <summary>A custom data recording.</summary>
    /// <param name="recording">Its content; a duration and a reason are needed.</param>
    /// <param name="capturedAt">Unix seconds; null for a device without a clock.</param>
    public byte[] Recording(MdsRecording recording, long? capturedAt)
    {
        ArgumentNullException.ThrowIfNull(recording);
        var info = new CborWriter().Map(4).Integer(1).Integer((long)(recording.Duration ?? TimeSpan.Zero).TotalMilliseconds).Integer(2).Array(recording.MimeTypes.Count);
        foreach (var type in recording.MimeTypes)
        {
            info.Text(type);
        }

        info.Integer(3).Text(recording.Reason ?? "").Integer(4).Bytes(recording.Data.Span);
        return Typed(MdsMessageType.Recording, Event(MdsEventType.Recording, info, capturedAt));
    }

    /// <summary>A coredump with these blocks, run-length coded as the firmware does by default.</summary>
    /// <param name="blocks">Type, address and data of each block.</param>
    public static byte[] Coredump(params (byte Type, uint Address, byte[] Data)[] blocks)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        const int Header = 12, BlockHeader = 12, Footer = 16;
        var plain = new byte[Header + blocks.Sum(block => BlockHeader + block.Data.Length) + Footer];
        "CORE"u8.CopyTo(plain);
        BinaryPrimitives.WriteUInt32LittleEndian(plain.AsSpan(4), 2);
        BinaryPrimitives.WriteUInt32LittleEndian(plain.AsSpan(8), (uint)plain.Length);
        var at = Header;
        foreach (var (type, address, data) in blocks)
        {
            plain[at] = type;
            BinaryPrimitives.WriteUInt32LittleEndian(plain.AsSpan(at + 4), address);
            BinaryPrimitives.WriteUInt32LittleEndian(plain.AsSpan(at + 8), (uint)data.Length);
            data.CopyTo(plain, at + BlockHeader);
            at += BlockHeader + data.Length;
        }

        "DUMP"u8.CopyTo(plain.AsSpan(at));
        return [(byte)MdsMessageType.Coredump | 0x80, .. RunLength.Encode(plain)];
    }

    /// <summary>The message with a project key in its head, as devices with a key of their own send it.</summary>
    /// <param name="message">Without one.</param>
    /// <param name="projectKey">32 characters.</param>
    public static byte[] WithProjectKey(byte[] message, string projectKey)
    {
        ArgumentNullException.ThrowIfNull(message);
        return [(byte)(message[0] | 0x40), .. Encoding.ASCII.GetBytes(projectKey), 0, .. message.AsSpan(1)];
    }

    private static byte[] Typed(MdsMessageType type, CborWriter content) => [(byte)type, .. content.Written];

    private static CborWriter TraceInfo(long reason, uint programCounter, uint? linkRegister, long? status, string? log)
    {
        var info = new CborWriter().Map(2 + (linkRegister is null ? 0 : 1) + (status is null ? 0 : 1) + (log is null ? 0 : 1))
            .Integer(6).Integer(reason).Integer(2).Integer(programCounter);
        if (linkRegister is { } caller)
        {
            info.Integer(3).Integer(caller);
        }

        if (status is { } code)
        {
            info.Integer(7).Integer(code);
        }

        return log is null ? info : info.Integer(8).Bytes(Encoding.UTF8.GetBytes(log));
    }

    private CborWriter Event(MdsEventType type, CborWriter info, long? capturedAt)
    {
        var map = new CborWriter().Map(6 + (identity.DeviceSerial is null ? 0 : 1) + (capturedAt is null ? 0 : 1))
            .Integer(2).Integer((long)type).Integer(3).Integer(SchemaVersion);
        if (identity.DeviceSerial is { } serial)
        {
            map.Integer(7).Text(serial);
        }

        map.Integer(10).Text(identity.SoftwareType).Integer(9).Text(identity.SoftwareVersion).Integer(6).Text(identity.HardwareVersion);
        if (capturedAt is { } seconds)
        {
            map.Integer(1).Integer(seconds);
        }

        return map.Integer(4).Raw(info);
    }
}
