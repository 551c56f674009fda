using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text;

namespace LabSdk.Mds.Upload;

/// <summary>Sends requests to the chunk service: no redirects, no cookies, one connection.</summary>
internal sealed class ChunkPoster : IDisposable
{
    private const int LongestReason = 200;
    private const int LongestBody = 64 * 1024;

    private static readonly string UserAgent =
        $"LabSdk/{typeof(ChunkPoster).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0"}";

    private volatile UploadTarget _target;
    private readonly UploadOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;

    public ChunkPoster(UploadTarget target, UploadOptions options, TimeProvider time)
    {
        (_target, _options, _time) = (target, options, time);
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = !target.Uri.IsLoopback,
            AutomaticDecompression = DecompressionMethods.None,
            MaxConnectionsPerServer = 1,
            ConnectTimeout = options.RequestTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxResponseHeadersLength = 64,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Takes another key for the same address.</summary>
    public void Renew(UploadTarget target) => _target = target;

    /// <summary>The request that <see cref="PostAsync"/> would send.</summary>
    public UploadPreview Preview(IReadOnlyList<ReadOnlyMemory<byte>> chunks)
    {
        var body = UploadBody.Of(chunks);
        using var request = Request(body);
        return new UploadPreview(
            "POST",
            _target.Uri.OriginalString,
            [.. request.Headers.Concat(request.Content!.Headers).Select(header => header.Key), "Content-Length"],
            body.ContentType,
            body.Bytes.Length,
            [.. chunks.Select(chunk => chunk.Length)],
            body.Bytes.AsMemory(0, Math.Min(16, body.Bytes.Length)));
    }

    /// <summary>Sends one request. Throws only when cancelled.</summary>
    public async Task<UploadResult> PostAsync(IReadOnlyList<ReadOnlyMemory<byte>> chunks, CancellationToken cancellationToken)
    {
        using var timed = new CancellationTokenSource(_options.RequestTimeout, _time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(timed.Token, cancellationToken);
        try
        {
            using var request = Request(UploadBody.Of(chunks));
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ended.Token).ConfigureAwait(false);
            var body = await BodyAsync(response, ended.Token).ConfigureAwait(false);
            var status = (int)response.StatusCode;
            return response.IsSuccessStatusCode
                ? new UploadResult(true, status, "")
                : new UploadResult(false, status, Reason(status, response.ReasonPhrase, body)) { RetryAfter = RetryAfter(response.Headers.RetryAfter) };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new UploadResult(false, 0, FormattableString.Invariant($"no answer from {_target.Uri.IdnHost} within {_options.RequestTimeout.TotalSeconds:0.###} s."));
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return new UploadResult(false, 0, Mask($"{_target.Uri.IdnHost} cannot be reached: {error.Message}"));
        }
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Request(UploadBody body)
    {
        var content = new ByteArrayContent(body.Bytes);
        content.Headers.TryAddWithoutValidation("Content-Type", body.ContentType);
        var request = new HttpRequestMessage(HttpMethod.Post, _target.Uri)
        {
            Content = content,
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Headers.TryAddWithoutValidation("Accept", "*/*");
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        request.Headers.TryAddWithoutValidation(_target.HeaderName, _target.HeaderValue.Reveal());
        return request;
    }

    // Read so that the connection can be used again; no more of it than is worth that.
    private static async Task<string> BodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            var bytes = new byte[LongestBody];
            var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                var count = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
                return Encoding.UTF8.GetString(bytes, 0, Math.Min(count, LongestReason));
            }
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            // The status came; that its explanation is cut off changes nothing.
            return "";
        }
    }

    private string Reason(int status, string? phrase, string body) => Mask($"HTTP {status} {phrase} {body}").Trim();

    // Whatever the service echoes, the key is not shown.
    private string Mask(string text)
    {
        var masked = text.Replace(_target.HeaderValue.Reveal(), Secret.Mask, StringComparison.Ordinal);
        return string.Concat(masked.Take(LongestReason).Select(letter => char.IsControl(letter) ? ' ' : letter));
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header) => header switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - _time.GetUtcNow() is { } left && left > TimeSpan.Zero ? left : null,
        _ => null,
    };
}
