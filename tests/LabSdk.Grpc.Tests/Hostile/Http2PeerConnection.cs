using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace LabSdk.Grpc.Tests.Hostile;

/// <summary>One connection of <see cref="Http2Peer"/>: reads requests, writes frames by hand.</summary>
internal sealed class Http2PeerConnection(NetworkStream stream, int number, CancellationToken stopped)
{
    private const int PrefaceLength = 24;

    /// <summary>1 for the first connection, 2 for the next.</summary>
    public int Number { get; } = number;

    public NetworkStream Raw { get; } = stream;

    /// <summary>Reads the preface and answers with empty settings.</summary>
    public async Task HandshakeAsync()
    {
        await Raw.ReadExactlyAsync(new byte[PrefaceLength], stopped);
        await SendFrameAsync(type: 4, flags: 0, streamId: 0, []);
    }

    /// <summary>Reads until a request has arrived: its whole body, or just its headers.</summary>
    public async Task<int> ReadRequestAsync(bool headersOnly = false)
    {
        for (; ; )
        {
            var (type, flags, id, _) = await ReadFrameAsync();
            if (type is 0 or 1 && ((flags & 1) != 0 || (headersOnly && type == 1)))
            {
                return id;
            }
        }
    }

    /// <summary>Reads until the client resets a stream; returns the error code.</summary>
    public async Task<int> ReadResetAsync()
    {
        for (; ; )
        {
            var (type, _, _, payload) = await ReadFrameAsync();
            if (type == 3)
            {
                return BinaryPrimitives.ReadInt32BigEndian(payload);
            }
        }
    }

    /// <summary>Neither reads nor answers any more.</summary>
    public Task HangAsync() => Task.Delay(Timeout.Infinite, stopped);

    /// <summary>In the role of a client: sends one request with one message.</summary>
    public async Task SendRequestAsync(string path, byte[] body)
    {
        await Raw.WriteAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray(), stopped);
        await SendFrameAsync(type: 4, flags: 0, streamId: 0, []);
        await SendHeadersAsync(
            1, endStream: false, (":method", "POST"), (":scheme", "http"), (":path", path), (":authority", "lab"),
            ("te", "trailers"), ("content-type", "application/grpc"));
        await SendDataAsync(1, body, endStream: true);
    }

    /// <summary>In the role of a client: everything in data frames until the server hangs up.</summary>
    public async Task<byte[]> ReadDataToEndAsync()
    {
        var data = new List<byte>();
        try
        {
            for (; ; )
            {
                var (type, _, _, payload) = await ReadFrameAsync();
                data.AddRange(type == 0 ? payload : []);
            }
        }
        catch (EndOfStreamException)
        {
            return [.. data];
        }
    }

    public Task SendHeadersAsync(int streamId, bool endStream, params (string Name, string Value)[] headers)
    {
        var block = new List<byte>();
        foreach (var (name, value) in headers)
        {
            block.Add(0);
            AddText(block, name);
            AddText(block, value);
        }

        return SendHeaderBlockAsync(streamId, endStream, [.. block]);
    }

    public Task SendResponseHeadersAsync(int streamId, params (string Name, string Value)[] more) =>
        SendHeadersAsync(streamId, endStream: false, [(":status", "200"), ("content-type", "application/grpc"), .. more]);

    public Task SendDataAsync(int streamId, byte[] data, bool endStream = false) =>
        SendFrameAsync(type: 0, flags: (byte)(endStream ? 1 : 0), streamId, data);

    public Task SendResetAsync(int streamId, int code) => SendFrameAsync(type: 3, flags: 0, streamId, Int32(code));

    public Task SendGoAwayAsync(int lastStreamId, int code) =>
        SendFrameAsync(type: 7, flags: 0, streamId: 0, [.. Int32(lastStreamId), .. Int32(code)]);

    public async Task SendFrameAsync(byte type, byte flags, int streamId, byte[] payload)
    {
        var frame = new byte[9 + payload.Length];
        frame[0] = (byte)(payload.Length >> 16);
        frame[1] = (byte)(payload.Length >> 8);
        frame[2] = (byte)payload.Length;
        frame[3] = type;
        frame[4] = flags;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), streamId);
        payload.CopyTo(frame.AsSpan(9));
        await Raw.WriteAsync(frame, stopped);
    }

    /// <summary>Reads and forgets until the client hangs up, answering pings and settings.</summary>
    public async Task DrainAsync()
    {
        for (; ; )
        {
            await ReadFrameAsync();
        }
    }

    private async Task SendHeaderBlockAsync(int streamId, bool endStream, byte[] block)
    {
        const int LargestFrame = 16 * 1024;
        for (var start = 0; start < block.Length; start += LargestFrame)
        {
            var part = block[start..Math.Min(start + LargestFrame, block.Length)];
            var last = start + part.Length == block.Length;
            var (type, end) = start == 0 ? ((byte)1, endStream ? 1 : 0) : ((byte)9, 0);
            await SendFrameAsync(type, (byte)(end | (last ? 4 : 0)), streamId, part);
        }
    }

    private static byte[] Int32(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    private static void AddText(List<byte> block, string text)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        var length = bytes.Length;
        if (length < 127)
        {
            block.Add((byte)length);
        }
        else
        {
            block.Add(127);
            for (length -= 127; length >= 128; length >>= 7)
            {
                block.Add((byte)(length | 128));
            }

            block.Add((byte)length);
        }

        block.AddRange(bytes);
    }

    private async Task<(byte Type, byte Flags, int StreamId, byte[] Payload)> ReadFrameAsync()
    {
        var head = new byte[9];
        await Raw.ReadExactlyAsync(head, stopped);
        var payload = new byte[(head[0] << 16) | (head[1] << 8) | head[2]];
        await Raw.ReadExactlyAsync(payload, stopped);
        var (type, flags) = (head[3], head[4]);
        if (type is 4 or 6 && (flags & 1) == 0)
        {
            await SendFrameAsync(type, flags: 1, streamId: 0, type == 6 ? payload : []);
        }

        return (type, flags, BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(5)), payload);
    }
}
