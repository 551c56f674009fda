using LabSdk.Daq.Wire;

namespace LabSdk.Daq;

/// <summary>A document of a run: start, descriptor, event or stop.</summary>
/// <param name="Message">The document as the daemon sent it.</param>
public sealed record DaqDocument(Document Message)
{
    /// <summary>The run it belongs to; empty when its begin was not seen.</summary>
    public string RunUid { get; init; } = "";

    /// <summary>
    /// For an event: where the motors stood. The daemon does not send it; it is computed from the plan's arguments. Empty
    /// when the begin of the run was not seen or its plan is not known.
    /// </summary>
    public IReadOnlyDictionary<string, double> Positions { get; init; } = new Dictionary<string, double>();

    /// <summary>When it was made, UTC, by the daemon's clock.</summary>
    public DateTimeOffset Timestamp => DaqTime.FromNanoseconds(Message.TimestampNs);

    /// <summary>True on the first document after the stream was taken up again: documents before it are missing.</summary>
    public bool IsAfterReconnect { get; init; }
}
