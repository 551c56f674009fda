using LabSdk.Cxl.Tests.Transport;

namespace LabSdk.Cxl.Tests.Client;

/// <summary>Commands through tunnels: bytes, levels, limits.</summary>
public class TunnelTests
{
    [Fact]
    public void Message_through_switch_and_logical_device_is_that_of_the_specification()
    {
        var message = TunnelMessage.Pack(Tunnel.SwitchMld(5, 3), 0x0001, default, null, hasMessageType: false);
        Assert.Equal("05001C00" + "001000005310000000000000" + "03000C00" + "000000010000000000000000", Convert.ToHexString(message.Payload));
        Assert.Equal(32, TunnelMessage.Overhead(Tunnel.SwitchMld(5, 3), false));
    }

    [Theory]
    [InlineData("mhd", "FF010C00")]
    [InlineData("mld", "03000C00")]
    [InlineData("switch", "05000C00")]
    public void Target_of_each_kind_is_in_the_frame(string kind, string frame)
    {
        var tunnel = kind switch { "mhd" => Tunnel.Mhd, "mld" => Tunnel.Mld(3), _ => Tunnel.Switch(5) };
        Assert.StartsWith(frame, Convert.ToHexString(TunnelMessage.Pack(tunnel, 0x4200, default, null, false).Payload), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tags_are_taken_from_the_inside_out()
    {
        var component = new FakeComponent().On(CxlCommands.MemdevGetHealthInfo, new byte[18]);
        var endpoint = await component.OpenAsync(new CxlOptions { Probe = false });
        endpoint.EnableFmApi();
        await endpoint.Through(Tunnel.SwitchMld(5, 3)).Memory.GetHealthInfoAsync();
        var sent = component.Channels[1].Sent[0];
        Assert.Equal((2, 1, 0), (sent[1], sent[12 + 4 + 1], sent[12 + 4 + 12 + 4 + 1]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Message_type_byte_is_sent_when_asked_for_and_accepted_in_answers(bool answersWithIt)
    {
        byte[]? sent = null;
        var channel = new ScriptedChannel(CxlMessageType.FabricManager, request =>
        {
            sent = request;
            var inner = ScriptedChannel.AnswerTo(request.AsSpan(17), new byte[18]);
            byte[] embedded = answersWithIt ? [8, .. inner] : inner;
            return [ScriptedChannel.AnswerTo(request, [(byte)embedded.Length, 0, 0, 0, .. embedded])];
        });
        await using var context = new CxlContext(new CxlOptions { Probe = false, TunnelIncludesMessageType = true });
        var endpoint = await context.OpenMctpAsync("mctp 1/9", _ => channel);
        endpoint.EnableFmApi();
        await endpoint.Through(Tunnel.Mld(3)).Memory.GetHealthInfoAsync();
        Assert.Equal("03000D00" + "08" + "000000004200000000000000", Convert.ToHexString(sent![12..]));
    }

    [Fact]
    public async Task Refusal_in_the_middle_has_its_level()
    {
        var channel = new ScriptedChannel(CxlMessageType.FabricManager, request =>
            [ScriptedChannel.AnswerTo(request, [12, 0, 0, 0, .. ScriptedChannel.AnswerTo(request.AsSpan(16), [], code: 2, vendorStatus: 7)])]);
        await using var context = new CxlContext(new CxlOptions { Probe = false });
        var endpoint = await context.OpenMctpAsync("mctp 1/9", _ => channel);
        endpoint.EnableFmApi();
        var error = await Assert.ThrowsAsync<CxlDeviceException>(() => endpoint.Through(Tunnel.SwitchMld(5, 3)).Memory.GetHealthInfoAsync().AsTask());
        Assert.Equal((CxlReturnCode.InvalidInput, 1, true, (ushort)7, "mctp 1/9 (port 5, LD 3)"), (error.ReturnCode, error.TunnelLevel, error.IsTunnelRefused, error.VendorStatus!.Value, error.Endpoint));
    }

    [Fact]
    public async Task Limits_shrink_by_what_the_tunnel_takes()
    {
        var component = new FakeComponent().On(CxlCommands.Identify, FakeComponent.Identity(exponent: 10));
        var endpoint = await component.OpenAsync();
        Assert.Equal(new CxlLimits(1024, 1024), await endpoint.GetLimitsAsync());
        Assert.Equal(new CxlLimits(992, 992), await endpoint.Through(Tunnel.SwitchMld(1, 1)).GetLimitsAsync());
        var mailbox = new FakeComponent().OpenMailbox();
        Assert.Equal(new CxlLimits(2048, 2048), await mailbox.GetLimitsAsync());
        Assert.Equal(new CxlLimits(2032, 2032), await mailbox.Through(Tunnel.Mld(1)).GetLimitsAsync());
    }

    [Fact]
    public async Task Response_limit_of_the_component_counts_and_is_asked_again_when_it_was_set()
    {
        var limit = (byte)8;
        var component = new FakeComponent().On(CxlCommands.Identify, FakeComponent.Identity(exponent: 10))
            .On(CxlCommands.GetResponseMsgLimit, _ => (CxlReturnCode.Success, [limit])).On(CxlCommands.SetResponseMsgLimit, request => (CxlReturnCode.Success, [limit = request.Span[0]]));
        var endpoint = await component.OpenAsync();
        Assert.Equal(new CxlLimits(1024, 256), await endpoint.GetLimitsAsync());
        await endpoint.Component.SetResponseMsgLimitAsync(new SetResponseMsgLimitRequest { LimitExponent = 9 });
        Assert.Equal(new CxlLimits(1024, 512), await endpoint.GetLimitsAsync());
    }

    [Fact]
    public async Task Views_share_the_endpoint_and_close_with_it()
    {
        var endpoint = await new FakeComponent().On(CxlCommands.Identify, FakeComponent.Identity()).OpenAsync();
        var view = endpoint.Through(Tunnel.Mld(1));
        Assert.Same(endpoint, view.Root);
        Assert.Same(endpoint, view.Through(Tunnel.Direct));
        Assert.Equal(Tunnel.Switch(2), view.Through(Tunnel.Switch(2)).Tunnel);
        await view.DisposeAsync();
        Assert.False(endpoint.IsClosed);
        await endpoint.DisposeAsync();
        await endpoint.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => view.Memory.GetHealthInfoAsync().AsTask());
    }

    [Fact]
    public void Any_answer_to_a_tunnel_is_read_or_is_a_protocol_error()
    {
        var random = new Random(11);
        var message = TunnelMessage.Pack(Tunnel.SwitchMld(5, 3), 0x4200, default, null, hasMessageType: false);
        var inner = ScriptedChannel.AnswerTo([0, 0, 0, 0, 0x42], new byte[18]);
        var middle = ScriptedChannel.AnswerTo([0, 0x10, 0, 0, 0x53], [(byte)inner.Length, 0, 0, 0, .. inner]);
        byte[] right = [(byte)middle.Length, 0, 0, 0, .. middle];
        Assert.Equal(18, message.Unpack(new CxlReply(CxlReturnCode.Success, right)).Reply.Payload.Length);
        var read = 0;
        for (var i = 0; i < 60_000; i++)
        {
            var bytes = right[..random.Next(right.Length + 1)];
            for (var changes = random.Next(4); changes > 0 && bytes.Length > 0; changes--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            try
            {
                message.Unpack(new CxlReply(CxlReturnCode.Success, bytes));
                read++;
            }
            catch (CxlProtocolException)
            {
            }
        }

        Assert.InRange(read, 100, 30_000);
    }
}
