namespace LabSdk.Mds;

/// <summary>A chunk that the service refused for good.</summary>
/// <param name="Data">The chunk.</param>
/// <param name="Status">The HTTP status.</param>
public sealed record RejectedChunk(ReadOnlyMemory<byte> Data, int Status);
