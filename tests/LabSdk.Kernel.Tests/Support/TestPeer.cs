using System.Buffers;
using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using LabSdk.Kernel.Zmtp.Codec;

namespace LabSdk.Kernel.Tests.Support;

/// <summary>A client of a ZMTP socket, written down to the byte so that a test can do wrong things, too.</summary>
internal sealed class TestPeer : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private readonly TcpClient _client = new() { NoDelay = true };
    private byte[] _left = [];

    public NetworkStream Stream => _client.GetStream();

    public byte[] PeerGreeting { get; } = new byte[64];

    public static async Task<TestPeer> ConnectAsync(int port)
    {
        var peer = new TestPeer();
        await peer._client.ConnectAsync(IPAddress.Loopback, port);
        return peer;
    }

    public static async Task<TestPeer> ShakeHandsAsync(int port, string type, string? identity = null)
    {
        var peer = await ConnectAsync(port);
        await peer.Stream.WriteAsync(GreetingBytes());
        using var limit = new CancellationTokenSource(Limit);
        await peer.Stream.ReadExactlyAsync(peer.PeerGreeting, limit.Token);
        await peer.SendCommandAsync(Ready(type, identity));
        var (flags, body) = await peer.ReadFrameAsync();
        Assert.Equal(FrameFlags.Command, flags);
        Assert.Equal("READY", Command.Parse(body).Name);
        return peer;
    }

    public static byte[] GreetingBytes(byte minor = 1)
    {
        var greeting = new byte[64];
        Greeting.Write(greeting, minor);
        return greeting;
    }

    public static byte[] Ready(string type, string? identity)
    {
        using var body = new MemoryStream();
        body.Write([5, .. "READY"u8]);
        Property("Socket-Type", type);
        if (identity is not null)
        {
            Property("Identity", identity);
        }

        return body.ToArray();

        void Property(string name, string value)
        {
            var length = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(length, value.Length);
            body.Write([(byte)name.Length, .. Encoding.ASCII.GetBytes(name), .. length, .. Encoding.Latin1.GetBytes(value)]);
        }
    }

    public static byte[] Frame(FrameFlags flags, ReadOnlySpan<byte> body)
    {
        var header = new byte[FrameCodec.LongestHeader];
        return [.. header.AsSpan(0, FrameCodec.WriteHeader(header, flags, body.Length)), .. body];
    }

    public Task SendCommandAsync(byte[] body) => Stream.WriteAsync(Frame(FrameFlags.Command, body)).AsTask();

    public Task SubscribeAsync(string topic = "") => SendCommandAsync([9, .. "SUBSCRIBE"u8, .. Encoding.ASCII.GetBytes(topic)]);

    public Task SendAsync(params ReadOnlyMemory<byte>[] frames) =>
        Stream.WriteAsync(frames.Index().SelectMany(pair => Frame(pair.Index < frames.Length - 1 ? FrameFlags.More : FrameFlags.None, pair.Item.Span)).ToArray()).AsTask();

    public async Task<byte[][]> ReceiveAsync()
    {
        var frames = new List<byte[]>();
        while (true)
        {
            var (flags, body) = await ReadFrameAsync();
            if (flags.HasFlag(FrameFlags.Command))
            {
                continue;
            }

            frames.Add(body);
            if (!flags.HasFlag(FrameFlags.More))
            {
                return [.. frames];
            }
        }
    }

    public async Task<(FrameFlags Flags, byte[] Body)> ReadFrameAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        var chunk = new byte[64 << 10];
        while (true)
        {
            var buffer = new ReadOnlySequence<byte>(_left);
            if (FrameCodec.TryRead(ref buffer, int.MaxValue, int.MaxValue, out var flags, out var body))
            {
                var copy = body.ToArray();
                _left = buffer.ToArray();
                return (flags & ~FrameFlags.Long, copy);
            }

            var read = await Stream.ReadAsync(chunk, limit.Token);
            if (read == 0)
            {
                throw new EndOfStreamException();
            }

            _left = [.. _left, .. chunk.AsSpan(0, read)];
        }
    }

    /// <summary>Waits until the other side has closed the connection; what it still sends is thrown away.</summary>
    public async Task WaitForCloseAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            while (await Stream.ReadAsync(new byte[4096], limit.Token) > 0)
            {
            }
        }
        catch (IOException)
        {
        }
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }
}
