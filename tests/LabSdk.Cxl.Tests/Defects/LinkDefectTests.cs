using System.Buffers.Binary;
using System.Text.RegularExpressions;
using LabSdk.Cxl.Tests.Transport;
using LabSdk.Testing;

namespace LabSdk.Cxl.Tests.Defects;

/// <summary>Defects of libcxlmi on the way to the component (16, 17, 20 to 23, 26 to 28): tunnels, headers, time limits, probes, late answers.</summary>
public partial class LinkDefectTests
{
    [Theory]
    [InlineData(0x0002)]
    [InlineData(0x0020)]
    public async Task Defect_16_the_code_of_a_tunnelled_command_without_payload_is_kept(ushort code)
    {
        await using var bench = Bench.Mailbox((_, tunnel) => InTunnel(tunnel, code));
        var error = await Assert.ThrowsAsync<CxlDeviceException>(async () => await bench.Endpoint.Through(Tunnel.Switch(5)).Component.IdentifyAsync());
        Assert.Equal(((CxlReturnCode)code, 1, false), (error.ReturnCode, error.TunnelLevel, error.IsTunnelRefused));
        Assert.Equal(5, bench.Sent[0].Payload[0]);
    }

    [Fact]
    public async Task Defect_16_a_tunnel_that_is_refused_tells_the_code_as_it_is()
    {
        await using var bench = Bench.Mailbox((_, _) => [], code: 2);
        var error = await Assert.ThrowsAsync<CxlDeviceException>(async () => await bench.Endpoint.Through(Tunnel.Switch(99)).Component.IdentifyAsync());
        Assert.Equal((CxlReturnCode.InvalidInput, 0, true), (error.ReturnCode, error.TunnelLevel, error.IsTunnelRefused));
        Assert.Contains("(code 2)", error.Message);
    }

    [Fact]
    public async Task Defect_16_the_pool_of_a_multi_headed_device_has_target_type_1()
    {
        await using var bench = Bench.Mailbox((_, tunnel) => InTunnel(tunnel, 0, new byte[18]));
        await bench.Endpoint.Through(Tunnel.Mhd).Component.IdentifyAsync();
        Assert.Equal(1, Assert.Single(bench.Sent).Payload[1]);
    }

    [Fact]
    public async Task Defect_17_reserved_bits_of_the_category_do_not_matter()
    {
        await using var bench = await Bench.MctpAsync((_, _) => new byte[8], Change(message => (message[0], message[2], message[7]) = (0xF1, 0xFF, (byte)(message[7] | 0x70))));
        Assert.Equal(0UL, (await bench.Endpoint.Component.GetTimestampAsync()).Timestamp);
    }

    [Fact]
    public async Task Defect_20_the_status_of_a_request_is_zero_at_every_level()
    {
        await using var bench = await Bench.MctpAsync((_, tunnel) => tunnel.Length == 0 ? new byte[18] : InTunnel(tunnel, 0, InTunnel(tunnel[16..], 0, new byte[18])));
        await bench.Endpoint.Component.IdentifyAsync();
        await bench.Endpoint.Through(Tunnel.SwitchMld(5, 3)).Component.IdentifyAsync();
        Assert.Equal(new byte[4], bench.Messages[0][8..]);
        for (var at = 0; at <= 32; at += 16)
        {
            Assert.Equal(new byte[4], bench.Messages[1][(at + 8)..(at + 12)]);
        }
    }

    [Fact]
    public async Task Defect_21_numbers_are_little_endian_by_word_and_not_by_host()
    {
        await using var bench = await Bench.MctpAsync((_, _) => [], code: 0x0103);
        var error = await Assert.ThrowsAsync<CxlDeviceException>(async () => await bench.Endpoint.Component.GetTimestampAsync());
        Assert.Equal(0x0103, (int)error.ReturnCode);
        var sources = Directory.GetFiles(Path.Combine(RepositoryRoot.Path, "src", "LabSdk.Cxl", "Wire"), "*.cs", SearchOption.AllDirectories);
        Assert.NotEmpty(sources);
        Assert.DoesNotContain(sources, file => ByHost().IsMatch(File.ReadAllText(file)));
    }

    [Fact]
    public async Task Defect_22_a_time_limit_that_cannot_be_is_refused_aloud()
    {
        await using var bench = await Bench.MctpAsync((_, _) => []);
        Assert.Throws<ArgumentOutOfRangeException>(() => bench.Endpoint.Timeout = TimeSpan.FromMilliseconds(2001));
        Assert.Equal(TimeSpan.FromMilliseconds(2000), bench.Endpoint.Timeout);
    }

    [Fact]
    public async Task Defect_23_a_probe_that_fails_is_told()
    {
        await using var context = new CxlContext(new CxlOptions { Probe = true, Retries = 0 });
        var refusing = await context.OpenMctpAsync("mctp 1/9", type => new ScriptedChannel(type, message => [ScriptedChannel.AnswerTo(message, [], code: 3)]));
        Assert.False(refusing.IsFmApiEnabled);
        Assert.Contains("not supported", refusing.ProbeWarning);
        var answering = await context.OpenMctpAsync("mctp 1/8", type => new ScriptedChannel(type, message => [ScriptedChannel.AnswerTo(message, [.. new byte[17], 3])]));
        Assert.True(answering.IsFmApiEnabled);
        Assert.Null(answering.ProbeWarning);
    }

    [Fact]
    public async Task Defect_26_a_refusal_is_an_exception_with_the_words_users_know()
    {
        await using var bench = Bench.Mailbox((_, _) => [], code: 3);
        var error = await Assert.ThrowsAsync<CxlDeviceException>(async () => await bench.Endpoint.Memory.GetHealthInfoAsync());
        Assert.Contains("CXLMI error: cmd is not supported (code 3)", error.Message);
        Assert.IsAssignableFrom<DeviceException>(error);
    }

    [Fact]
    public async Task Defect_27_a_tunnel_over_mctp_without_fabric_manager_commands_is_not_sent()
    {
        await using var bench = await Bench.MctpAsync((_, _) => [], fabric: false);
        await Assert.ThrowsAsync<CxlFmApiDisabledException>(async () => await bench.Endpoint.Through(Tunnel.Mld(1)).Component.IdentifyAsync());
        await Assert.ThrowsAsync<CxlFmApiDisabledException>(async () => await bench.Endpoint.Fabric.GetLdInfoAsync());
        Assert.Empty(bench.Sent);
    }

    [Fact]
    public async Task Defect_28_a_late_answer_does_not_reach_the_next_call()
    {
        byte[]? late = null;
        var channel = new ScriptedChannel(CxlMessageType.Component, message =>
        {
            var answer = ScriptedChannel.AnswerTo(message, [.. new byte[7], message[1]]);
            if (late is null)
            {
                late = answer;
                return [];
            }

            return [late, answer];
        });
        await using var context = new CxlContext(new CxlOptions { Probe = false });
        var endpoint = await context.OpenMctpAsync("mctp 1/7", _ => channel);
        using var impatient = new CancellationTokenSource();
        var first = endpoint.Component.GetTimestampAsync(impatient.Token).AsTask();
        impatient.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal(1UL << 56, (await endpoint.Component.GetTimestampAsync()).Timestamp);
    }

    [GeneratedRegex(@"BitConverter|MemoryMarshal\.(Read|Write|Cast)|BigEndian\(")]
    private static partial Regex ByHost();

    private static Func<byte[], byte[]> Change(Action<byte[]> change) => message =>
    {
        change(message);
        return message;
    };

    // The answer of a tunnel whose embedded command was answered so.
    private static byte[] InTunnel(byte[] request, ushort code, byte[]? payload = null)
    {
        var message = ScriptedChannel.AnswerTo(request.AsSpan(4), payload ?? [], code);
        byte[] answer = [.. new byte[4], .. message];
        BinaryPrimitives.WriteUInt16LittleEndian(answer, (ushort)message.Length);
        return answer;
    }
}
