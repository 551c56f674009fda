namespace LabSdk.Simulation;

/// <summary>What a simulated chunk service answers to one request.</summary>
/// <param name="Status">The HTTP status. Default 202, as the real service.</param>
public sealed record ChunkAnswer(int Status = 202)
{
    /// <summary>The <c>Retry-After</c> header: seconds or an HTTP date; null for none.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>The <c>Location</c> header, for 3xx; null for none.</summary>
    public string? Location { get; init; }

    /// <summary>How long it takes to answer. Default none.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>True to close the connection without a word. Default false.</summary>
    public bool IsReset { get; init; }
}
