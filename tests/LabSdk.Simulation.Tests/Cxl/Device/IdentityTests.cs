using LabSdk.Cxl;

namespace LabSdk.Simulation.Tests.Cxl;

public sealed class IdentityTests
{
    [Fact]
    public async Task Identify_over_both_links_tells_the_same_device()
    {
        await using var bench = await CxlBench.DeviceAsync();

        var mailbox = await bench.Mailbox.ExecuteAsync<MemdevIdentify>(CxlCommands.MemdevIdentify, null);
        var mctp = await bench.Mctp.ExecuteAsync<MemdevIdentify>(CxlCommands.MemdevIdentify, null);

        Assert.Equal(mailbox.TotalCapacityUnits, mctp.TotalCapacityUnits);
        Assert.Equal(16UL, mailbox.TotalCapacityUnits);
        Assert.Equal(bench.Component.SerialNumber, bench.Mctp.Identity!.Value.SerialNumber);
    }

    [Fact]
    public async Task Identify_on_the_mailbox_of_a_memory_device_is_not_supported()
    {
        await using var bench = await CxlBench.DeviceAsync();

        Assert.Equal(CxlReturnCode.Unsupported, await bench.CodeAsync(bench.Mailbox, CxlCommands.Identify.Opcode, []));
        Assert.Equal(CxlReturnCode.Unsupported, await bench.CodeAsync(bench.Mailbox, CxlCommands.BgOpStatus.Opcode, []));
    }

    [Fact]
    public async Task Health_set_by_a_test_is_what_the_client_reads()
    {
        await using var bench = await CxlBench.DeviceAsync();
        bench.Device.SetHealth(health => (health.Temperature, health.LifeUsed, health.Flags) = (-12, null, CxlHealthStatus.PerformanceDegraded));

        var health = await bench.Mailbox.ExecuteAsync<MemdevGetHealthInfo>(CxlCommands.MemdevGetHealthInfo, null);

        Assert.Equal((-12, 0xFF, CxlHealthStatus.PerformanceDegraded), (health.DeviceTemperature, health.LifeUsed, health.HealthStatus));
    }
}
