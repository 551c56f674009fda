using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace LabSdk.Fleet.Tests.Client;

/// <summary>A server that does step by step what a recording says, and records the frames it reads.</summary>
internal sealed class ScriptedGateway : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> _accepted = [];
    private readonly Lock _gate = new();

    public ScriptedGateway(JsonElement scenario)
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        var connections = scenario.GetProperty("connections").EnumerateArray().ToArray();
        var isIgnoring = scenario.TryGetProperty("listener", out var listener) && listener.GetString() == "ignore";
        if (isIgnoring)
        {
            _listener.Listen(8);
            return;
        }

        if (connections.Length == 0)
        {
            _listener.Dispose();
            return;
        }

        _listener.Listen(8);
        var isRefusing = scenario.TryGetProperty("after_last", out var after) && after.GetString() == "refuse";

        // The server of the recordings serves one connection after the other, which shows in its times. Where we differ from
        // the reference on purpose, a connection is served as soon as it is there.
        var isOneByOne = !scenario.TryGetProperty("quirk", out _);
        new Thread(() => Accept(connections, isRefusing, isOneByOne)) { IsBackground = true, Name = "scripted gateway" }.Start();
    }

    public int Port { get; }

    /// <summary>For each connection, the frames that were read.</summary>
    public List<List<byte[]>> Frames { get; } = [];

    /// <summary>Completes when the steps of all connections that were accepted are done.</summary>
    public List<Task> Runs { get; } = [];

    public int Accepted
    {
        get
        {
            lock (_gate)
            {
                return _accepted.Count;
            }
        }
    }

    public void Dispose()
    {
        _listener.Dispose();
        lock (_gate)
        {
            _accepted.ForEach(socket => socket.Dispose());
        }
    }

    private void Accept(JsonElement[] connections, bool isRefusing, bool isOneByOne)
    {
        try
        {
            for (var i = 0; i < connections.Length; i++)
            {
                var socket = _listener.Accept();
                socket.NoDelay = true;
                if (i == connections.Length - 1 && isRefusing)
                {
                    _listener.Dispose();
                }

                var frames = new List<byte[]>();
                var steps = connections[i];
                var done = new TaskCompletionSource();
                lock (_gate)
                {
                    _accepted.Add(socket);
                    Frames.Add(frames);
                    Runs.Add(done.Task);
                }

                var player = new Thread(() => Play(socket, steps, frames, done)) { IsBackground = true, Name = "scripted connection" };
                player.Start();
                if (isOneByOne && i < connections.Length - 1)
                {
                    player.Join();
                }
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
        }
    }

    private static void Play(Socket socket, JsonElement steps, List<byte[]> frames, TaskCompletionSource done)
    {
        try
        {
            foreach (var step in steps.EnumerateArray())
            {
                Play(socket, step.EnumerateObject().First(), frames);
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or EndOfStreamException)
        {
        }
        finally
        {
            done.SetResult();
        }
    }

    private static void Play(Socket socket, JsonProperty step, List<byte[]> frames)
    {
        switch (step.Name)
        {
            case "read_frame":
                frames.Add(ReadFrame(socket));
                break;
            case "send":
                SendAll(socket, step.Value.Bytes());
                break;
            case "sleep_ms":
                Thread.Sleep(step.Value.GetInt32());
                break;
            case "drip":
                foreach (var one in step.Value.GetProperty("bytes").Bytes())
                {
                    SendAll(socket, [one]);
                    Thread.Sleep(step.Value.GetProperty("gap_ms").GetInt32());
                }

                break;
            case "close":
                socket.Shutdown(SocketShutdown.Both);
                socket.Dispose();
                break;
            case "reset":
                socket.LingerState = new LingerOption(true, 0);
                socket.Close();
                break;
            case "wait_close":
                while (socket.Receive(new byte[4096]) > 0)
                {
                }

                break;
            default:
                throw new InvalidDataException(step.Name);
        }
    }

    private static byte[] ReadFrame(Socket socket)
    {
        var header = ReadExactly(socket, 4);
        return [.. header, .. ReadExactly(socket, BinaryPrimitives.ReadInt32LittleEndian(header))];
    }

    private static byte[] ReadExactly(Socket socket, int count)
    {
        var bytes = new byte[count];
        for (var at = 0; at < count;)
        {
            var read = socket.Receive(bytes.AsSpan(at));
            at += read > 0 ? read : throw new EndOfStreamException();
        }

        return bytes;
    }

    private static void SendAll(Socket socket, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[socket.Send(bytes)..];
        }
    }
}
