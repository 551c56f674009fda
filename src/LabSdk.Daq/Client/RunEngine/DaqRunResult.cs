namespace LabSdk.Daq;

/// <summary>One point of a run.</summary>
/// <param name="Sequence">Its number, from 0.</param>
/// <param name="Timestamp">When, UTC, by the daemon's clock.</param>
/// <param name="Positions">Where the motors were sent, computed from the plan.</param>
/// <param name="Data">The readings of the detectors.</param>
/// <param name="Arrays">Raw bytes of camera images, uncompressed; usually empty.</param>
public sealed record DaqRunEvent(
    int Sequence, DateTimeOffset Timestamp, IReadOnlyDictionary<string, double> Positions, IReadOnlyDictionary<string, double> Data,
    IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Arrays);

/// <summary>A run of the daemon, as far as it came.</summary>
/// <param name="RunUid">The id of the run.</param>
/// <param name="ExitStatus"><c>success</c>, <c>abort</c> or <c>fail</c>; <c>unknown</c> when the end was not seen.</param>
/// <param name="Reason">Why it ended without success; empty when it did not.</param>
/// <param name="Events">The points that arrived, in order.</param>
public sealed record DaqRunResult(string RunUid, string ExitStatus, string Reason, IReadOnlyList<DaqRunEvent> Events)
{
    /// <summary>Points that the daemon made and that did not arrive, by the daemon's own count; 0 when the end was not seen.</summary>
    public int LostEvents { get; init; }

    /// <summary>What the start document said: plan type and arguments; null when it was not seen.</summary>
    public Wire.StartDocument? Start { get; init; }

    /// <summary>Units and kinds of the data; null when not seen.</summary>
    public Wire.DescriptorDocument? Descriptor { get; init; }

    /// <summary>True when the plan came to its end.</summary>
    public bool IsSuccess => ExitStatus == "success";
}
