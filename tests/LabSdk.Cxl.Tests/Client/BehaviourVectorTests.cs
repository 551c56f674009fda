using System.Text.Json;
using LabSdk.Cxl.Tests.Transport;
using LabSdk.Testing;

namespace LabSdk.Cxl.Tests.Client;

/// <summary>Golden cases of contexts and endpoints: what the reference does, kept where the specification says so.</summary>
[Trait("Category", "Vectors")]
public class BehaviourVectorTests
{
    private static readonly Lazy<TheoryData<string, string>> All = new(() => Vectors.Load("cxl", "behaviour.json"));

    public static TheoryData<string, string> Texts() => Of("return_code_text");

    public static TheoryData<string, string> Probes() => Of("probe");

    public static TheoryData<string, string> Contexts() => Of("context");

    private static TheoryData<string, string> Of(string kind)
    {
        var rows = new TheoryData<string, string>();
        foreach (var row in All.Value.Where(row => ((string)row[0]).Contains($"/{kind}/", StringComparison.Ordinal)))
        {
            rows.Add((string)row[0], (string)row[1]);
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Text_of_a_return_code_is_that_of_the_reference(string name, string json)
    {
        Assert.NotEmpty(name);
        var given = Vectors.Parse(json);
        var code = given.GetProperty("code").GetInt32();
        Assert.Equal(given.GetProperty("text").GetString(), unchecked((CxlReturnCode)code).ToText());
    }

    [Theory]
    [MemberData(nameof(Probes))]
    public async Task Probe_turns_fabric_manager_commands_on_as_the_reference_does(string name, string json)
    {
        Assert.NotEmpty(name);
        var given = Vectors.Parse(json);
        var reference = given.GetProperty("reference");
        var inject = given.TryGetProperty("inject", out var injected) ? injected.GetString() : null;
        var isSilent = inject?.Contains("drop", StringComparison.Ordinal) == true;
        var time = new FakeTime { EndsWaitsUpTo = TimeSpan.FromMilliseconds(isSilent ? 2000 : 100) };
        var options = new CxlOptions { Probe = true, TimeProvider = time };
        var code = given.TryGetProperty("return_code", out var failing) ? (CxlReturnCode)failing.GetUInt16() : CxlReturnCode.Success;
        var type = given.TryGetProperty("identify_component_type", out var known) ? (CxlComponentType)known.GetByte() : default;
        var component = new FakeComponent().On(CxlCommands.Identify, _ => (code, code == 0 ? FakeComponent.Identity(type) : []));
        var channels = new List<ScriptedChannel>();
        var context = new CxlContext(options);
        var endpoint = given.GetProperty("transport").GetString() == "ioctl"
            ? context.OpenMailbox(new ScriptedMailbox(_ => new MailboxAnswer()))
            : await context.OpenMctpAsync("mctp 11/28", kind =>
            {
                var channel = isSilent ? new ScriptedChannel(kind, _ => []) : inject is not null ? new ScriptedChannel(kind, _ => throw new CxlIoException(113, "no route")) : component.Channel(kind);
                channels.Add(channel);
                return channel;
            });

        Assert.Equal(reference.GetProperty("has_fmapi").GetBoolean(), endpoint.IsFmApiEnabled);
        Assert.Equal(reference.GetProperty("timeout_ms").GetInt32(), endpoint.Timeout.TotalMilliseconds);
        Assert.Equal(reference.GetProperty("sockets").GetInt32(), channels.Count);
        Assert.Equal(endpoint.IsMctp && !endpoint.IsFmApiEnabled && (code != 0 || inject is not null), endpoint.ProbeWarning is not null);
        foreach (var (expected, sent) in reference.GetProperty("messages").EnumerateArray().Zip(channels.SelectMany(channel => channel.Sent.Select(message => (channel, message)))))
        {
            Assert.Equal(expected.GetProperty("mctp_type").GetByte(), (byte)sent.channel.MessageType);
            Assert.Equal(expected.GetProperty("message").GetString(), Convert.ToHexStringLower(sent.message));
        }

        // The specification asks for more than the reference does: not ready is tried again.
        Assert.Equal(code == CxlReturnCode.RetryRequired ? 4 : reference.GetProperty("messages").GetArrayLength(), channels.Sum(channel => channel.Sent.Count));
        await context.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Contexts))]
    public async Task Context_behaves_as_the_specification_says_of_the_case(string name, string json)
    {
        var observed = Vectors.Parse(json).GetProperty("observed");
        var component = new FakeComponent().On(CxlCommands.FmapiIdentifySwDevice, new byte[73]).On(CxlCommands.BgOpStatus, new byte[8]).On(CxlCommands.MemdevGetHealthInfo, new byte[18]);
        await using var context = new CxlContext(new CxlOptions { Probe = false });
        Task<CxlEndpoint> Mctp(int network, int id) => context.OpenMctpAsync($"mctp {network}/{id}", component.Channel);
        CxlEndpoint Mailbox(string node) => context.OpenMailbox(new ScriptedMailbox(_ => new MailboxAnswer(0, 3), node));
        switch (name.Split('/')[^1])
        {
            case "opened_in_order" or "iteration_order":
                await Mctp(1, 8);
                await Mctp(1, 9);
                Mailbox("mem0");
                var isReverse = name.EndsWith("iteration_order", StringComparison.Ordinal);
                var names = context.Endpoints.Select(endpoint => endpoint.Name.Replace('/', ':'));
                Assert.Equal(observed.EnumerateArray().Select(one => one.GetString()), isReverse ? names.Reverse() : names);
                break;
            case "duplicate_mctp":
                await Mctp(1, 8);
                Assert.Equal(CxlErrorIds.AlreadyOpen, (await Assert.ThrowsAsync<CxlRequestException>(() => Mctp(1, 8))).ErrorId);
                break;
            case "duplicate_ioctl":
                Mailbox("mem0");
                Assert.Equal(CxlErrorIds.AlreadyOpen, Assert.Throws<CxlRequestException>(() => Mailbox("mem0")).ErrorId);
                break;
            case "same_eid_other_network":
                await Mctp(1, 8);
                await Mctp(2, 8);
                Assert.Equal(2, context.Endpoints.Count);
                break;
            case "other_ioctl":
                Mailbox("mem0");
                Mailbox("mem1");
                Assert.Equal(2, context.Endpoints.Count);
                break;
            case "open_missing_device":
                Assert.Equal(observed.GetProperty("errno").GetInt32(), Assert.Throws<CxlIoException>(() => context.OpenMailbox("mem99")).Errno);
                break;
            case "no_af_mctp":
                var kernel = await Record.ExceptionAsync(() => context.OpenMctpAsync(1, 8));
                Assert.True(kernel is null || ((CxlIoException)kernel).Errno == observed.GetProperty("errno").GetInt32(), $"{kernel}");
                break;
            case "timeouts":
                CheckTimeouts(observed, await Mctp(1, 8), Mailbox("mem0"));
                break;
            case "fmapi":
                await CheckFmApiAsync(observed, await Mctp(1, 8), Mailbox("mem0"), component);
                break;
            case "tags_wrap" or "tags_of_300_requests_first":
                await CheckTagsAsync(name, observed, await Mctp(1, 8), component);
                break;
            case "tunnel_level_3" or "ioctl_tunnel_level_3":
                Assert.Equal(2, Enum.GetValues<TunnelKind>().Select(kind => kind == TunnelKind.SwitchMld ? Tunnel.SwitchMld(1, 1) : Tunnel.Mhd).Max(tunnel => tunnel.Layers));
                break;
            case "tunnel_with_fmapi_off":
                var endpoint = await Mctp(1, 8);
                await Assert.ThrowsAsync<CxlFmApiDisabledException>(() => endpoint.Through(Tunnel.Mld(1)).SendAsync(0x4200, default, default).AsTask());
                Assert.Empty(component.Requests);
                var mailbox = Mailbox("mem0");
                Assert.Equal(observed.GetProperty("ioctl").GetProperty("messages").GetInt32() == 1, await Record.ExceptionAsync(() => mailbox.Through(Tunnel.Mld(1)).SendAsync(0x4200, default, default).AsTask()) is CxlDeviceException);
                await Assert.ThrowsAsync<CxlFmApiDisabledException>(() => mailbox.Through(Tunnel.Mld(1)).SendAsync(0x5400, default, default).AsTask());
                break;
            default:
                Assert.Fail($"A case that is not known: {name}");
                break;
        }
    }

    private static void CheckTimeouts(JsonElement observed, CxlEndpoint mctp, CxlEndpoint mailbox)
    {
        Assert.Equal(observed.GetProperty("mctp_default").GetInt32(), mctp.Timeout.TotalMilliseconds);
        Assert.Equal(observed.GetProperty("ioctl_default").GetInt32(), mailbox.Timeout.TotalMilliseconds);
        foreach (var set in observed.GetProperty("set").EnumerateArray())
        {
            var endpoint = set.GetProperty("transport").GetString() == "mctp" ? mctp : mailbox;
            var error = Record.Exception(() => endpoint.Timeout = TimeSpan.FromMilliseconds(set.GetProperty("value").GetInt32()));
            Assert.Equal(set.GetProperty("result").GetInt32() != 0, error is ArgumentOutOfRangeException);
            if (error is null)
            {
                Assert.Equal(set.GetProperty("then").GetInt32(), endpoint.Timeout.TotalMilliseconds);
            }
        }
    }

    private static async Task CheckFmApiAsync(JsonElement observed, CxlEndpoint mctp, CxlEndpoint mailbox, FakeComponent component)
    {
        Assert.Equal(observed.GetProperty("mctp_initial").GetBoolean(), mctp.IsFmApiEnabled);
        Assert.Equal(observed.GetProperty("ioctl_without_probe").GetBoolean(), mailbox.IsFmApiEnabled);
        await Assert.ThrowsAsync<CxlFmApiDisabledException>(() => mctp.Fabric.IdentifySwDeviceAsync().AsTask());
        Assert.Equal(observed.GetProperty("command_while_disabled").GetProperty("messages").GetInt32(), component.Requests.Count);
        mctp.EnableFmApi();
        mctp.EnableFmApi();
        Assert.Equal(1 + observed.GetProperty("enable_sockets").GetInt32(), component.Channels.Count);
        await mctp.Fabric.IdentifySwDeviceAsync();
        await mctp.Component.BgOpStatusAsync();
        Assert.Equal((byte)component.Channels[1].MessageType, observed.GetProperty("command_after_enable").GetProperty("mctp_type").GetByte());
        Assert.Equal((byte)component.Channels[0].MessageType, observed.GetProperty("generic_after_enable").GetProperty("mctp_type").GetByte());
        Assert.Equal(0x5100, ScriptedChannel.OpcodeOf(Assert.Single(component.Channels[1].Sent)));
        mctp.DisableFmApi();
        await Assert.ThrowsAsync<CxlFmApiDisabledException>(() => mctp.Fabric.IdentifySwDeviceAsync().AsTask());
    }

    private static async Task CheckTagsAsync(string name, JsonElement observed, CxlEndpoint endpoint, FakeComponent component)
    {
        for (var i = 0; i < 300; i++)
        {
            await endpoint.Memory.GetHealthInfoAsync();
        }

        var tags = component.Channels[0].Sent.Select(message => (int)message[1]).ToArray();
        if (name.EndsWith("tags_wrap", StringComparison.Ordinal))
        {
            // The reference sent four messages before; counted from the first, 255 is followed by 0.
            var at = Array.IndexOf(tags, observed.GetProperty("before").GetInt32());
            Assert.Equal(observed.GetProperty("after").GetInt32(), tags[at + 1]);
        }
        else
        {
            var first = observed.EnumerateArray().Select(tag => tag.GetInt32()).ToArray();
            Assert.Equal(first, tags.Skip(first[0]).Take(first.Length));
        }
    }
}
