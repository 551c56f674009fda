using System.Globalization;
using System.Text;

namespace LabSdk.Simulation.Mds;

/// <summary>
/// Reads HTTP/1.1 requests with chunks as they stand on the wire, and writes the answers. So much of HTTP as the chunk service
/// needs, with a limit on everything; what breaks the service's rules is told, not refused.
/// </summary>
internal static class HttpRequestReader
{
    private const int MostHeadBytes = 16 * 1024;
    private const int MostBodyBytes = 64 * 1024 * 1024;
    private const string Batch = "multipart/mixed; boundary=";

    /// <summary>A request.</summary>
    public sealed record Request(string Path, string ContentType, IReadOnlyList<string> HeaderNames, Secret? Key, IReadOnlyList<ReadOnlyMemory<byte>> Chunks, IReadOnlyList<string> Faults);

    /// <summary>The next request; null when the client closed the connection.</summary>
    /// <exception cref="IOException">What came is no request.</exception>
    public static async Task<Request?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        if (await ReadHeadAsync(stream, cancellationToken).ConfigureAwait(false) is not { } head)
        {
            return null;
        }

        var lines = head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var first = lines[0].Split(' ');
        var headers = lines[1..].Select(line => line.Split(':', 2)).Where(parts => parts.Length == 2).Select(parts => (Name: parts[0], Value: parts[1].Trim())).ToArray();
        string? Header(string name) => headers.FirstOrDefault(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

        var faults = new List<string>();
        if (first is not ["POST", _, "HTTP/1.1"])
        {
            faults.Add($"'{lines[0]}' is no POST.");
        }

        var hasLength = int.TryParse(Header("Content-Length"), NumberStyles.None, CultureInfo.InvariantCulture, out var length);
        if (!hasLength || length > MostBodyBytes)
        {
            throw new IOException("The length of the body is missing or too large.");
        }

        var body = new byte[length];
        await stream.ReadExactlyAsync(body, cancellationToken).ConfigureAwait(false);
        var key = Header("Memfault-Project-Key");
        if (key is null)
        {
            faults.Add("There is no key.");
        }

        var type = Header("Content-Type") ?? "";
        var chunks = Chunks(type, body, faults);
        return new Request(first.Length > 1 ? first[1] : "", type, [.. headers.Select(header => header.Name)], key is null ? null : new Secret(key), chunks, faults);
    }

    /// <summary>An answer as bytes.</summary>
    public static byte[] Answer(ChunkAnswer answer)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {answer.Status} Simulated\r\n");
        if (answer.RetryAfter is { } after)
        {
            text.Append(CultureInfo.InvariantCulture, $"Retry-After: {after}\r\n");
        }

        if (answer.Location is { } location)
        {
            text.Append(CultureInfo.InvariantCulture, $"Location: {location}\r\n");
        }

        return Encoding.ASCII.GetBytes(text.Append("Content-Length: 0\r\n\r\n").ToString());
    }

    private static async Task<string?> ReadHeadAsync(Stream stream, CancellationToken cancellationToken)
    {
        // Byte by byte: the body that follows must stay in the stream. Requests here are few.
        var head = new List<byte>();
        var one = new byte[1];
        while (!(head.Count >= 4 && head[^4] == '\r' && head[^3] == '\n' && head[^2] == '\r' && head[^1] == '\n'))
        {
            if (await stream.ReadAsync(one, cancellationToken).ConfigureAwait(false) == 0)
            {
                return null;
            }

            head.Add(one[0]);
            if (head.Count > MostHeadBytes)
            {
                throw new IOException("The head of the request is too long.");
            }
        }

        var text = Encoding.ASCII.GetString([.. head]);
        return text.Length > 4 ? text : throw new IOException("The request is empty.");
    }

    private static List<ReadOnlyMemory<byte>> Chunks(string type, byte[] body, List<string> faults)
    {
        if (type == "application/octet-stream")
        {
            return [body];
        }

        if (!type.StartsWith(Batch, StringComparison.Ordinal))
        {
            faults.Add($"The type '{type}' is neither one chunk nor a batch.");
            return [];
        }

        var chunks = new List<ReadOnlyMemory<byte>>();
        var boundary = type[Batch.Length..];
        var open = Encoding.ASCII.GetBytes($"--{boundary}\r\n");
        var rest = body.AsMemory();
        while (rest.Span.StartsWith(open))
        {
            rest = rest[open.Length..];
            var end = rest.Span.IndexOf("\r\n\r\n"u8);
            var length = end < 0 ? -1 : LengthOf(Encoding.ASCII.GetString(rest.Span[..end]));
            if (length < 0 || end + 4 + length + 2 > rest.Length || !rest.Span[(end + 4 + length)..].StartsWith("\r\n"u8))
            {
                faults.Add("A part of the batch lies about its length.");
                return chunks;
            }

            chunks.Add(rest.Slice(end + 4, length));
            rest = rest[(end + 4 + length + 2)..];
        }

        if (!rest.Span.StartsWith(Encoding.ASCII.GetBytes($"--{boundary}--")))
        {
            faults.Add("The batch has no end.");
        }

        return chunks;
    }

    private static int LengthOf(string headers)
    {
        var line = headers.Split("\r\n").FirstOrDefault(each => each.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        return line is not null && int.TryParse(line.AsSpan("Content-Length:".Length).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : -1;
    }
}
