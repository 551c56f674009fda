namespace LabSdk.Mds;

/// <summary>A request as it would be sent.</summary>
/// <param name="Method">POST.</param>
/// <param name="Uri">Where to.</param>
/// <param name="HeaderNames">The names of its headers; values may be secret.</param>
/// <param name="ContentType">What the body is.</param>
/// <param name="ContentLength">Bytes of the body.</param>
/// <param name="ChunkLengths">Bytes of each chunk in it.</param>
/// <param name="FirstBytes">The first bytes of the body, at most 16.</param>
public sealed record UploadPreview(
    string Method, string Uri, IReadOnlyList<string> HeaderNames, string ContentType, int ContentLength, IReadOnlyList<int> ChunkLengths, ReadOnlyMemory<byte> FirstBytes);
