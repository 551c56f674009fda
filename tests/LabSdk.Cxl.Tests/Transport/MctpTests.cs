namespace LabSdk.Cxl.Tests.Transport;

/// <summary>Which messages are taken as the answer to a request, in the order of the rules.</summary>
public class MctpTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    private static MctpTransport Transport(Func<byte[], IEnumerable<byte[]>> answer, out ScriptedChannel channel, TimeProvider? time = null)
    {
        channel = new ScriptedChannel(CxlMessageType.Component, answer);
        return new MctpTransport(channel, time);
    }

    private static ValueTask<CxlReply> Send(MctpTransport transport, ushort opcode = 0x4200, byte[]? payload = null, CancellationToken cancellationToken = default) =>
        transport.ExchangeAsync(CxlMessageType.Component, opcode, payload ?? [], Limit, cancellationToken);

    [Fact]
    public async Task Request_has_the_header_of_the_specification()
    {
        await using var transport = Transport(request => [ScriptedChannel.AnswerTo(request, [])], out var channel);
        await Send(transport, 0x4102, [1, 2, 3, 4, 5, 6, 7, 8]);
        await Send(transport, 0x0001);
        Assert.Equal("0000000241080000000000000102030405060708", Convert.ToHexString(channel.Sent[0]));
        Assert.Equal("000100010000000000000000", Convert.ToHexString(channel.Sent[1]));
    }

    [Fact]
    public async Task Answer_carries_vendor_status_and_background_flag()
    {
        await using var transport = Transport(request => [ScriptedChannel.AnswerTo(request, [7], 0, 0xBEEF, isBackgroundActive: true)], out _);
        var reply = await Send(transport);
        Assert.Equal((CxlReturnCode.Success, (ushort)0xBEEF, true), (reply.ReturnCode, reply.VendorStatus!.Value, reply.IsBackgroundActive!.Value));
        Assert.Equal([7], reply.Payload.ToArray());
    }

    [Fact]
    public async Task Tags_count_up_and_wrap_after_255()
    {
        await using var transport = Transport(request => [ScriptedChannel.AnswerTo(request, [])], out var channel);
        for (var i = 0; i < 300; i++)
        {
            await Send(transport);
        }

        Assert.Equal(Enumerable.Range(0, 300).Select(i => (byte)i), channel.Sent.Select(message => message[1]));
    }

    [Fact]
    public async Task Messages_of_others_are_dropped_until_the_answer_comes()
    {
        await using var transport = Transport(
            request =>
            {
                var right = ScriptedChannel.AnswerTo(request, [1]);
                byte[] Changed(int at, byte value)
                {
                    var other = (byte[])right.Clone();
                    other[at] = value;
                    return other;
                }

                return [Changed(0, 0), Changed(1, 0x55), Changed(3, 1), Changed(4, 1), right];
            },
            out _);
        Assert.Equal([1], (await Send(transport)).Payload.ToArray());
        Assert.Equal(4, transport.Dropped);
    }

    [Fact]
    public async Task Reserved_bits_do_not_matter()
    {
        await using var transport = Transport(
            request =>
            {
                var answer = ScriptedChannel.AnswerTo(request, new byte[18]);
                (answer[0], answer[2], answer[7]) = (0xF1, 0xFF, 0x70);
                return [answer];
            },
            out _);
        Assert.Equal(18, (await Send(transport)).Payload.Length);
    }

    [Theory]
    [InlineData(19, 0)]
    [InlineData(17, 0)]
    [InlineData(18, 1)]
    public async Task Length_that_is_not_true_is_a_protocol_error(byte low, byte high)
    {
        await using var transport = Transport(
            request =>
            {
                var answer = ScriptedChannel.AnswerTo(request, new byte[18]);
                (answer[5], answer[7]) = (low, high);
                return [answer];
            },
            out _);
        var error = await Assert.ThrowsAsync<CxlProtocolException>(() => Send(transport).AsTask());
        Assert.Equal(((ushort)0x4200, "mctp 11/28"), (error.Opcode!.Value, error.Endpoint));
    }

    [Fact]
    public async Task Refusal_is_returned_with_its_bytes_whatever_its_length_says()
    {
        await using var transport = Transport(
            request =>
            {
                var answer = ScriptedChannel.AnswerTo(request, [1, 2], code: 0x11, vendorStatus: 9);
                answer[5] = 77;
                return [answer];
            },
            out _);
        var reply = await Send(transport);
        Assert.Equal((CxlReturnCode.PermanentMediaFailure, (ushort)9), (reply.ReturnCode, reply.VendorStatus!.Value));
        Assert.Equal([1, 2], reply.Payload.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    public async Task Message_without_a_whole_header_is_a_protocol_error(int size)
    {
        await using var transport = Transport(_ => [new byte[size]], out _);
        await Assert.ThrowsAsync<CxlProtocolException>(() => Send(transport).AsTask());
    }

    [Fact]
    public async Task Message_longer_than_any_can_be_is_a_protocol_error()
    {
        await using var transport = Transport(_ => [new byte[70_000]], out _);
        await Assert.ThrowsAsync<CxlProtocolException>(() => Send(transport).AsTask());
    }

    [Fact]
    public async Task Silence_ends_at_the_limit_and_says_what_was_dropped()
    {
        var time = new FakeTime();
        await using var transport = Transport(request => [ScriptedChannel.AnswerTo([0, 99, 0, 0, 66], [])], out _, time);
        var waiting = Send(transport).AsTask();
        time.Advance(TimeSpan.FromMilliseconds(1999));
        Assert.False(waiting.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));
        var error = await Assert.ThrowsAsync<CxlTimeoutException>(() => waiting);
        Assert.Equal((Limit, 1, (ushort)0x4200, "mctp 11/28"), (error.Timeout, error.DroppedMessages, error.Opcode!.Value, error.Endpoint));
    }

    [Fact]
    public async Task Late_answer_does_not_reach_the_next_call()
    {
        var time = new FakeTime();
        byte[]? unanswered = null;
        await using var transport = Transport(
            request =>
            {
                if (unanswered is null)
                {
                    unanswered = request;
                    return [];
                }

                // The late answer comes before the right one, and says something else.
                return [ScriptedChannel.AnswerTo(unanswered, [0xEE]), ScriptedChannel.AnswerTo(request, [0x11])];
            },
            out _,
            time);
        var first = Send(transport).AsTask();
        time.Advance(Limit);
        await Assert.ThrowsAsync<CxlTimeoutException>(() => first);
        Assert.Equal([0x11], (await Send(transport)).Payload.ToArray());
        Assert.Equal(1, transport.Dropped);
    }

    [Fact]
    public async Task Cancelled_caller_returns_and_its_answer_is_dropped_later()
    {
        byte[]? unanswered = null;
        await using var transport = Transport(
            request =>
            {
                if (unanswered is not null)
                {
                    return [ScriptedChannel.AnswerTo(request, [2])];
                }

                unanswered = request;
                return [];
            },
            out var channel);
        using var cancel = new CancellationTokenSource();
        var first = Send(transport, cancellationToken: cancel.Token).AsTask();
        await cancel.CancelAsync();
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal(cancel.Token, error.CancellationToken);
        channel.Arrive(ScriptedChannel.AnswerTo(unanswered!, [1]));
        Assert.Equal([2], (await Send(transport)).Payload.ToArray());
    }

    [Fact]
    public async Task Tag_of_an_unanswered_request_is_left_out_until_its_answer_cannot_come_any_more()
    {
        var time = new FakeTime();
        var isSilent = true;
        await using var transport = Transport(request => isSilent ? [] : [ScriptedChannel.AnswerTo(request, [])], out var channel, time);
        var first = Send(transport).AsTask();
        time.Advance(Limit);
        await Assert.ThrowsAsync<CxlTimeoutException>(() => first);
        isSilent = false;
        for (var i = 0; i < 256; i++)
        {
            await Send(transport);
        }

        Assert.Equal(1, channel.Sent.Count(message => message[1] == 0));
        time.Advance(TimeSpan.FromSeconds(11));
        for (var i = 0; i < 256; i++)
        {
            await Send(transport);
        }

        Assert.Equal(2, channel.Sent.Count(message => message[1] == 0));
    }

    [Fact]
    public async Task Zero_waits_forever()
    {
        var time = new FakeTime();
        await using var transport = Transport(_ => [], out var channel, time);
        var waiting = transport.ExchangeAsync(CxlMessageType.Component, 0x4200, default, TimeSpan.Zero, default).AsTask();
        time.Advance(TimeSpan.FromDays(100));
        Assert.False(waiting.IsCompleted);
        channel.Arrive(ScriptedChannel.AnswerTo(channel.Sent[0], [5]));
        Assert.Equal([5], (await waiting).Payload.ToArray());
    }

    [Fact]
    public async Task Fabric_manager_messages_go_through_their_own_channel_with_shared_tags()
    {
        await using var transport = Transport(request => [ScriptedChannel.AnswerTo(request, [])], out var component);
        await Assert.ThrowsAsync<CxlFmApiDisabledException>(async () => await transport.ExchangeAsync(CxlMessageType.FabricManager, 0x5100, default, Limit, default));
        var fabric = new ScriptedChannel(CxlMessageType.FabricManager, request => [ScriptedChannel.AnswerTo(request, [])]);
        Assert.True(transport.AttachFabricManager(fabric));
        Assert.False(transport.AttachFabricManager(fabric));
        await transport.ExchangeAsync(CxlMessageType.FabricManager, 0x5100, default, Limit, default);
        await Send(transport);
        await transport.ExchangeAsync(CxlMessageType.FabricManager, 0x5400, default, Limit, default);
        Assert.Equal([0, 2], fabric.Sent.Select(message => (int)message[1]));
        Assert.Equal([1], component.Sent.Select(message => (int)message[1]));
    }
}
