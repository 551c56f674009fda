using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LabSdk.Mds.Tests.Upload;

/// <summary>
/// A chunk service on a loopback socket. It answers by script, keeps what it took, and notes when requests for it overlap.
/// It reads HTTP/1.1 itself, so that what it checks is what was on the wire.
/// </summary>
internal sealed class ChunkService : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ended = new();
    private readonly Func<Request, Answer> _answer;
    private readonly Task _accepting;
    private int _running;

    public ChunkService(Func<Request, Answer>? answer = null)
    {
        _answer = answer ?? (_ => new Answer());
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = Task.Run(AcceptAsync);
    }

    /// <summary>A request as it came.</summary>
    public sealed record Request(int Number, string Line, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body)
    {
        public string? Header(string name) => Headers.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

        /// <summary>The chunks in it.</summary>
        public IReadOnlyList<byte[]> Chunks => Header("Content-Type")!.StartsWith("multipart/mixed; boundary=", StringComparison.Ordinal)
            ? Split(Body, Header("Content-Type")!.Split('=')[1])
            : [Body];
    }

    /// <summary>What to answer; a negative status closes the connection without a word.</summary>
    public sealed record Answer(int Status = 202, string Headers = "", string Body = "", TaskCompletionSource? Hold = null);

    public int Port { get; }

    public string Uri => $"http://127.0.0.1:{Port}/api/v0/chunks/DEMO-1";

    public List<Request> Requests { get; } = [];

    /// <summary>The chunks of the requests that were answered with 2xx, in order.</summary>
    public List<byte[]> Taken { get; } = [];

    public bool Overlapped { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _listener.Stop();
        await _accepting;
    }

    private static List<byte[]> Split(byte[] body, string boundary)
    {
        var chunks = new List<byte[]>();
        var open = Encoding.ASCII.GetBytes($"--{boundary}\r\nContent-Length: ");
        var rest = body.AsSpan();
        while (rest.StartsWith(open))
        {
            rest = rest[open.Length..];
            var end = rest.IndexOf("\r\n\r\n"u8);
            var length = int.Parse(rest[..end], CultureInfo.InvariantCulture);
            chunks.Add(rest.Slice(end + 4, length).ToArray());
            rest = rest[(end + 4 + length)..];
            Assert.True(rest.StartsWith("\r\n"u8));
            rest = rest[2..];
        }

        Assert.Equal($"--{boundary}--\r\n", Encoding.ASCII.GetString(rest));
        return chunks;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptSocketAsync(_ended.Token));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Closed.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var stream = new NetworkStream(socket, ownsSocket: true);
        try
        {
            while (await ReadAsync(stream) is { } request)
            {
                Answer answer;
                lock (Requests)
                {
                    Overlapped |= ++_running > 1;
                    Requests.Add(request);
                    answer = _answer(request);
                }

                if (answer.Hold is { } hold)
                {
                    await hold.Task.WaitAsync(_ended.Token);
                }

                lock (Requests)
                {
                    _running--;
                    if (answer.Status is >= 200 and <= 299)
                    {
                        Taken.AddRange(request.Chunks);
                    }
                }

                if (answer.Status < 0)
                {
                    return;
                }

                await stream.WriteAsync(Encoding.UTF8.GetBytes($"HTTP/1.1 {answer.Status} Scripted\r\n{answer.Headers}Content-Length: {Encoding.UTF8.GetByteCount(answer.Body)}\r\n\r\n{answer.Body}"), _ended.Token);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The client or the test is gone.
        }
    }

    private async Task<Request?> ReadAsync(NetworkStream stream)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (!(head.Count >= 4 && head[^4] == '\r' && head[^3] == '\n' && head[^2] == '\r' && head[^1] == '\n'))
        {
            if (await stream.ReadAsync(one, _ended.Token) == 0)
            {
                return null;
            }

            head.Add(one[0]);
        }

        var lines = Encoding.ASCII.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines[1..].Select(line => line.Split(": ", 2)).Select(parts => KeyValuePair.Create(parts[0], parts.Length > 1 ? parts[1] : "")).ToList();
        var length = headers.Single(header => header.Key == "Content-Length").Value;
        var body = new byte[int.Parse(length, CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, _ended.Token);
        return new Request(Requests.Count, lines[0], headers, body);
    }
}
