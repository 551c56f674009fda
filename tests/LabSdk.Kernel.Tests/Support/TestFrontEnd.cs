using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using LabSdk.Kernel.Messaging;
using LabSdk.Kernel.Session;
using LabSdk.Kernel.Session.History;

namespace LabSdk.Kernel.Tests.Support;

/// <summary>A kernel in this process and a front end that talks to it over real sockets.</summary>
internal sealed class TestFrontEnd : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("test-key");
    private readonly MessageCodec _codec = new(Key, TimeProvider.System);
    private readonly Channel<Received> _iopub = Channel.CreateUnbounded<Received>();
    private readonly Dictionary<string, Channel<Received>> _replies = [];
    private readonly Dictionary<string, TestPeer> _peers = [];

    private TestFrontEnd(KernelServer kernel, ScriptedEngine engine) => (Kernel, Engine) = (kernel, engine);

    public KernelServer Kernel { get; }

    public ScriptedEngine Engine { get; }

    public List<string> Log { get; private set; } = [];

    public TestPeer Shell => _peers["shell"];

    public static async Task<TestFrontEnd> StartAsync(HistoryFile? history = null, Task? engineReady = null)
    {
        var engine = new ScriptedEngine();
        var log = new List<string>();
        var kernel = new KernelServer(
            new ConnectionInfo(IPAddress.Loopback, 0, 0, 0, 0, 0, Key),
            new KernelOptions
            {
                Engine = async () =>
                {
                    await (engineReady ?? Task.CompletedTask);
                    return engine;
                },
                History = history,
                Log = line =>
                {
                    lock (log)
                    {
                        log.Add(line);
                    }
                },
            });
        kernel.Start();
        var client = new TestFrontEnd(kernel, engine);
        client.Log = log;
        await client.ConnectAsync();
        return client;
    }

    /// <summary>Sends a request; returns its id.</summary>
    public async Task<string> SendAsync(string channel, string type, JsonObject content, JsonObject? metadata = null)
    {
        var (id, frames) = Encode(type, content, metadata);
        await _peers[channel].SendAsync(frames);
        return id;
    }

    public (string Id, ReadOnlyMemory<byte>[] Frames) Encode(string type, JsonObject content, JsonObject? metadata = null)
    {
        var frames = _codec.Encode([], type, MessageCodec.EmptyObject, Encoding.UTF8.GetBytes((metadata ?? []).ToJsonString()), Encoding.UTF8.GetBytes(content.ToJsonString()));
        return (JsonDocument.Parse(frames[2]).RootElement.GetProperty("msg_id").GetString()!, frames);
    }

    public Task<string> ExecuteAsync(string code, bool silent = false, bool store = true, bool stdin = false, JsonObject? expressions = null, bool stopOnError = true) =>
        SendAsync("shell", "execute_request", new JsonObject
        {
            ["code"] = code, ["silent"] = silent, ["store_history"] = store, ["allow_stdin"] = stdin, ["stop_on_error"] = stopOnError, ["user_expressions"] = expressions ?? [],
        });

    /// <summary>The next message of a routed channel.</summary>
    public async Task<Received> ReplyAsync(string channel) => await _replies[channel].Reader.ReadAsync().AsTask().WaitAsync(Limit);

    /// <summary>The next message of the output channel.</summary>
    public async Task<Received> OutputAsync() => await _iopub.Reader.ReadAsync().AsTask().WaitAsync(Limit);

    /// <summary>All outputs of a request, up to its idle, without busy and idle.</summary>
    public async Task<List<Received>> OutputsAsync(string id)
    {
        var outputs = new List<Received>();
        while (true)
        {
            var output = await OutputAsync();
            if (output.ParentId != id)
            {
                continue;
            }

            if (output.Type == "status" && output["execution_state"] == "idle")
            {
                return outputs;
            }

            if (output.Type != "status")
            {
                outputs.Add(output);
            }
        }
    }

    /// <summary>Runs a cell to its end.</summary>
    public async Task<(Received Reply, List<Received> Outputs)> RunAsync(string code)
    {
        var id = await ExecuteAsync(code);
        return (await ReplyAsync("shell"), await OutputsAsync(id));
    }

    public async ValueTask DisposeAsync()
    {
        await Kernel.DisposeAsync();
        foreach (var peer in _peers.Values)
        {
            await peer.DisposeAsync();
        }

        _codec.Dispose();
    }

    private async Task ConnectAsync()
    {
        var ports = Kernel.Ports;
        var iopub = _peers["iopub"] = await TestPeer.ShakeHandsAsync(ports.IoPub, "SUB");
        await iopub.SubscribeAsync();
        await iopub.SendCommandAsync([4, .. "PING"u8, 0, 10]);
        await iopub.ReadFrameAsync();
        _ = PumpAsync(iopub, _iopub.Writer);
        foreach (var (name, port) in new[] { ("shell", ports.Shell), ("control", ports.Control), ("stdin", ports.Stdin) })
        {
            _peers[name] = await TestPeer.ShakeHandsAsync(port, "DEALER", "front-end");
            _replies[name] = Channel.CreateUnbounded<Received>();
            _ = PumpAsync(_peers[name], _replies[name].Writer);
        }
    }

    private static async Task PumpAsync(TestPeer peer, ChannelWriter<Received> writer)
    {
        try
        {
            while (true)
            {
                writer.TryWrite(new Received(await peer.ReceiveAsync()));
            }
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException or ObjectDisposedException)
        {
            writer.TryComplete();
        }
    }
}

/// <summary>A message of the kernel.</summary>
internal sealed class Received
{
    private readonly JsonElement _header;
    private readonly JsonElement _parent;

    public Received(byte[][] frames)
    {
        var at = Array.FindIndex(frames, frame => frame.AsSpan().SequenceEqual("<IDS|MSG>"u8));
        using var signer = new MessageSigner(Encoding.ASCII.GetBytes("test-key"));
        Assert.True(signer.Verify(frames[at + 1], frames[at + 2], frames[at + 3], frames[at + 4], frames[at + 5]));
        (_header, _parent, Metadata, Content) = (Json(frames[at + 2]), Json(frames[at + 3]), Json(frames[at + 4]), Json(frames[at + 5]));
        Topic = at > 0 ? Encoding.UTF8.GetString(frames[0]) : "";
    }

    public string Topic { get; }

    public JsonElement Content { get; }

    public JsonElement Metadata { get; }

    public string Type => _header.GetProperty("msg_type").GetString()!;

    public string? ParentId => _parent.TryGetProperty("msg_id", out var id) ? id.GetString() : null;

    public JsonElement Header => _header;

    /// <summary>A text of the content.</summary>
    public string? this[string name] => Content.GetProperty(name).ToString();

    public override string ToString() => $"{Type} {Content}";

    private static JsonElement Json(byte[] bytes)
    {
        using var document = JsonDocument.Parse(bytes);
        return document.RootElement.Clone();
    }
}
