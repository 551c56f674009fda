namespace LabSdk.Fleet;

/// <summary>One line of a client's history: a status and what came of it, or a command that came unasked.</summary>
/// <param name="At">When the status was written or the command came, UTC, by the clock of this computer.</param>
/// <param name="Status">The status; empty for a command that came unasked. Only its first 4 KiB are kept.</param>
/// <param name="StatusSize">The size of the status in bytes.</param>
/// <param name="Command">The command; empty when there is none. Only its first 4 KiB are kept.</param>
/// <param name="CommandSize">The size of the command in bytes; null when no command came.</param>
/// <param name="RoundTrip">From writing the status to its answer; null when there is none.</param>
public sealed record FleetExchange(
    DateTimeOffset At, ReadOnlyMemory<byte> Status, int StatusSize, ReadOnlyMemory<byte> Command, int? CommandSize, TimeSpan? RoundTrip)
{
    private const int Kept = 4096;

    /// <summary>How often the client had to connect again for this status.</summary>
    public int Reconnects { get; init; }

    /// <summary>True when the client repeated its last status by itself.</summary>
    public bool IsKeepAlive { get; init; }

    /// <summary>True for a command that came unasked.</summary>
    public bool IsUnsolicited { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public string? Error { get; init; }

    internal static ReadOnlyMemory<byte> Keep(ReadOnlyMemory<byte> data) => data.Length <= Kept ? data.ToArray() : data[..Kept].ToArray();
}
