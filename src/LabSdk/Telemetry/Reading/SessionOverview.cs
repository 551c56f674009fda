using LabSdk.Odp;

namespace LabSdk;

/// <summary>Everything of a session but its samples, as it was read at one moment.</summary>
internal sealed record SessionOverview
{
    /// <summary>The signals with their figures.</summary>
    public required IReadOnlyList<TelemetrySignal> Signals { get; init; }

    public required IReadOnlyList<OdpMarker> Markers { get; init; }

    public required IReadOnlyList<OdpEvent> Events { get; init; }

    public required IReadOnlyList<OdpErrorRecord> Errors { get; init; }

    /// <summary>Messages of CAN buses; they are counted, not kept.</summary>
    public required long CanMessages { get; init; }

    /// <summary>General metadata by name.</summary>
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    /// <summary>The earliest sample, marker or event; null when there is none.</summary>
    public required ulong? First { get; init; }

    /// <summary>The latest sample, marker or event; null when there is none.</summary>
    public required ulong? Last { get; init; }

    /// <summary>Packets that could not be read, in words; null when all could.</summary>
    public required string? Trouble { get; init; }

    /// <summary>True when the session had ended, so that nothing more comes.</summary>
    public required bool IsFinal { get; init; }
}
