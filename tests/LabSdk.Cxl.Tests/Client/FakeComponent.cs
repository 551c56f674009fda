using LabSdk.Cxl.Tests.Transport;

namespace LabSdk.Cxl.Tests.Client;

/// <summary>A component that answers by opcode as a test says; what it was not told it does not have. Tunnels lead back to itself.</summary>
internal sealed class FakeComponent
{
    private readonly Dictionary<ushort, Func<ReadOnlyMemory<byte>, (CxlReturnCode Code, byte[] Payload)>> _commands = [];

    /// <summary>What was asked, in order, tunnels unpacked.</summary>
    public List<(ushort Opcode, byte[] Payload)> Requests { get; } = [];

    /// <summary>Channels that were opened.</summary>
    public List<ScriptedChannel> Channels { get; } = [];

    /// <summary>An Identify of a Type 3 device with a message size of 2^n.</summary>
    public static byte[] Identity(CxlComponentType type = CxlComponentType.Type3Device, ulong serial = 0x77, byte exponent = 10) =>
        Bytes(new Identify { VendorId = 1, SerialNumber = serial, MaximumMessageSizeExponent = exponent, ComponentType = type });

    public static byte[] Bytes<T>(T answer)
        where T : ICxlResponse<T>
    {
        var bytes = new byte[answer.Size];
        answer.Write(bytes);
        return bytes;
    }

    public FakeComponent On(CxlCommand command, Func<ReadOnlyMemory<byte>, (CxlReturnCode, byte[])> answer)
    {
        _commands[command.Opcode] = answer;
        return this;
    }

    public FakeComponent On(CxlCommand command, byte[] answer) => On(command, _ => (CxlReturnCode.Success, answer));

    public FakeComponent On(CxlCommand command, CxlReturnCode code) => On(command, _ => (code, []));

    /// <summary>How often a command was asked.</summary>
    public int Count(CxlCommand command) => Requests.Count(request => request.Opcode == command.Opcode);

    /// <summary>Opens it over MCTP in a context of its own.</summary>
    public Task<CxlEndpoint> OpenAsync(CxlOptions? options = null, string name = "mctp 11/28") => new CxlContext(options).OpenMctpAsync(name, Channel);

    public ScriptedChannel Channel(CxlMessageType type)
    {
        var channel = new ScriptedChannel(type, request => [Answer(request)]);
        Channels.Add(channel);
        return channel;
    }

    /// <summary>Opens it as a mailbox in a context of its own.</summary>
    public CxlEndpoint OpenMailbox(CxlOptions? options = null, ulong? serial = 0x77, int payloadMaximum = 2048)
    {
        var mailbox = new ScriptedMailbox(
            call =>
            {
                var (code, payload) = Do(call.RawOpcode, call.Input);
                return (ushort)code >= 0x8000 ? new MailboxAnswer((ushort)code & 0xFF) : new MailboxAnswer(0, (ushort)code, payload);
            },
            payloadMaximum: payloadMaximum) { SerialNumber = serial };
        return new CxlContext(options).OpenMailbox(mailbox);
    }

    /// <summary>Stands for an errno of a mailbox.</summary>
    public static CxlReturnCode Errno(int errno) => (CxlReturnCode)(0x8000 | errno);

    private byte[] Answer(byte[] request)
    {
        var opcode = ScriptedChannel.OpcodeOf(request);
        var payload = request.AsMemory(CciHeader.Size);
        var (code, answer) = Do(opcode, payload);
        return ScriptedChannel.AnswerTo(request, answer, (ushort)code);
    }

    private (CxlReturnCode Code, byte[] Payload) Do(ushort opcode, ReadOnlyMemory<byte> payload)
    {
        if (opcode == 0x5300)
        {
            var inner = Answer(payload[4..].ToArray());
            return (CxlReturnCode.Success, [(byte)inner.Length, (byte)(inner.Length >> 8), 0, 0, .. inner]);
        }

        lock (Requests)
        {
            Requests.Add((opcode, payload.ToArray()));
        }

        return _commands.TryGetValue(opcode, out var command) ? command(payload) : (CxlReturnCode.Unsupported, []);
    }
}
