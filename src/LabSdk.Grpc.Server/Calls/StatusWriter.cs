using Grpc.Core;
using LabSdk.Grpc.Wire;
using Microsoft.AspNetCore.Http;

namespace LabSdk.Grpc.Server.Calls;

/// <summary>Writes the status of a call: as headers when nothing was sent yet (trailers-only), else as trailers.</summary>
internal static class StatusWriter
{
    public static void Write(HttpResponse response, Status status, Metadata? trailers, bool hasBody)
    {
        if (hasBody)
        {
            response.AppendTrailer("grpc-status", StatusMapping.Text(status.StatusCode));
            if (status.Detail.Length > 0)
            {
                response.AppendTrailer("grpc-message", PercentEncoding.Encode(status.Detail));
            }

            for (var index = 0; trailers is not null && index < trailers.Count; index++)
            {
                response.AppendTrailer(trailers[index].Key, Text(trailers[index]));
            }

            return;
        }

        response.ContentType = "application/grpc";
        response.Headers["grpc-status"] = StatusMapping.Text(status.StatusCode);
        if (status.Detail.Length > 0)
        {
            response.Headers["grpc-message"] = PercentEncoding.Encode(status.Detail);
        }

        if (trailers is not null)
        {
            AddMetadata(response.Headers, trailers);
        }
    }

    public static void AddMetadata(IHeaderDictionary headers, Metadata metadata)
    {
        for (var index = 0; index < metadata.Count; index++)
        {
            if (metadata[index].Key != MetadataKeys.CompressionRequest)
            {
                headers.Append(metadata[index].Key, Text(metadata[index]));
            }
        }
    }

    private static string Text(Metadata.Entry entry) =>
        entry.IsBinary ? BinaryMetadata.Encode(entry.BytesSpan) : entry.Value;
}
