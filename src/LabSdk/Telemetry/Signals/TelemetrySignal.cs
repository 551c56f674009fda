using LabSdk.Odp;

namespace LabSdk;

/// <summary>What is known of a signal in a session: what its configuration says, and what was counted.</summary>
/// <param name="Identifier"><c>Name:Application</c>, such as <c>vCar:Chassis</c>.</param>
public sealed record TelemetrySignal(string Identifier)
{
    /// <summary>What the configuration says; null when there was none for it.</summary>
    public OdpSignal? Definition { get; init; }

    /// <summary>The unit; empty when the writer named none.</summary>
    public string Unit => Definition?.Units ?? "";

    /// <summary>The streams that it came in; the empty name is the main stream.</summary>
    public IReadOnlyList<string> Streams { get; init; } = [];

    /// <summary>Samples a second as they came, in Hz; null when fewer than two came.</summary>
    public double? Rate { get; init; }

    /// <summary>How many samples.</summary>
    public long Count { get; init; }

    /// <summary>How many of them are not valid.</summary>
    public long NotValid { get; init; }

    /// <summary>What the values are.</summary>
    public SampleKind Kind { get; init; }

    /// <summary>The smallest valid value; null when there is none.</summary>
    public double? Min { get; init; }

    /// <summary>The largest valid value; null when there is none.</summary>
    public double? Max { get; init; }

    /// <summary>The first sample, nanoseconds since 1970-01-01 UTC; null when there is none.</summary>
    public ulong? First { get; init; }

    /// <summary>The last sample, nanoseconds since 1970-01-01 UTC; null when there is none.</summary>
    public ulong? Last { get; init; }

    /// <summary>Returns identifier, unit and number of samples.</summary>
    public override string ToString() => $"{Identifier}{(Unit.Length > 0 ? $" ({Unit})" : "")}: {Count} samples";
}
