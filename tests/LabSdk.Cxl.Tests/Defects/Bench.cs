using LabSdk.Cxl.Tests.Transport;

namespace LabSdk.Cxl.Tests.Defects;

/// <summary>Endpoints whose component answers each command as the test says, over both links.</summary>
internal sealed class Bench : IAsyncDisposable
{
    private static readonly CxlOptions Open = new()
    {
        Probe = false,
        Retries = 0,
        Permissions = new CxlPermissions { AllowDisruptive = true, AllowSecurity = true, AllowVendor = true },
    };

    private readonly CxlContext _context = new(Open);

    private Bench()
    {
    }

    public CxlEndpoint Endpoint { get; private set; } = null!;

    /// <summary>Message type, opcode and payload of what was sent; the opcode as the driver or the header has it.</summary>
    public List<(CxlMessageType? Type, ushort Opcode, byte[] Payload)> Sent { get; } = [];

    /// <summary>Whole messages as they were sent; MCTP only.</summary>
    public List<byte[]> Messages { get; } = [];

    /// <summary>Room that the driver was given for each answer; mailbox only.</summary>
    public List<int> Rooms { get; } = [];

    /// <summary>An endpoint over MCTP.</summary>
    /// <param name="answer">The answer to an opcode and payload.</param>
    /// <param name="change">Changes an answer before it arrives; null for none.</param>
    /// <param name="fabric">Whether fabric manager commands are on.</param>
    public static async Task<Bench> MctpAsync(Func<ushort, byte[], byte[]> answer, Func<byte[], byte[]>? change = null, bool fabric = true, ushort code = 0)
    {
        var bench = new Bench();
        IMctpChannel OpenChannel(CxlMessageType type) => new ScriptedChannel(type, message =>
        {
            var payload = message[CciMessage.HeaderSize..];
            bench.Messages.Add(message);
            bench.Sent.Add((type, ScriptedChannel.OpcodeOf(message), payload));
            var reply = ScriptedChannel.AnswerTo(message, answer(ScriptedChannel.OpcodeOf(message), payload), code);
            return [change?.Invoke(reply) ?? reply];
        });
        bench.Endpoint = await bench._context.OpenMctpAsync("mctp 11/28", OpenChannel);
        if (fabric)
        {
            bench.Endpoint.EnableFmApi();
        }

        return bench;
    }

    /// <summary>An endpoint over a mailbox of 2048 bytes whose driver knows raw commands only.</summary>
    /// <param name="answer">The answer to an opcode and payload.</param>
    /// <param name="code">Its return code.</param>
    /// <param name="fabric">Whether fabric manager commands are on.</param>
    public static Bench Mailbox(Func<ushort, byte[], byte[]> answer, ushort code = 0, bool fabric = true)
    {
        var bench = new Bench();
        var mailbox = new ScriptedMailbox(call =>
        {
            bench.Sent.Add((null, call.RawOpcode, call.Input));
            bench.Rooms.Add(call.OutputRoom);
            return new MailboxAnswer(ReturnCode: code, Output: code == 0 ? answer(call.RawOpcode, call.Input) : null);
        });
        bench.Endpoint = bench._context.OpenMailbox(mailbox);
        if (fabric)
        {
            bench.Endpoint.EnableFmApi();
        }

        return bench;
    }

    /// <summary>Both links, for rules that hold on each.</summary>
    public static async Task OnBothAsync(Func<ushort, byte[], byte[]> answer, Func<Bench, Task> check)
    {
        await using (var mctp = await MctpAsync(answer))
        {
            await check(mctp);
        }

        await using (var mailbox = Mailbox(answer))
        {
            await check(mailbox);
        }
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
