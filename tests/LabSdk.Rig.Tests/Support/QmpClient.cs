using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace LabSdk.Rig.Tests.Support;

/// <summary>QEMU's control channel, to put events and errors into the emulated devices. One for the whole run: the channel has no beginning anew.</summary>
internal sealed class QmpClient
{
    private const string Node = "/dev/labsdk-qmp";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly Lazy<Task<QmpClient>> Opened = new(OpenAsync);

    private readonly Channel<JsonElement> _answers = Channel.CreateUnbounded<JsonElement>();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly FileStream _port;

    private QmpClient(FileStream port)
    {
        _port = port;
        new Thread(ReadLines) { IsBackground = true, Name = "qmp" }.Start();
    }

    public static Task<QmpClient> InstanceAsync() => Opened.Value;

    /// <summary>Runs a command; fails with QEMU's words.</summary>
    public async Task<JsonElement> ExecuteAsync(string command, object? arguments = null)
    {
        await _turn.WaitAsync();
        try
        {
            var request = arguments is null ? JsonSerializer.Serialize(new { execute = command }) : JsonSerializer.Serialize(new { execute = command, arguments });
            await _port.WriteAsync(Encoding.UTF8.GetBytes(request + "\n"));
            using var limit = new CancellationTokenSource(Patience);
            while (true)
            {
                // The greeting and events come in between.
                var answer = await _answers.Reader.ReadAsync(limit.Token);
                if (answer.TryGetProperty("return", out var result))
                {
                    return result;
                }

                Assert.False(answer.TryGetProperty("error", out var error), $"QEMU refused {command}: {error}");
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    private static async Task<QmpClient> OpenAsync()
    {
        Assert.True(File.Exists(Node), $"The guest has no {Node}: run eng/rig/rig with -q.");
        var client = new QmpClient(new FileStream(Node, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0));
        await client.ExecuteAsync("qmp_capabilities");
        return client;
    }

    private void ReadLines()
    {
        var (bytes, line) = (new byte[4096], new List<byte>());
        while (_port.Read(bytes) is > 0 and var count)
        {
            foreach (var value in bytes.AsSpan(0, count))
            {
                if (value != (byte)'\n')
                {
                    line.Add(value);
                    continue;
                }

                using var document = JsonDocument.Parse(line.ToArray());
                _answers.Writer.TryWrite(document.RootElement.Clone());
                line.Clear();
            }
        }
    }
}
