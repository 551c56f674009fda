using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using LabSdk.Cxl.Bus;

namespace LabSdk.Cxl.Tests.Transport;

/// <summary>The far side of a D-Bus connection: a scripted bus, or a service on a real one.</summary>
internal sealed class BusPeer(Stream stream) : IAsyncDisposable
{
    private uint _serial = 1000;

    /// <summary>Connects to a bus as a service would.</summary>
    public static async Task<BusPeer> ConnectAsync(EndPoint bus)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(bus);
        var peer = new BusPeer(new NetworkStream(socket, ownsSocket: true));
        var user = Convert.ToHexStringLower(Encoding.ASCII.GetBytes($"{Linux.LinuxCalls.EffectiveUser()}"));
        await peer.WriteAsync(Encoding.ASCII.GetBytes($"\0AUTH EXTERNAL {user}\r\n"));
        Assert.StartsWith("OK ", await peer.ReadLineAsync(), StringComparison.Ordinal);
        await peer.WriteAsync("BEGIN\r\n"u8.ToArray());
        await peer.SendAsync(new BusMessage { Type = BusMessage.Call, Destination = "org.freedesktop.DBus", Path = "/org/freedesktop/DBus", Interface = "org.freedesktop.DBus", Member = "Hello" });
        return peer;
    }

    /// <summary>Takes the greeting of a client, as a bus does.</summary>
    public async Task GreetAsync(string answer = "OK 0123456789abcdef0123456789abcdef\r\n")
    {
        await stream.ReadExactlyAsync(new byte[1]);
        Assert.StartsWith("AUTH EXTERNAL ", await ReadLineAsync(), StringComparison.Ordinal);
        await WriteAsync(Encoding.ASCII.GetBytes(answer));
        Assert.Equal("BEGIN", await ReadLineAsync());
    }

    public async Task<BusMessage> ReadAsync()
    {
        var prefix = new byte[BusMessage.PrefixSize];
        await stream.ReadExactlyAsync(prefix);
        var message = new byte[BusMessage.LengthOf(prefix)];
        prefix.CopyTo(message, 0);
        await stream.ReadExactlyAsync(message.AsMemory(prefix.Length));
        return BusMessage.Read(message);
    }

    public async Task SendAsync(BusMessage message) => await WriteAsync((message with { Serial = ++_serial }).Write());

    public Task ReplyAsync(BusMessage call, string signature = "", byte[]? body = null, string sender = ":1.7") => SendAsync(new BusMessage
    {
        Type = BusMessage.Return, ReplyTo = call.Serial, Destination = call.Sender, Sender = sender, Signature = signature, Body = body ?? [],
    });

    public Task RefuseAsync(BusMessage call, string error) => SendAsync(new BusMessage { Type = BusMessage.Error, ReplyTo = call.Serial, Destination = call.Sender, ErrorName = error, Sender = "org.freedesktop.DBus" });

    public async Task WriteAsync(byte[] bytes) => await stream.WriteAsync(bytes);

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private async Task<string> ReadLineAsync()
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (!line.ToString().EndsWith("\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one);
            line.Append((char)one[0]);
        }

        return line.ToString()[..^2];
    }
}

/// <summary>Writes D-Bus bodies: what the client itself never has to.</summary>
internal sealed class BusBody
{
    private readonly List<byte> _bytes = [];

    public byte[] Bytes => [.. _bytes];

    /// <summary>The body of GetManagedObjects, or of InterfacesAdded when there is one object and no array around it.</summary>
    public static byte[] Objects(params (string Path, (string Interface, (string Name, string Signature, object Value)[] Properties)[] Interfaces)[] objects)
    {
        var body = new BusBody();
        body.Array(8, () =>
        {
            foreach (var (path, interfaces) in objects)
            {
                body.Align(8);
                body.Object(path, interfaces);
            }
        });
        return body.Bytes;
    }

    public static byte[] Added(string path, (string Interface, (string Name, string Signature, object Value)[] Properties)[] interfaces)
    {
        var body = new BusBody();
        body.Object(path, interfaces);
        return body.Bytes;
    }

    public static byte[] Removed(string path, params string[] interfaces)
    {
        var body = new BusBody();
        body.Text(path);
        body.Array(4, () => interfaces.ToList().ForEach(body.Text));
        return body.Bytes;
    }

    public static byte[] TextAndNumber(string text, uint number)
    {
        var body = new BusBody();
        body.Text(text);
        body.Number(number);
        return body.Bytes;
    }

    private void Object(string path, (string Interface, (string Name, string Signature, object Value)[] Properties)[] interfaces)
    {
        Text(path);
        Array(8, () =>
        {
            foreach (var (name, properties) in interfaces)
            {
                Align(8);
                Text(name);
                Array(8, () =>
                {
                    foreach (var property in properties)
                    {
                        Align(8);
                        Text(property.Name);
                        Variant(property.Signature, property.Value);
                    }
                });
            }
        });
    }

    private void Variant(string signature, object value)
    {
        _bytes.AddRange([(byte)signature.Length, .. Encoding.ASCII.GetBytes(signature), 0]);
        switch (value)
        {
            case byte number:
                _bytes.Add(number);
                break;
            case uint number:
                Number(number);
                break;
            case int number:
                Number((uint)number);
                break;
            case byte[] bytes:
                Number((uint)bytes.Length);
                _bytes.AddRange(bytes);
                break;
            default:
                Text((string)value);
                break;
        }
    }

    private void Array(int alignment, Action write)
    {
        Number(0);
        var length = _bytes.Count - 4;
        Align(alignment);
        var start = _bytes.Count;
        write();
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, _bytes.Count - start);
        for (var i = 0; i < 4; i++)
        {
            _bytes[length + i] = bytes[i];
        }
    }

    private void Text(string text)
    {
        Number((uint)text.Length);
        _bytes.AddRange([.. Encoding.UTF8.GetBytes(text), 0]);
    }

    private void Number(uint number)
    {
        Align(4);
        _bytes.AddRange(BitConverter.GetBytes(number));
    }

    private void Align(int size)
    {
        while (_bytes.Count % size != 0)
        {
            _bytes.Add(0);
        }
    }
}
