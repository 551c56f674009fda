namespace LabSdk.Simulation;

/// <summary>One request that a simulated chunk service got.</summary>
/// <param name="Number">From 1, in the order of arrival.</param>
/// <param name="Path">The path, which names the device.</param>
/// <param name="Chunks">The chunks in it, taken apart when it was a batch.</param>
/// <param name="Answer">What was answered.</param>
public sealed record ChunkRequest(int Number, string Path, IReadOnlyList<ReadOnlyMemory<byte>> Chunks, ChunkAnswer Answer)
{
    /// <summary>The type of the body.</summary>
    public string ContentType { get; init; } = "";

    /// <summary>Names of all headers, as sent.</summary>
    public IReadOnlyList<string> HeaderNames { get; init; } = [];

    /// <summary>The value of the header that carries the key; null when there was none.</summary>
    public Secret? Key { get; init; }
}
