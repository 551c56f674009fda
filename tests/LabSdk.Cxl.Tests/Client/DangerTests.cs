namespace LabSdk.Cxl.Tests.Client;

/// <summary>Nothing dangerous is sent by mistake.</summary>
public class DangerTests
{
    private static readonly CxlPermissions All = new() { AllowDisruptive = true, AllowSecurity = true, AllowVendor = true };

    public static TheoryData<string> Commands() => [.. CxlCommands.All.Select(command => command.Id)];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Command_needs_what_its_class_says(string id)
    {
        var command = CxlCommands.Find(id)!;
        var component = new FakeComponent().On(CxlCommands.Identify, FakeComponent.Identity()).On(command, CxlReturnCode.Unsupported);
        var payload = new byte[Math.Max(1, command.RequestFixedSize)];
        payload[0] = (byte)(id == "memdev_media_operations_sanitize" ? 1 : 0);
        async Task<Exception?> TryAsync(CxlPermissions permissions, CxlConfirmation? confirmation)
        {
            component.Requests.Clear();
            var endpoint = await component.OpenAsync(new CxlOptions { Probe = false, Permissions = permissions });
            endpoint.EnableFmApi();
            return await Record.ExceptionAsync(async () => await endpoint.ExecuteRawAsync(command.Opcode, payload, confirmation));
        }

        var bare = await TryAsync(CxlPermissions.None, null);
        var isFree = command.Danger is CxlDanger.None or CxlDanger.Log or CxlDanger.Policy or CxlDanger.Config;
        Assert.Equal(isFree ? typeof(CxlDeviceException) : typeof(CxlConfirmationException), id == "identify" ? typeof(CxlDeviceException) : bare!.GetType());
        Assert.Equal(isFree ? 1 : 0, component.Count(command));

        if (command.Danger == CxlDanger.DataLoss)
        {
            Assert.Equal(CxlErrorIds.NotConfirmed, Assert.IsType<CxlConfirmationException>(await TryAsync(All, CxlConfirmation.Serial("0x78"))).ErrorId);
            Assert.Equal(CxlErrorIds.NotConfirmed, Assert.IsType<CxlConfirmationException>(await TryAsync(All, CxlConfirmation.WithoutSerial("mctp 11/28"))).ErrorId);
            Assert.Equal(0, component.Count(command));
        }

        Assert.IsNotType<CxlConfirmationException>(await TryAsync(All, CxlConfirmation.Serial("0000-0000-0000-0077")));
        Assert.Equal(1, component.Count(command));
    }

    [Fact]
    public async Task Opcode_that_is_not_known_counts_as_a_vendors()
    {
        var component = new FakeComponent();
        var endpoint = await component.OpenAsync();
        var error = await Assert.ThrowsAsync<CxlConfirmationException>(() => endpoint.ExecuteRawAsync(0x0601, default).AsTask());
        Assert.Equal((CxlErrorIds.NotPermitted, CxlDanger.Unknown), (error.ErrorId, error.Danger));
        endpoint.Permissions = All;
        Assert.Equal(CxlReturnCode.Unsupported, (await Assert.ThrowsAsync<CxlDeviceException>(() => endpoint.ExecuteRawAsync(0x0601, default).AsTask())).ReturnCode);
        Assert.Equal(CxlErrorIds.InvalidData, (await Assert.ThrowsAsync<CxlRequestException>(() => endpoint.ExecuteRawAsync(0x0600, new byte[1]).AsTask())).ErrorId);
        Assert.Equal(CxlErrorIds.InvalidData, (await Assert.ThrowsAsync<CxlRequestException>(() => endpoint.ExecuteRawAsync(0x5300, new byte[16]).AsTask())).ErrorId);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => endpoint.ExecuteVendorAsync(0xBFFF).AsTask());
    }

    [Fact]
    public async Task Serial_number_is_asked_anew_and_through_the_tunnel()
    {
        var serial = 0x77UL;
        var component = new FakeComponent().On(CxlCommands.Identify, _ => (CxlReturnCode.Success, FakeComponent.Identity(serial: serial))).On(CxlCommands.MemdevSecureErase, []);
        var endpoint = (await component.OpenAsync()).Through(Tunnel.SwitchMld(2, 3));
        await endpoint.Memory.SecureEraseAsync(CxlConfirmation.Serial(0x77));
        serial = 0x99; // another device in the same place
        await Assert.ThrowsAsync<CxlConfirmationException>(() => endpoint.Memory.SecureEraseAsync(CxlConfirmation.Serial(0x77)).AsTask());
        Assert.Equal(1, component.Count(CxlCommands.MemdevSecureErase));
    }

    [Fact]
    public async Task Component_without_a_serial_number_is_confirmed_by_its_name()
    {
        var component = new FakeComponent().On(CxlCommands.MemdevSecureErase, []);
        var endpoint = component.OpenMailbox(serial: null);
        await Assert.ThrowsAsync<CxlConfirmationException>(() => endpoint.Memory.SecureEraseAsync(CxlConfirmation.Serial(0)).AsTask());
        await Assert.ThrowsAsync<CxlConfirmationException>(() => endpoint.Memory.SecureEraseAsync(CxlConfirmation.WithoutSerial("mem1")).AsTask());
        await endpoint.Memory.SecureEraseAsync(CxlConfirmation.WithoutSerial("mem0"));
        Assert.Equal(1, component.Count(CxlCommands.MemdevSecureErase));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0x")]
    [InlineData("12345678901234567")]
    [InlineData("serial")]
    public void Text_that_is_no_serial_number_is_refused(string text) => Assert.Throws<ArgumentException>(() => CxlConfirmation.Serial(text));

    [Fact]
    public async Task Trace_sees_every_exchange_but_no_passphrase()
    {
        var seen = new List<CxlTraceEntry>();
        var component = new FakeComponent().On(CxlCommands.MemdevUnlock, CxlReturnCode.IncorrectPassphrase).On(CxlCommands.MemdevGetLsa, [5, 6]);
        var endpoint = await component.OpenAsync(new CxlOptions { Probe = false, Permissions = All, Trace = seen.Add });
        await Assert.ThrowsAsync<CxlDeviceException>(() => endpoint.Memory.UnlockAsync(new MemdevUnlockRequest { CurrentPassphrase = "0123456789abcdef0123456789abcdef"u8.ToArray() }).AsTask());
        await endpoint.Memory.GetLsaAsync(1, 2);
        component.Channels[0].Arrive(new byte[3]);
        await Assert.ThrowsAsync<CxlProtocolException>(() => endpoint.Memory.GetLsaAsync(1, 2).AsTask());
        Assert.Equal([0x4503, 0x4102, 0x4102], seen.Select(one => (int)one.Opcode));
        Assert.Equal([CxlReturnCode.IncorrectPassphrase, CxlReturnCode.Success, null], seen.Select(one => one.ReturnCode));
        Assert.Equal([true, false, false], seen.Select(one => one.IsMasked));
        Assert.Equal((0, "0100000002000000", "0506"), (seen[0].Request.Length, Convert.ToHexString(seen[1].Request.Span), Convert.ToHexString(seen[1].Answer.Span)));
        Assert.NotNull(seen[2].Error);
        Assert.DoesNotContain("0123456789abcdef", string.Join(' ', seen), StringComparison.Ordinal);
    }
}
