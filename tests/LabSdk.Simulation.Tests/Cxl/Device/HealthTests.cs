using LabSdk.Cxl;
using LabSdk.Simulation.Cxl;
using LabSdk.Simulation.Tests.Daq;

namespace LabSdk.Simulation.Tests.Cxl.Device;

public sealed class HealthTests
{
    [Fact]
    public async Task Thresholds_decide_the_additional_status()
    {
        await using var bench = await CxlBench.DeviceAsync();
        bench.Device.SetHealth(health => (health.Temperature, health.LifeUsed, health.CorrectedVolatileErrors) = (80, 96, 100));

        var status = (await HealthAsync(bench)).AdditionalStatus.Value;

        Assert.Equal(0b01_01_10, status);
    }

    [Theory]
    [InlineData(1, 95, 50, 0, CxlReturnCode.InvalidInput)]
    [InlineData(1, 94, 50, 0, CxlReturnCode.Success)]
    [InlineData(2, 0, 95, 0, CxlReturnCode.InvalidInput)]
    [InlineData(2, 0, 94, 0, CxlReturnCode.Success)]
    [InlineData(4, 0, 50, -10, CxlReturnCode.InvalidInput)]
    [InlineData(4, 0, 50, -9, CxlReturnCode.Success)]
    [InlineData(8, 255, 999, -99, CxlReturnCode.Success)]
    public async Task Warnings_must_lie_inside_the_critical_thresholds(byte alert, byte life, short over, short under, CxlReturnCode expected)
    {
        await using var bench = await CxlBench.DeviceAsync();

        Assert.Equal(expected, await SetAsync(bench, alert, alert, life, over, under));
    }

    [Fact]
    public async Task Alert_that_is_turned_off_no_longer_shows()
    {
        await using var bench = await CxlBench.DeviceAsync();
        bench.Device.SetHealth(health => health.Temperature = 80);

        await SetAsync(bench, AlertConfiguration.OverTemperature, 0, 0, 0, 0);

        Assert.Equal(0, (await HealthAsync(bench)).AdditionalStatus.Value);
        Assert.Equal(29, (await bench.Mctp.ExecuteRawAsync(CxlCommands.MemdevGetAlertConfig.Opcode, default)).Payload.Span[0]);
    }

    [Fact]
    public async Task Reset_while_dirty_counts_and_clears_the_error_counts()
    {
        await using var bench = await CxlBench.DeviceAsync();
        bench.Device.SetHealth(health => (health.CorrectedVolatileErrors, health.DirtyShutdowns) = (7, uint.MaxValue));
        await bench.CodeAsync(CxlCommands.MemdevSetShutdownState, 1);

        bench.Device.Reset();

        var health = await HealthAsync(bench);
        Assert.Equal((0u, 0u), (health.DirtyShutdownCount, health.CorrectedVolatileErrorCount));
        Assert.Equal([0], (await bench.Mctp.ExecuteRawAsync(CxlCommands.MemdevGetShutdownState.Opcode, default)).Payload.ToArray());
    }

    [Fact]
    public async Task Drift_is_the_same_for_the_same_seed_and_goes_on_with_the_clock()
    {
        var (one, other) = (await StoryAsync(seed: 3), await StoryAsync(seed: 3));

        Assert.Equal(one, other);
        Assert.NotEqual(one, await StoryAsync(seed: 4));
        Assert.True(one.Select(each => each.Temperature).Distinct().Count() > 5);
        Assert.True(one[^1].CorrectedVolatileErrorCount > 0);
    }

    [Fact]
    public async Task Drift_over_a_threshold_goes_to_the_warning_log()
    {
        await using var bench = await CxlBench.DeviceAsync(new SimulatedCxlOptions { Seed = 1 });
        await SetAsync(bench, 2, 2, 0, 44, 0);

        bench.Time.Advance(TimeSpan.FromMinutes(3));
        var log = await bench.Mctp.ReadEventLogAsync(CxlEventLog.Warning);

        Assert.Contains(log.Records, record => record.Uuid == CxlUuids.MemoryModuleEvent);
    }

    private static async Task<List<(short Temperature, uint CorrectedVolatileErrorCount)>> StoryAsync(int seed)
    {
        await using var bench = await CxlBench.DeviceAsync(new SimulatedCxlOptions { Seed = seed });
        var story = new List<(short, uint)>();
        for (var step = 0; step < 60; step++)
        {
            bench.Time.Advance(TimeSpan.FromSeconds(5));
            var health = await HealthAsync(bench);
            story.Add((health.DeviceTemperature, health.CorrectedVolatileErrorCount));
        }

        return story;
    }

    private static async Task<MemdevGetHealthInfo> HealthAsync(CxlBench bench) => await bench.Mctp.Memory.GetHealthInfoAsync();

    private static Task<CxlReturnCode> SetAsync(CxlBench bench, byte meant, byte enabled, byte life, short over, short under) =>
        bench.CodeAsync(CxlCommands.MemdevSetAlertConfig, new CciWriter().U8(meant).U8(enabled).U8(life).Pad(1).U16(over).U16(under).U16(9).U16(9).ToArray());
}
