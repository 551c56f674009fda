namespace LabSdk.Cxl.Tests.Transport;

/// <summary>What the driver does with one command.</summary>
internal sealed record MailboxAnswer(int Errno = 0, uint ReturnCode = 0, byte[]? Output = null, int? OutputSize = null);

/// <summary>One call as the driver saw it.</summary>
internal sealed record MailboxCallSeen(uint Id, ushort RawOpcode, byte[] Input, int OutputRoom, string? Thread);

/// <summary>A mailbox whose driver does as the test says.</summary>
internal sealed class ScriptedMailbox(Func<MailboxCallSeen, MailboxAnswer> answer, string name = "mem0", int payloadMaximum = 2048) : ICxlMailbox
{
    public string Name { get; } = name;

    public int PayloadMaximum { get; } = payloadMaximum;

    public ulong? SerialNumber { get; init; }

    /// <summary>What the driver lists; empty for a driver that does not know the query.</summary>
    public CxlMailboxCommand[] Commands { get; init; } = [];

    public List<MailboxCallSeen> Calls { get; } = [];

    public bool IsDisposed { get; private set; }

    /// <summary>The list of Linux 6.12, all enabled.</summary>
    public static CxlMailboxCommand[] Linux612(uint flags = 1)
    {
        const uint any = uint.MaxValue;
        (uint Id, uint In, uint Out)[] rows =
        [
            (1, 0, 0x43), (2, any, any), (3, 0, any), (4, 0, 0x50), (5, 0, 0x20), (6, 8, any), (7, 0, 0x12), (8, 0x18, any), (9, 0x0A, 0),
            (10, any, 0), (11, 0, 0x10), (12, 0x0C, 0), (13, 0, 1), (14, 1, 0), (0, 0, 0), (0, 0, 0), (0, 0, 0), (18, 0x10, 4), (0, 0, 0), (0, 0, 0),
            (21, 0, 8), (22, 0x10, 4), (23, 0x10, 0), (24, 2, any),
        ];
        return [.. rows.Select(row => new CxlMailboxCommand(row.Id, row.Id == 0 ? 0 : flags, row.In, row.Out))];
    }

    public int QueryCommands(Span<CxlMailboxCommand> commands, out int total)
    {
        total = Commands.Length;
        if (Commands.Length == 0)
        {
            return 25;
        }

        Commands.AsSpan(0, Math.Min(commands.Length, Commands.Length)).CopyTo(commands);
        return 0;
    }

    public int SendCommand(uint id, ushort rawOpcode, ReadOnlySpan<byte> input, Span<byte> output, out uint returnCode, out int outputSize)
    {
        var call = new MailboxCallSeen(id, rawOpcode, input.ToArray(), output.Length, Thread.CurrentThread.Name);
        lock (Calls)
        {
            Calls.Add(call);
        }

        var given = answer(call);
        returnCode = given.ReturnCode;
        var bytes = given.Output ?? [];
        bytes.AsSpan(0, Math.Min(bytes.Length, output.Length)).CopyTo(output);
        outputSize = given.OutputSize ?? bytes.Length;
        return given.Errno;
    }

    public void Dispose() => IsDisposed = true;
}
