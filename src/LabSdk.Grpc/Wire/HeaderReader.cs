using System.Net.Http.Headers;
using Grpc.Core;

namespace LabSdk.Grpc.Wire;

/// <summary>Reads status and metadata from received HTTP headers; nothing in them is trusted, nothing in them throws.</summary>
internal static class HeaderReader
{
    /// <summary>The status in headers or trailers; null when there is none.</summary>
    public static Status? ReadStatus(HttpHeaders headers)
    {
        if (!headers.NonValidated.TryGetValues("grpc-status", out var code) || code.Count == 0)
        {
            return null;
        }

        var detail = First(headers, "grpc-message") is { } message ? PercentEncoding.Decode(message) : "";
        return new Status(StatusMapping.ParseStatus(Last(code)), detail);
    }

    public static string? First(HttpHeaders headers, string name)
    {
        if (headers.NonValidated.TryGetValues(name, out var values))
        {
            foreach (var value in values)
            {
                return value;
            }
        }

        return null;
    }

    public static Metadata ReadMetadata(HttpHeaders headers)
    {
        var metadata = new Metadata();
        foreach (var (name, values) in headers.NonValidated)
        {
            foreach (var value in values)
            {
                Add(metadata, name, value);
            }
        }

        return metadata;
    }

    /// <summary>Adds one received header, unless it belongs to the protocol; undecodable binary values are left out.</summary>
    public static void Add(Metadata metadata, string name, string value)
    {
        var key = name.ToLowerInvariant();
        if (MetadataKeys.IsProtocol(key))
        {
            return;
        }

        if (!key.EndsWith(Metadata.BinaryHeaderSuffix, StringComparison.Ordinal))
        {
            metadata.Add(Metadata.Entry.Received(key, value.Trim(' ')));
            return;
        }

        foreach (var part in value.AsSpan().Split(','))
        {
            if (BinaryMetadata.TryDecode(value.AsSpan(part), out var bytes))
            {
                metadata.Add(Metadata.Entry.Received(key, bytes));
            }
        }
    }

    private static string Last(HeaderStringValues values)
    {
        var last = "";
        foreach (var value in values)
        {
            last = value;
        }

        return last;
    }
}
