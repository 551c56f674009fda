namespace LabSdk.Simulation.Cxl;

/// <summary>What a component sends back for one request.</summary>
/// <param name="Messages">Answers, in order; none when the request is lost or not answered.</param>
/// <param name="Delay">How long after the request the first one comes.</param>
internal sealed record CciDelivery(IReadOnlyList<byte[]> Messages, TimeSpan Delay = default)
{
    public static CciDelivery Nothing { get; } = new([]);

    /// <summary>Time between the first answer and its duplicates.</summary>
    public TimeSpan DuplicateDelay { get; init; }

    /// <summary>The errno with which the request could not be sent; 0 when it was.</summary>
    public int SendErrno { get; init; }

    /// <summary>The errno with which the answer could not be received; 0 when it could.</summary>
    public int ReceiveErrno { get; init; }
}
