namespace LabSdk.Cxl.Tests.Transport;

/// <summary>What goes to the driver, and how what it says is read.</summary>
public class MailboxTests
{
    private const int EPerm = 1, ENxIo = 6, ENoMem = 12, EBusy = 16, EInval = 22, ENoTty = 25, ETimedOut = 110;

    private static async Task<CxlReply> Exchange(ScriptedMailbox mailbox, ushort opcode, byte[]? payload = null, bool preferRaw = false)
    {
        await using var transport = new MailboxTransport(mailbox, preferRaw);
        return await transport.ExchangeAsync(CxlMessageType.Component, opcode, payload ?? [], TimeSpan.FromSeconds(1), default);
    }

    [Theory]
    [InlineData(1u)]
    [InlineData(0u)]
    [InlineData(3u)]
    public async Task Command_with_an_id_goes_by_the_id_whatever_the_flags_say(uint flags)
    {
        var mailbox = new ScriptedMailbox(_ => new MailboxAnswer(Output: new byte[18])) { Commands = ScriptedMailbox.Linux612(flags) };
        var reply = await Exchange(mailbox, 0x4200);
        Assert.Equal(18, reply.Payload.Length);
        var call = Assert.Single(mailbox.Calls);
        Assert.Equal((7u, (ushort)0, 2048), (call.Id, call.RawOpcode, call.OutputRoom));
    }

    [Fact]
    public async Task Every_call_is_made_on_the_thread_of_the_mailbox()
    {
        var mailbox = new ScriptedMailbox(_ => new MailboxAnswer(Output: new byte[18]));
        await Exchange(mailbox, 0x4200);
        Assert.Equal("cxl mem0", mailbox.Calls[0].Thread);
        Assert.True(mailbox.IsDisposed);
    }

    [Theory]
    [InlineData(0x0100)] // no id in any kernel
    [InlineData(0x4300)] // an id that newer kernels took away
    public async Task Command_without_an_id_goes_raw(int opcode)
    {
        var mailbox = new ScriptedMailbox(_ => new MailboxAnswer(Output: new byte[32])) { Commands = ScriptedMailbox.Linux612() };
        await Exchange(mailbox, (ushort)opcode, new byte[opcode == 0x4300 ? 16 : 1]);
        var call = Assert.Single(mailbox.Calls);
        Assert.Equal((2u, (ushort)opcode), (call.Id, call.RawOpcode));
    }

    [Fact]
    public async Task Raw_is_used_for_everything_when_preferred_and_on_nodes_that_list_nothing()
    {
        var listed = new ScriptedMailbox(_ => new MailboxAnswer(Output: new byte[18])) { Commands = ScriptedMailbox.Linux612() };
        await Exchange(listed, 0x4200, preferRaw: true);
        Assert.Equal((2u, (ushort)0x4200), (listed.Calls[0].Id, listed.Calls[0].RawOpcode));

        var other = new ScriptedMailbox(_ => new MailboxAnswer(Output: new byte[18]), "switch0");
        await Exchange(other, 0x0001);
        Assert.Equal((2u, (ushort)0x0001), (other.Calls[0].Id, other.Calls[0].RawOpcode));
    }

    [Fact]
    public async Task Set_partition_info_by_id_is_padded_to_ten_bytes_and_raw_is_not()
    {
        var payload = new byte[] { 1, 0, 0, 0, 0, 0, 0, 0, 1 };
        var mailbox = new ScriptedMailbox(_ => new MailboxAnswer()) { Commands = ScriptedMailbox.Linux612() };
        await Exchange(mailbox, 0x4101, payload);
        Assert.Equal((9u, "01000000000000000100"), (mailbox.Calls[0].Id, Convert.ToHexString(mailbox.Calls[0].Input)));

        var raw = new ScriptedMailbox(_ => new MailboxAnswer());
        await Exchange(raw, 0x4101, payload);
        Assert.Equal("010000000000000001", Convert.ToHexString(raw.Calls[0].Input));
    }

    [Fact]
    public async Task Payload_of_another_size_than_the_id_takes_goes_raw()
    {
        var mailbox = new ScriptedMailbox(_ => new MailboxAnswer()) { Commands = ScriptedMailbox.Linux612() };
        await Exchange(mailbox, 0x4202, new byte[14]);
        Assert.Equal((2u, (ushort)0x4202), (mailbox.Calls[0].Id, mailbox.Calls[0].RawOpcode));
    }

    [Fact]
    public async Task Output_of_a_refusal_is_ignored_though_its_size_is_what_was_offered()
    {
        var mailbox = new ScriptedMailbox(_ => new MailboxAnswer(ReturnCode: 3, Output: new byte[2048], OutputSize: 2048));
        var reply = await Exchange(mailbox, 0x4200);
        Assert.Equal((CxlReturnCode.Unsupported, true, null, null), (reply.ReturnCode, reply.Payload.IsEmpty, reply.VendorStatus, reply.IsBackgroundActive));
    }

    [Fact]
    public async Task Return_code_one_is_a_background_operation()
    {
        var mailbox = new ScriptedMailbox(_ => new MailboxAnswer(ReturnCode: 1, OutputSize: 2048));
        var reply = await Exchange(mailbox, 0x4400);
        Assert.Equal((CxlReturnCode.BackgroundStarted, true), (reply.ReturnCode, reply.Payload.IsEmpty));
    }

    [Theory]
    [InlineData(0x0201)]
    [InlineData(0x4304)]
    [InlineData(0xC002)]
    public async Task Timeout_of_a_raw_background_command_means_started(int opcode)
    {
        var mailbox = new ScriptedMailbox(_ => new MailboxAnswer(ETimedOut)) { Commands = ScriptedMailbox.Linux612() };
        Assert.Equal(CxlReturnCode.BackgroundStarted, (await Exchange(mailbox, (ushort)opcode, new byte[17])).ReturnCode);
    }

    [Fact]
    public async Task Timeout_of_any_other_command_is_an_error_with_its_number()
    {
        var mailbox = new ScriptedMailbox(_ => new MailboxAnswer(ETimedOut));
        var error = await Assert.ThrowsAsync<CxlIoException>(() => Exchange(mailbox, 0x4200));
        Assert.Equal((ETimedOut, "ETIMEDOUT", (ushort)0x4200, "mem0"), (error.Errno, error.ErrnoName, error.Opcode!.Value, error.Endpoint));
    }

    [Theory]
    [InlineData(EPerm, "LAB-CXL-0012", false)]
    [InlineData(ENxIo, "LAB-CXL-0002", false)]
    [InlineData(ENoMem, "LAB-CXL-0002", false)]
    [InlineData(EBusy, "LAB-CXL-0002", true)]
    [InlineData(EInval, "LAB-CXL-0002", false)]
    [InlineData(71, "LAB-CXL-0002", false)]
    public async Task Error_numbers_of_the_driver_are_kept_and_explained(int errno, string id, bool isTransient)
    {
        var mailbox = new ScriptedMailbox(_ => new MailboxAnswer(errno));
        var error = await Assert.ThrowsAsync<CxlIoException>(() => Exchange(mailbox, 0x4102, new byte[8]));
        Assert.Equal((errno, id, isTransient), (error.Errno, error.ErrorId, error.IsTransient));
        Assert.StartsWith("CXLMI command failed: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refused_raw_command_names_the_three_reasons()
    {
        var mailbox = new ScriptedMailbox(_ => new MailboxAnswer(EPerm)) { Commands = ScriptedMailbox.Linux612() };
        var error = await Assert.ThrowsAsync<CxlIoException>(() => Exchange(mailbox, 0x4304, new byte[17]));
        Assert.Contains("CONFIG_CXL_MEM_RAW_COMMANDS", error.Message, StringComparison.Ordinal);
        Assert.Contains("locked down", error.Message, StringComparison.Ordinal);
        Assert.Contains("this opcode is on the driver's deny list", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Listed_command_that_the_device_does_not_announce_is_tried_raw_and_stays_raw()
    {
        var mailbox = new ScriptedMailbox(call => call.Id == 2 ? new MailboxAnswer(Output: new byte[18]) : new MailboxAnswer(ENoTty)) { Commands = ScriptedMailbox.Linux612() };
        await using var transport = new MailboxTransport(mailbox);
        for (var round = 0; round < 2; round++)
        {
            await transport.ExchangeAsync(CxlMessageType.Component, 0x4200, default, default, default);
        }

        Assert.Equal([7u, 2u, 2u], mailbox.Calls.Select(call => call.Id));
    }

    [Fact]
    public async Task Listed_command_that_neither_way_takes_is_not_there_and_not_forbidden()
    {
        var mailbox = new ScriptedMailbox(call => new MailboxAnswer(call.Id == 2 ? EPerm : ENoTty)) { Commands = ScriptedMailbox.Linux612() };
        var error = await Assert.ThrowsAsync<CxlIoException>(() => Exchange(mailbox, 0x4200));
        Assert.Equal((ENoTty, CxlErrorIds.Io), (error.Errno, error.ErrorId));
    }

    [Fact]
    public async Task Size_larger_than_the_room_is_a_protocol_error()
    {
        var mailbox = new ScriptedMailbox(_ => new MailboxAnswer(OutputSize: 4096));
        await Assert.ThrowsAsync<CxlProtocolException>(() => Exchange(mailbox, 0x4200));
    }

    [Fact]
    public async Task Request_larger_than_the_mailbox_is_not_sent()
    {
        var mailbox = new ScriptedMailbox(_ => new MailboxAnswer(), payloadMaximum: 512);
        var error = await Assert.ThrowsAsync<CxlRequestException>(() => Exchange(mailbox, 0x4103, new byte[513]));
        Assert.Equal(CxlErrorIds.TooLarge, error.ErrorId);
        Assert.Empty(mailbox.Calls);
    }

    [Fact]
    public async Task Cancelled_caller_returns_while_the_command_goes_on_and_the_next_one_waits_for_it()
    {
        var inside = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var leave = new SemaphoreSlim(0);
        var mailbox = new ScriptedMailbox(call =>
        {
            if (call.RawOpcode == 0x4200)
            {
                inside.SetResult();
                leave.Wait();
            }

            return new MailboxAnswer(Output: BitConverter.GetBytes(call.RawOpcode));
        });
        await using var transport = new MailboxTransport(mailbox);
        using var cancel = new CancellationTokenSource();
        var first = transport.ExchangeAsync(CxlMessageType.Component, 0x4200, default, default, cancel.Token).AsTask();
        await inside.Task;
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);

        var second = transport.ExchangeAsync(CxlMessageType.Component, 0x4201, default, default, default).AsTask();
        Assert.False(second.IsCompleted);
        leave.Release();
        Assert.Equal(BitConverter.GetBytes((ushort)0x4201), (await second).Payload.ToArray());
    }
}
