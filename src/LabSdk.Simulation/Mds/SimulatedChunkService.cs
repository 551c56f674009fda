using System.Net;
using System.Net.Sockets;
using LabSdk.Mds;
using LabSdk.Mds.Wire;
using LabSdk.Simulation.Mds;

namespace LabSdk.Simulation;

/// <summary>
/// A chunk service on this computer: takes chunks as the real one does, answers by script, and notes what a client must not do:
/// requests for one device that overlap, wrong headers, batches that cannot be taken apart, chunks in the wrong order.
/// </summary>
/// <remarks>Thread-safe. Plain http on loopback; clients must set <see cref="UploadOptions.AllowLoopbackHttp"/>.</remarks>
public sealed class SimulatedChunkService : IAsyncDisposable
{
    private const int LongestMessage = 16 * 1024 * 1024;
    private readonly Lock _lock = new();
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _ending = new();
    private readonly TimeProvider _time;
    private readonly Queue<ChunkAnswer> _script = new();
    private readonly List<ChunkRequest> _requests = [];
    private readonly List<string> _violations = [];
    private readonly List<ReadOnlyMemory<byte>> _taken = [];
    private readonly Dictionary<string, int> _running = [];
    private readonly Dictionary<string, ChunkAssembler> _assemblers = [];
    private readonly Task _accepting;
    private TaskCompletionSource _changed = NewSignal();

    /// <summary>Starts it.</summary>
    /// <param name="port">TCP port; 0 for a free one.</param>
    /// <param name="time">The clock; null for the system's.</param>
    public SimulatedChunkService(int port = 0, TimeProvider? time = null)
    {
        _time = time ?? TimeProvider.System;
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = Task.Run(AcceptAsync);
    }

    /// <summary>The TCP port.</summary>
    public int Port { get; }

    /// <summary>What <see cref="SimulatedMdsOptions.UriPrefix"/> must be for a device to send its chunks here.</summary>
    public string UriPrefix => $"http://127.0.0.1:{Port}/api/v0/chunks/";

    /// <summary>Every request so far.</summary>
    public IReadOnlyList<ChunkRequest> Requests => Locked(() => _requests.ToArray());

    /// <summary>The chunks that were answered with success, in order.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Taken => Locked(() => _taken.ToArray());

    /// <summary>What clients did that they must not; empty when all is well.</summary>
    public IReadOnlyList<string> Violations => Locked(() => _violations.ToArray());

    /// <summary>Sets the answers of the next requests; later ones get 202 again.</summary>
    /// <param name="answers">The answers in order; added to those that wait.</param>
    public void Answer(params IReadOnlyList<ChunkAnswer> answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        lock (_lock)
        {
            foreach (var answer in answers)
            {
                _script.Enqueue(answer);
            }
        }
    }

    /// <summary>Waits until this many chunks were taken.</summary>
    /// <param name="count">How many.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task WaitForChunksAsync(int count, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (_taken.Count >= count)
                {
                    return;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Stops it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private T Locked<T>(Func<T> read)
    {
        lock (_lock)
        {
            return read();
        }
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var client = await _listener.AcceptTcpClientAsync(_ending.Token).ConfigureAwait(false);
            _ = ServeAsync(client);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            var stream = client.GetStream();
            try
            {
                while (await HttpRequestReader.ReadAsync(stream, _ending.Token).ConfigureAwait(false) is { } request)
                {
                    var answer = Begin(request);
                    await Task.Delay(answer.Delay, _time, _ending.Token).ConfigureAwait(false);
                    End(request, answer);
                    if (answer.IsReset)
                    {
                        client.LingerState = new LingerOption(enable: true, seconds: 0);
                        return;
                    }

                    await stream.WriteAsync(HttpRequestReader.Answer(answer), _ending.Token).ConfigureAwait(false);
                }
            }
            catch (Exception error) when (error is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // The client went away, or the service stops.
            }
        }
    }

    private ChunkAnswer Begin(HttpRequestReader.Request request)
    {
        lock (_lock)
        {
            if ((_running[request.Path] = _running.GetValueOrDefault(request.Path) + 1) > 1)
            {
                _violations.Add($"Request {_requests.Count + 1}: another request for {request.Path} is under way.");
            }

            return _script.TryDequeue(out var answer) ? answer : new ChunkAnswer();
        }
    }

    private void End(HttpRequestReader.Request request, ChunkAnswer answer)
    {
        lock (_lock)
        {
            _running[request.Path]--;
            var number = _requests.Count + 1;
            _violations.AddRange(request.Faults.Select(fault => $"Request {number}: {fault}"));
            _requests.Add(new ChunkRequest(number, request.Path, request.Chunks, answer)
            {
                ContentType = request.ContentType,
                HeaderNames = request.HeaderNames,
                Key = request.Key,
            });
            if (answer is { IsReset: false, Status: >= 200 and <= 299 })
            {
                foreach (var chunk in request.Chunks)
                {
                    Take(number, request.Path, chunk);
                }
            }

            _changed.TrySetResult();
            _changed = NewSignal();
        }
    }

    // The real service sees a wrong order in the same way: the parts of a message do not fit.
    private void Take(int number, string path, ReadOnlyMemory<byte> chunk)
    {
        _taken.Add(chunk);
        if (!_assemblers.TryGetValue(path, out var assembler))
        {
            _assemblers[path] = assembler = new ChunkAssembler(LongestMessage);
        }

        var result = assembler.Add(chunk.Span, out _, out _);
        if (result is ChunkResult.Gap or ChunkResult.Orphan or ChunkResult.AbandonedThenSingle or ChunkResult.AbandonedThenStart)
        {
            _violations.Add($"Request {number}: a chunk for {path} does not follow the one before ({result}).");
        }
    }
}
