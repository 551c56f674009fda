using System.Net;
using System.Net.Http.Headers;

namespace LabSdk.Grpc.Tests.Server;

/// <summary>Calls a server without our client, to see what goes over the wire.</summary>
internal static class RawGrpc
{
    public static Task<RawAnswer> PostAsync(Uri address, string path, byte[] body, params (string Name, string Value)[] headers) =>
        SendAsync(address, HttpMethod.Post, path, "application/grpc", body, headers);

    public static async Task<RawAnswer> SendAsync(
        Uri address, HttpMethod method, string path, string contentType, byte[] body, params (string Name, string Value)[] headers)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(method, new Uri(address, path))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body),
        };
        request.Headers.TryAddWithoutValidation("te", "trailers");
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await http.SendAsync(request).WaitAsync(TimeSpan.FromSeconds(30));
        var content = await response.Content.ReadAsByteArrayAsync();
        var trailersOnly = response.Headers.Contains("grpc-status");
        var statusAt = trailersOnly ? (HttpHeaders)response.Headers : response.TrailingHeaders;
        return new RawAnswer(
            response.StatusCode, First(statusAt, "grpc-status"), First(statusAt, "grpc-message"), content, trailersOnly,
            First(response.Headers, "grpc-accept-encoding"));
    }

    private static string? First(HttpHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.First() : null;
}

internal sealed record RawAnswer(
    HttpStatusCode HttpStatus, string? Status, string? Message, byte[] Body, bool TrailersOnly, string? AcceptEncoding);
