namespace LabSdk.Odp;

/// <summary>Results that became known in one interval of delivery.</summary>
/// <param name="SubscriptionKey">The subscription's name.</param>
/// <param name="Start">Begin of the delivery interval, inclusive, nanoseconds since 1970-01-01 UTC.</param>
/// <param name="End">End, exclusive.</param>
/// <param name="Results">In order of time for each parameter.</param>
public sealed record InterpolationBatch(string SubscriptionKey, ulong Start, ulong End, IReadOnlyList<IntervalResult> Results)
{
    /// <summary>The session, where several are read at once; else empty.</summary>
    public string SessionKey { get; init; } = "";
}
