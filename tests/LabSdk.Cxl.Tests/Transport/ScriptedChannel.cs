using System.Buffers.Binary;
using System.Threading.Channels;

namespace LabSdk.Cxl.Tests.Transport;

/// <summary>An MCTP channel whose far end does as the test says.</summary>
internal sealed class ScriptedChannel(CxlMessageType messageType, Func<byte[], IEnumerable<byte[]>> answer, string name = "mctp 11/28") : IMctpChannel
{
    private readonly Channel<byte[]> _inbox = Channel.CreateUnbounded<byte[]>();

    public string Name { get; } = name;

    public CxlMessageType MessageType { get; } = messageType;

    public List<byte[]> Sent { get; } = [];

    public bool IsDisposed { get; private set; }

    /// <summary>An answer with a true header.</summary>
    public static byte[] AnswerTo(ReadOnlySpan<byte> request, ReadOnlySpan<byte> payload, ushort code = 0, ushort vendorStatus = 0, bool isBackgroundActive = false)
    {
        var message = new byte[CciMessage.HeaderSize + payload.Length];
        request[..5].CopyTo(message);
        message[0] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(message.AsSpan(5), (ushort)payload.Length);
        message[7] = (byte)(payload.Length >> 16 | (isBackgroundActive ? 0x80 : 0));
        BinaryPrimitives.WriteUInt16LittleEndian(message.AsSpan(8), code);
        BinaryPrimitives.WriteUInt16LittleEndian(message.AsSpan(10), vendorStatus);
        payload.CopyTo(message.AsSpan(CciMessage.HeaderSize));
        return message;
    }

    public static ushort OpcodeOf(ReadOnlySpan<byte> message) => BinaryPrimitives.ReadUInt16LittleEndian(message[3..]);

    /// <summary>What the far end does with a message.</summary>
    public IEnumerable<byte[]> Answer(byte[] request) => answer(request);

    /// <summary>Lets a message arrive.</summary>
    public void Arrive(byte[] message) => _inbox.Writer.TryWrite(message);

    public ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        var request = message.ToArray();
        lock (Sent)
        {
            Sent.Add(request);
        }

        foreach (var one in answer(request))
        {
            Arrive(one);
        }

        return default;
    }

    public async ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var message = await _inbox.Reader.ReadAsync(cancellationToken);
        message.AsSpan(0, Math.Min(message.Length, buffer.Length)).CopyTo(buffer.Span);
        return message.Length;
    }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        _inbox.Writer.TryComplete();
        return default;
    }
}
