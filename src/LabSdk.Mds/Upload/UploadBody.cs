using System.Globalization;
using System.Text;

namespace LabSdk.Mds.Upload;

/// <summary>The body of a request: one chunk as it is, several as multipart/mixed.</summary>
/// <param name="ContentType">What it is.</param>
/// <param name="Bytes">The body.</param>
internal sealed record UploadBody(string ContentType, byte[] Bytes)
{
    /// <summary>The boundary of the reference, used while no chunk holds it.</summary>
    public const string Boundary = "mds-bridge-chunk-boundary";

    /// <summary>Makes the body of a batch.</summary>
    /// <param name="chunks">At least one.</param>
    public static UploadBody Of(IReadOnlyList<ReadOnlyMemory<byte>> chunks)
    {
        if (chunks.Count == 1)
        {
            return new UploadBody("application/octet-stream", chunks[0].ToArray());
        }

        var boundary = FreeBoundary(chunks);
        using var body = new MemoryStream();
        foreach (var chunk in chunks)
        {
            body.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"--{boundary}\r\nContent-Length: {chunk.Length}\r\n\r\n")));
            body.Write(chunk.Span);
            body.Write("\r\n"u8);
        }

        body.Write(Encoding.ASCII.GetBytes($"--{boundary}--\r\n"));
        return new UploadBody($"multipart/mixed; boundary={boundary}", body.ToArray());
    }

    private static string FreeBoundary(IReadOnlyList<ReadOnlyMemory<byte>> chunks)
    {
        var boundary = Boundary;
        for (var number = 1; chunks.Any(chunk => chunk.Span.IndexOf(Encoding.ASCII.GetBytes(boundary)) >= 0); number++)
        {
            boundary = string.Create(CultureInfo.InvariantCulture, $"{Boundary}-{number}");
        }

        return boundary;
    }
}
