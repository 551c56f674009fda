using System.Globalization;
using System.Text;

namespace LabSdk.Mds.Wire;

/// <summary>Turns the CBOR of events, logs and recordings into records. Lenient: what is missing or of another type is left out.</summary>
internal static class EventReader
{
    /// <summary>The events: a map is one, an array of maps is a batch; null when it is neither.</summary>
    public static IReadOnlyList<MdsEvent>? Read(object? cbor) => cbor switch
    {
        CborMap map => [Event(map)],
        object?[] batch when batch.Length > 0 && Array.TrueForAll(batch, each => each is CborMap) => [.. batch.Select(each => Event((CborMap)each!))],
        _ => null,
    };

    private static MdsEvent Event(CborMap map)
    {
        var number = map.Integer(2) ?? 0;
        var type = number is >= 1 and <= 6 ? (MdsEventType)number : MdsEventType.Unknown;
        var common = new MdsEvent
        {
            Type = type,
            TypeNumber = number,
            CapturedAt = Time(map[1]),
            DeviceSerial = map.Text(7),
            SoftwareVersion = map.Text(9) ?? map.Text(8),
            SoftwareType = map.Text(10),
            HardwareVersion = map.Text(6),
            BuildId = map[11] is byte[] id ? Convert.ToHexStringLower(id) : null,
        };
        return type switch
        {
            MdsEventType.Heartbeat when map.Map(4) is { } info => common with { Metrics = Metrics(info[1]), SessionIndex = info.Integer(2) },
            MdsEventType.Trace when map.Map(4) is { } info => common with { Trace = Trace(info) },
            MdsEventType.Logs => common with { Logs = Logs(map[4] as object?[], hasTimes: false) },
            MdsEventType.TimedLogs => common with { Logs = Logs(map[4] as object?[], hasTimes: true) },
            MdsEventType.Recording when map.Map(4) is { } info => common with { Recording = Recording(info) },
            _ => common,
        };
    }

    // Numbers in the order of the firmware, or a map with names, as the published test chunk has it.
    private static IReadOnlyList<MdsMetric> Metrics(object? metrics) => metrics switch
    {
        object?[] values => [.. values.Select((value, index) => Metric(index.ToString(CultureInfo.InvariantCulture), value))],
        CborMap named => [.. named.Entries.Select(entry => Metric(Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? "", entry.Value))],
        _ => [],
    };

    private static MdsMetric Metric(string name, object? value) => value switch
    {
        long number => new(name, number, null),
        ulong number => new(name, number, null),
        double number => new(name, number, null),
        bool flag => new(name, flag ? 1 : 0, null),
        string text => new(name, null, text),
        _ => new(name, null, null),
    };

    private static MdsTrace Trace(CborMap info) => new()
    {
        RebootReason = info.Integer(1) is { } reason and >= 0 and <= int.MaxValue ? (RebootReason)reason : null,
        ProgramCounter = Address(info, 2),
        LinkRegister = Address(info, 3),
        ResetRegister = Address(info, 4),
        CoredumpSaved = info[5] switch { long saved => saved != 0, bool saved => saved, _ => null },
        UserReason = info.Integer(6),
        StatusCode = info.Integer(7),
        Log = info[8] switch { byte[] bytes => Encoding.UTF8.GetString(bytes), string text => text, _ => null },
        CompactLog = info[9] as byte[] ?? [],
    };

    private static uint? Address(CborMap info, long key) => info.Integer(key) is { } value and >= 0 and <= uint.MaxValue ? (uint)value : null;

    private static List<MdsLogLine> Logs(object?[]? items, bool hasTimes)
    {
        var lines = new List<MdsLogLine>();
        var step = hasTimes ? 3 : 2;
        for (var i = 0; items is not null && i + step <= items.Length; i += step)
        {
            var level = items[i + step - 2] is long number and >= 0 and <= 3 ? (MdsLogLevel)number : MdsLogLevel.Info;
            var text = items[i + step - 1] switch { string line => line, byte[] bytes => Encoding.UTF8.GetString(bytes), _ => "" };
            lines.Add(new MdsLogLine(level, text, hasTimes ? Time(items[i]) : null));
        }

        return lines;
    }

    private static MdsRecording Recording(CborMap info) => new(
        info.Integer(1) is { } milliseconds and >= 0 and <= uint.MaxValue ? TimeSpan.FromMilliseconds(milliseconds) : null,
        info[2] is object?[] types ? [.. types.OfType<string>()] : [],
        info.Text(3),
        info[4] as byte[] ?? []);

    private static DateTimeOffset? Time(object? seconds) => seconds switch
    {
        long unix and >= 0 and <= 253402300799 => DateTimeOffset.FromUnixTimeSeconds(unix),
        double unix and >= 0 and <= 253402300799 => DateTimeOffset.UnixEpoch.AddSeconds(unix),
        _ => null,
    };
}
