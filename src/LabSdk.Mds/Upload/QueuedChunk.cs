namespace LabSdk.Mds.Upload;

/// <summary>A chunk that waits.</summary>
/// <param name="Number">Rises by one with every chunk of a queue.</param>
/// <param name="Data">The chunk.</param>
internal readonly record struct QueuedChunk(long Number, byte[] Data);
