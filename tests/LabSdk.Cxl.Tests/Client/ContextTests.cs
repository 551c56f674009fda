using LabSdk.Cxl.Linux;
using LabSdk.Cxl.Tests.Transport;

namespace LabSdk.Cxl.Tests.Client;

/// <summary>What contexts open, keep and find.</summary>
public sealed class ContextTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("labsdk-cxl-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("cxl:mem0", "mem0")]
    [InlineData("mem0", "mem0")]
    [InlineData("cxl:switch0", "switch0")]
    [InlineData("cxl+mctp://11/28", "mctp 11/28")]
    [InlineData("mctp 0/8", "mctp 0/8")]
    [InlineData("CXL+MCTP://4294967295/254/", "mctp 4294967295/254")]
    public void Address_is_read(string text, string name) => Assert.Equal(name, CxlAddress.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("cxl:")]
    [InlineData("cxl:../mem0")]
    [InlineData("/dev/cxl/mem0")]
    [InlineData("cxl+mctp://11")]
    [InlineData("cxl+mctp://11/0")]
    [InlineData("cxl+mctp://11/255")]
    [InlineData("cxl+mctp://-1/8")]
    [InlineData("cxl+mctp://1/8/9")]
    public void Text_that_is_no_address_is_refused(string text) => Assert.Equal(CxlErrorIds.InvalidAddress, Assert.Throws<CxlRequestException>(() => CxlAddress.Parse(text)).ErrorId);

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("mem0/x")]
    [InlineData(".")]
    [InlineData("")]
    public void Name_that_leads_out_of_the_folder_is_refused(string name)
    {
        Assert.Throws<CxlRequestException>(() => new CxlContext().OpenMailbox(name));
    }

    [Fact]
    public void Devices_are_listed_with_what_sysfs_says_of_them()
    {
        var places = new LinuxCxlPlaces(Path.Combine(_folder, "dev"), Path.Combine(_folder, "sys"));
        Assert.Empty(CxlContext.DiscoverMailboxes(places));
        Directory.CreateDirectory(places.Devices);
        foreach (var name in (string[])["mem10", "mem2", "switch0", "bad name"])
        {
            File.WriteAllText(Path.Combine(places.Devices, name), "");
        }

        var sysfs = Directory.CreateDirectory(places.DescriptionOf("mem2")).FullName;
        Directory.CreateDirectory(Path.Combine(sysfs, "pmem"));
        File.WriteAllText(Path.Combine(sysfs, "serial"), "0x1ab5d000000001\n");
        File.WriteAllText(Path.Combine(sysfs, "payload_max"), "1048576\n");
        File.WriteAllText(Path.Combine(sysfs, "firmware_version"), "BWFW VERSION 00\n");
        File.WriteAllText(Path.Combine(sysfs, "numa_node"), "-1\n");
        File.WriteAllText(Path.Combine(sysfs, "pmem", "size"), "0x10000000\n");
        var found = CxlContext.DiscoverMailboxes(places);
        Assert.Equal(["mem2", "mem10", "switch0"], found.Select(one => one.Name));
        Assert.Equal(new CxlMailboxInfo("mem2", 0x1ab5d000000001, "BWFW VERSION 00", 1 << 20, null, 1 << 28, null), found[0]);
        Assert.Equal(new CxlMailboxInfo("mem10", null, null, null, null, null, null), found[1]);
    }

    [Theory]
    [InlineData("2048", 2048)]
    [InlineData("1048576", 1048576)]
    [InlineData("0", 2048)]
    [InlineData("99999999999", 2048)]
    [InlineData("-5", 2048)]
    [InlineData("nonsense", 2048)]
    public void Size_of_the_mailbox_is_taken_from_sysfs_if_it_makes_sense(string text, int expected)
    {
        var places = new LinuxCxlPlaces(_folder, Path.Combine(_folder, "sys"));
        File.WriteAllText(Path.Combine(_folder, "mem0"), "");
        var sysfs = Directory.CreateDirectory(places.DescriptionOf("mem0")).FullName;
        File.WriteAllText(Path.Combine(sysfs, "payload_max"), text);
        using var mailbox = LinuxCxlMailbox.Open("mem0", places);
        Assert.Equal(expected, mailbox.PayloadMaximum);
    }

    [Fact]
    public async Task Node_that_is_no_mailbox_answers_with_the_error_number_of_the_kernel()
    {
        File.WriteAllText(Path.Combine(_folder, "mem0"), "");
        await using var context = new CxlContext(null, new LinuxCxlPlaces(_folder, _folder));
        var endpoint = context.OpenMailbox("mem0");
        var error = await Assert.ThrowsAsync<CxlIoException>(() => endpoint.Memory.IdentifyAsync().AsTask());
        Assert.Equal("ENOTTY", error.ErrnoName);
    }

    [Fact]
    public async Task Closed_endpoint_leaves_the_context_and_can_be_opened_again()
    {
        await using var context = new CxlContext();
        var first = context.OpenMailbox(new ScriptedMailbox(_ => new MailboxAnswer()));
        Assert.Same(first, context.Find("mem0"));
        await first.DisposeAsync();
        Assert.Null(context.Find("mem0"));
        var second = context.OpenMailbox(new ScriptedMailbox(_ => new MailboxAnswer()));
        Assert.Equal([second], context.Endpoints);
        await context.DisposeAsync();
        Assert.True(second.IsClosed);
    }

    [Fact]
    public async Task Probe_that_failed_is_tried_again_when_fabric_manager_commands_are_wanted()
    {
        var isReady = false;
        var component = new FakeComponent().On(CxlCommands.Identify, _ => isReady ? (CxlReturnCode.Success, FakeComponent.Identity(CxlComponentType.Switch)) : (CxlReturnCode.InternalError, []))
            .On(CxlCommands.FmapiIdentifySwDevice, new byte[73]);
        var endpoint = await component.OpenAsync();
        Assert.Contains("internal device error", endpoint.ProbeWarning, StringComparison.Ordinal);
        Assert.Contains("Its probe failed", (await Assert.ThrowsAsync<CxlFmApiDisabledException>(() => endpoint.Fabric.IdentifySwDeviceAsync().AsTask())).Message, StringComparison.Ordinal);
        isReady = true;
        await endpoint.Fabric.IdentifySwDeviceAsync();
        Assert.Equal((null, CxlComponentType.Switch), (endpoint.ProbeWarning, endpoint.Identity!.Value.ComponentType));
        endpoint.DisableFmApi();
        var before = component.Requests.Count;
        await Assert.ThrowsAsync<CxlFmApiDisabledException>(() => endpoint.Fabric.IdentifySwDeviceAsync().AsTask());
        Assert.Equal(before, component.Requests.Count);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("0", true)]
    [InlineData("false", true)]
    [InlineData("disabled", true)]
    [InlineData("1", false)]
    [InlineData("true", false)]
    public void Environment_turns_probing_off_as_in_the_reference(string? value, bool isOff) => Assert.Equal(isOff, CxlOptions.IsProbeOff(value));

    [Fact]
    public void Options_out_of_range_are_refused() =>
        Assert.Throws<LabConfigurationException>(() => new CxlContext(new CxlOptions { Retries = 101 }));

    [Fact]
    public async Task Link_of_ones_own_is_an_endpoint_like_any_other()
    {
        await using var context = new CxlContext();
        var endpoint = await context.OpenAsync(new CxlMemoryTransport("mine", (opcode, _) =>
            opcode == 0x0001 ? new CxlReply(CxlReturnCode.Success, FakeComponent.Identity()) : new CxlReply(CxlReturnCode.Unsupported, default)));
        Assert.Equal(("mine", true, 0x77UL), (endpoint.Name, endpoint.IsFmApiEnabled, await endpoint.GetSerialNumberAsync()));
        await Assert.ThrowsAsync<CxlDeviceException>(() => endpoint.Memory.GetHealthInfoAsync().AsTask());
        await endpoint.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => endpoint.Memory.GetHealthInfoAsync().AsTask());
    }

    [Fact]
    public async Task Failure_on_the_way_through_a_tunnel_names_the_command_and_the_target()
    {
        var time = new FakeTime();
        await using var context = new CxlContext(new CxlOptions { Probe = false, TimeProvider = time });
        var endpoint = await context.OpenMctpAsync("mctp 1/9", type => new ScriptedChannel(type, _ => type == CxlMessageType.Component ? throw new CxlIoException(113, "Nothing could be sent.") : []));
        endpoint.EnableFmApi();
        var waiting = endpoint.Through(Tunnel.Mld(3)).Memory.GetHealthInfoAsync().AsTask();
        time.Advance(endpoint.Timeout);
        var late = await Assert.ThrowsAsync<CxlTimeoutException>(() => waiting);
        Assert.Equal(((ushort)0x4200, "mctp 1/9 (LD 3)", endpoint.Timeout), (late.Opcode!.Value, late.Endpoint, late.Timeout!.Value));
        var unsent = await Assert.ThrowsAsync<CxlIoException>(() => endpoint.Memory.GetHealthInfoAsync().AsTask());
        Assert.Equal(((ushort)0x4200, "mctp 1/9", 113), (unsent.Opcode!.Value, unsent.Endpoint, unsent.Errno));
    }

    [Fact]
    public async Task Closing_ends_a_command_that_waits_for_its_answer()
    {
        await using var context = new CxlContext(new CxlOptions { Probe = false, Timeout = TimeSpan.Zero });
        var endpoint = await context.OpenMctpAsync("mctp 1/9", type => new ScriptedChannel(type, _ => []));
        var waiting = endpoint.Memory.GetHealthInfoAsync().AsTask();
        var behind = endpoint.Memory.GetHealthInfoAsync().AsTask();
        await endpoint.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => behind);
    }
}
