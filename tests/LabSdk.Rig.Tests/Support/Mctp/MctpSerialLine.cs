using System.Collections.Concurrent;
using LabSdk.Cxl;
using LabSdk.Rig.Tests.Support.Native;
using Microsoft.Win32.SafeHandles;

namespace LabSdk.Rig.Tests.Support.Mctp;

/// <summary>
/// A serial MCTP line of the kernel (line discipline N_MCTP on a pseudo terminal) with simulated components at its far end:
/// what a socket sends to their endpoint ids reaches their channels, and what these answer goes back. Root only.
/// </summary>
internal sealed class MctpSerialLine : IAsyncDisposable
{
    public const byte HostEndpoint = 8;

    private const string Interfaces = "/sys/class/net";

    private readonly Lock _writing = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly ConcurrentDictionary<(byte Endpoint, byte Type), IMctpChannel> _channels = [];
    private readonly ConcurrentDictionary<(byte Endpoint, byte Type, byte CciTag), byte> _tags = [];
    private readonly Dictionary<byte, Func<CxlMessageType, IMctpChannel>> _components;
    private readonly FileStream _master;
    private readonly int _slave;

    private MctpSerialLine(FileStream master, int slave, string name, Dictionary<byte, Func<CxlMessageType, IMctpChannel>> components)
    {
        (_master, _slave, Name, _components) = (master, slave, name, components);
        new Thread(ReadLine) { IsBackground = true, Name = $"far end of {name}" }.Start();
    }

    /// <summary>The kernel's interface, for example mctpserial0.</summary>
    public string Name { get; }

    public SerialFrames Frames { get; } = new();

    public MctpPackets Packets { get; } = new();

    /// <summary>Makes the line and gives it its routes.</summary>
    /// <param name="components">Endpoint ids and what opens a component's channels.</param>
    public static MctpSerialLine Connect(params (byte Endpoint, Func<CxlMessageType, IMctpChannel> Open)[] components)
    {
        var before = Serial();
        var (master, slave) = SerialTerminal.OpenMctp();
        var added = Assert.Single(Serial().Except(before));
        var line = new MctpSerialLine(
            new FileStream(new SafeFileHandle(master, ownsHandle: true), FileAccess.ReadWrite, bufferSize: 0), slave, added, components.ToDictionary(each => each.Endpoint, each => each.Open));
        var link = int.Parse(File.ReadAllText($"{Interfaces}/{added}/ifindex"));
        MctpNetwork.Up(link);
        MctpNetwork.AddAddress(link, HostEndpoint);
        foreach (var (endpoint, _) in components)
        {
            MctpNetwork.AddRoute(link, endpoint);
        }

        return line;
    }

    /// <summary>Lets a component send a request of its own.</summary>
    public void SendRequest(byte endpoint, CxlMessageType type, byte[] message) => Send(new MctpMessage(HostEndpoint, endpoint, 0, IsTagOwner: true, [(byte)type, .. message]));

    /// <summary>Pulls the line out: the interface goes, and its routes with it, when both ends of the terminal are closed. Harmless when repeated.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_ending.IsCancellationRequested)
        {
            return;
        }

        // Closing this end wakes the thread that reads the other one.
        await _ending.CancelAsync();
        _ = Libc.Close(_slave);
        await _master.DisposeAsync();
        await Guest.UntilAsync(() => !Serial().Contains(Name), $"{Name} goes away");
        foreach (var channel in _channels.Values)
        {
            await channel.DisposeAsync();
        }
    }

    private static string[] Serial() => Directory.Exists(Interfaces)
        ? [.. Directory.EnumerateFileSystemEntries(Interfaces).Select(path => Path.GetFileName(path)).Where(name => name.StartsWith("mctpserial", StringComparison.Ordinal))]
        : [];

    private void ReadLine()
    {
        var bytes = new byte[4096];
        try
        {
            while (_master.Read(bytes) is > 0 and var count)
            {
                foreach (var packet in Frames.Push(bytes.AsSpan(0, count)))
                {
                    if (Packets.Push(packet) is { } message)
                    {
                        _ = TakeAsync(message);
                    }
                }
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // The other end is closed.
        }
    }

    private async Task TakeAsync(MctpMessage message)
    {
        var type = (byte)(message.Bytes[0] & 0x7F);
        if (!_components.TryGetValue(message.Destination, out var open) || type is not ((byte)CxlMessageType.Component or (byte)CxlMessageType.FabricManager))
        {
            return;
        }

        var cci = message.Bytes.AsMemory(1);
        if (cci.Length > 1)
        {
            _tags[(message.Destination, type, cci.Span[1])] = message.Tag;
        }

        var channel = _channels.GetOrAdd((message.Destination, type), key =>
        {
            var opened = open((CxlMessageType)type);
            _ = AnswerAsync(opened, message.Destination, type);
            return opened;
        });
        try
        {
            await channel.SendAsync(cci, _ending.Token);
        }
        catch (Exception error) when (error is LabException or OperationCanceledException or ObjectDisposedException)
        {
            // A component that is off the bus hears nothing, and says nothing.
        }
    }

    private async Task AnswerAsync(IMctpChannel channel, byte endpoint, byte type)
    {
        var buffer = new byte[1 << 20];
        try
        {
            while (true)
            {
                var count = await channel.ReceiveAsync(buffer, _ending.Token);
                var isResponse = count > 1 && (buffer[0] & 0x0F) == 1;
                var tag = isResponse && _tags.TryGetValue((endpoint, type, buffer[1]), out var asked) ? asked : (byte)0;
                Send(new MctpMessage(HostEndpoint, endpoint, tag, IsTagOwner: !isResponse, [type, .. buffer.AsSpan(0, Math.Min(count, buffer.Length))]));
            }
        }
        catch (Exception error) when (error is LabException or OperationCanceledException or ObjectDisposedException or IOException)
        {
            // The line or the component is gone.
        }
    }

    private void Send(MctpMessage message)
    {
        lock (_writing)
        {
            foreach (var packet in MctpPackets.Cut(message))
            {
                _master.Write(SerialFrames.Encode(packet));
            }
        }
    }
}
