namespace LabSdk.Mds;

/// <summary>One event of a device.</summary>
public sealed record MdsEvent
{
    /// <summary>The kind.</summary>
    public MdsEventType Type { get; init; }

    /// <summary>The kind as a number, also of kinds that are not known here.</summary>
    public long TypeNumber { get; init; }

    /// <summary>When it happened, by the device's clock; null when the device does not know the time.</summary>
    public DateTimeOffset? CapturedAt { get; init; }

    /// <summary>Serial number of the device; null when not sent.</summary>
    public string? DeviceSerial { get; init; }

    /// <summary>Name of the firmware; null when not sent.</summary>
    public string? SoftwareType { get; init; }

    /// <summary>Version of the firmware; null when not sent.</summary>
    public string? SoftwareVersion { get; init; }

    /// <summary>Version of the hardware; null when not sent.</summary>
    public string? HardwareVersion { get; init; }

    /// <summary>The first bytes of the build id in hex; null when not sent.</summary>
    public string? BuildId { get; init; }

    /// <summary>The metrics of a heartbeat; empty otherwise. Names are numbers in the order of the firmware when the device sends none.</summary>
    public IReadOnlyList<MdsMetric> Metrics { get; init; } = [];

    /// <summary>0 for a heartbeat, another number for a session; null when not sent.</summary>
    public long? SessionIndex { get; init; }

    /// <summary>The trace; null for other kinds.</summary>
    public MdsTrace? Trace { get; init; }

    /// <summary>The log lines; empty for other kinds.</summary>
    public IReadOnlyList<MdsLogLine> Logs { get; init; } = [];

    /// <summary>The recording; null for other kinds.</summary>
    public MdsRecording? Recording { get; init; }
}
