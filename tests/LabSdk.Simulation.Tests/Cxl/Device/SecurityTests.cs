using LabSdk.Cxl;
using LabSdk.Simulation.Cxl;

namespace LabSdk.Simulation.Tests.Cxl.Device;

public sealed class SecurityTests
{
    private const byte Master = 0, User = 1;

    [Fact]
    public async Task Device_with_a_user_passphrase_is_locked_by_a_reset_and_unlocked_by_it()
    {
        await using var bench = await CxlBench.DeviceAsync();
        Assert.Equal(CxlReturnCode.Success, await SetAsync(bench, User, "", "secret"));
        Assert.Equal(1u, await StateAsync(bench));
        bench.Device.Reset();
        Assert.Equal(5u, await StateAsync(bench));
        Assert.Equal(CxlReturnCode.InvalidSecurityState, await bench.CodeAsync(CxlCommands.MemdevSanitize));
        Assert.Equal(CxlReturnCode.InvalidSecurityState, await bench.CodeAsync(CxlCommands.MemdevSetLsa, new byte[9]));
        Assert.Equal(CxlReturnCode.InvalidSecurityState, await SetAsync(bench, User, "secret", "other"));

        Assert.Equal(CxlReturnCode.IncorrectPassphrase, await UnlockAsync(bench, "wrong"));
        Assert.Equal(CxlReturnCode.Success, await UnlockAsync(bench, "secret"));
        Assert.Equal(CxlReturnCode.InvalidSecurityState, await UnlockAsync(bench, "secret"));
        Assert.Equal(CxlReturnCode.Success, await bench.CodeAsync(CxlCommands.MemdevSetLsa, new byte[9]));
    }

    [Fact]
    public async Task Too_many_wrong_passphrases_lock_out_until_a_reset()
    {
        await using var bench = await CxlBench.DeviceAsync(new SimulatedCxlOptions { PassphraseAttempts = 2, Drifts = false });
        await SetAsync(bench, User, "", "secret");
        await SetAsync(bench, Master, "", "master");

        Assert.Equal(CxlReturnCode.IncorrectPassphrase, await SetAsync(bench, User, "a", "x"));
        Assert.Equal(CxlReturnCode.IncorrectPassphrase, await SetAsync(bench, User, "b", "x"));
        Assert.Equal(CxlReturnCode.InvalidSecurityState, await SetAsync(bench, User, "secret", "x"));
        Assert.Equal(1u | 2 | 16, await StateAsync(bench));
        Assert.Equal(CxlReturnCode.Success, await SetAsync(bench, Master, "master", "next"));
        bench.Device.Reset();
        Assert.Equal(CxlReturnCode.Success, await UnlockAsync(bench, "secret"));
    }

    [Fact]
    public async Task Frozen_device_refuses_changes_until_a_reset()
    {
        await using var bench = await CxlBench.DeviceAsync();
        Assert.Equal(CxlReturnCode.Success, await bench.CodeAsync(CxlCommands.MemdevFreezeSecurityState));

        Assert.Equal(8u, await StateAsync(bench));
        Assert.Equal(CxlReturnCode.InvalidSecurityState, await SetAsync(bench, User, "", "secret"));
        bench.Device.Reset();
        Assert.Equal(CxlReturnCode.Success, await SetAsync(bench, User, "", "secret"));
    }

    [Fact]
    public async Task Passphrase_is_disabled_with_itself()
    {
        await using var bench = await CxlBench.DeviceAsync();
        Assert.Equal(CxlReturnCode.InvalidSecurityState, await DisableAsync(bench, User, "secret"));
        await SetAsync(bench, User, "", "secret");
        Assert.Equal(CxlReturnCode.IncorrectPassphrase, await DisableAsync(bench, User, "wrong"));
        Assert.Equal(CxlReturnCode.Success, await DisableAsync(bench, User, "secret"));

        Assert.Equal(0u, await StateAsync(bench));
        Assert.Equal(CxlReturnCode.InvalidInput, await DisableAsync(bench, 2, "secret"));
    }

    [Fact]
    public async Task Master_erases_a_device_whose_user_passphrase_is_lost()
    {
        await using var bench = await CxlBench.DeviceAsync();
        await SetAsync(bench, Master, "", "master");
        await SetAsync(bench, User, "", "lost");
        bench.Device.Poison(0);
        bench.Device.Reset();

        Assert.Equal(CxlReturnCode.Success, await bench.CodeAsync(CxlCommands.MemdevPassphraseSecureErase, [Master, .. new byte[31], .. Phrase("master")]));

        Assert.Equal(2u, await StateAsync(bench));
        Assert.Empty((await bench.Mctp.ReadPoisonAsync()).Records);
    }

    [Fact]
    public async Task Security_protocols_are_listed_and_the_vendors_gives_back_what_was_sent()
    {
        await using var bench = await CxlBench.DeviceAsync();
        var list = await bench.Mctp.ExecuteRawAsync(CxlCommands.MemdevSecurityReceive.Opcode, new byte[8]);
        Assert.Equal((264, 2), (list.Payload.Length, list.Payload.Span[7]));

        Assert.Equal(CxlReturnCode.Success, await bench.CodeAsync(CxlCommands.MemdevSecuritySend, 0xF0, 1, 0, 0, 0, 0, 0, 0, 7, 8, 9));
        var back = await bench.Mctp.ExecuteRawAsync(CxlCommands.MemdevSecurityReceive.Opcode, new byte[] { 0xF0, 1, 0, 0, 0, 0, 0, 0 });
        Assert.Equal([7, 8, 9], back.Payload.ToArray());
        Assert.Equal(CxlReturnCode.InvalidInput, await bench.CodeAsync(CxlCommands.MemdevSecuritySend, 0xEF, 0, 0, 0, 0, 0, 0, 0));
    }

    [Fact]
    public async Task Qos_registers_keep_what_is_legal()
    {
        await using var bench = await CxlBench.DeviceAsync();

        Assert.Equal(CxlReturnCode.Success, await bench.CodeAsync(CxlCommands.MemdevSetSldQosControl, 3, 20, 40, 15));
        Assert.Equal(CxlReturnCode.InvalidInput, await bench.CodeAsync(CxlCommands.MemdevSetSldQosControl, 0, 0, 40, 15));
        Assert.Equal(CxlReturnCode.InvalidInput, await bench.CodeAsync(CxlCommands.MemdevSetSldQosControl, 0, 10, 101, 15));
        Assert.Equal([3, 20, 40, 15], (await bench.Mctp.ExecuteRawAsync(CxlCommands.MemdevGetSldQosControl.Opcode, default)).Payload.ToArray());
    }

    private static byte[] Phrase(string text) => new CciWriter().Ascii(text, 32).ToArray();

    private static Task<CxlReturnCode> SetAsync(CxlBench bench, byte type, string current, string next) =>
        bench.CodeAsync(CxlCommands.MemdevSetPassphrase, [type, .. new byte[31], .. Phrase(current), .. Phrase(next)]);

    private static Task<CxlReturnCode> DisableAsync(CxlBench bench, byte type, string passphrase) =>
        bench.CodeAsync(CxlCommands.MemdevDisablePassphrase, [type, .. new byte[31], .. Phrase(passphrase)]);

    private static Task<CxlReturnCode> UnlockAsync(CxlBench bench, string passphrase) => bench.CodeAsync(CxlCommands.MemdevUnlock, Phrase(passphrase));

    private static async Task<uint> StateAsync(CxlBench bench) =>
        BitConverter.ToUInt32((await bench.Mctp.ExecuteRawAsync(CxlCommands.MemdevGetSecurityState.Opcode, default)).Payload.Span);
}
