using LabSdk.Cxl;
using LabSdk.Rig.Tests.Mds;
using LabSdk.Rig.Tests.Support;
using LabSdk.Rig.Tests.Support.Mctp;
using LabSdk.Simulation;

namespace LabSdk.Rig.Tests.Cxl;

/// <summary>What a user types, on real kernel interfaces.</summary>
public sealed class CxlLabTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_lab_holds_a_memory_device_and_a_diagnostic_device_of_the_kernel()
    {
        await using var bench = await UhidBench.PlugInAsync(new SimulatedMdsOptions { HeartbeatInterval = TimeSpan.FromMilliseconds(100) });
        var name = EmulatedCxl.NameOf(EmulatedCxl.Persistent);

        // A script's own thread: the facade blocks.
        await Task.Run(
            () =>
            {
                using var lab = Lab.Connect($"cxl:{name}", "mds://hid/2fe3:0007");
                var memory = lab.Cxl(name);
                Assert.Equal(EmulatedCxl.Persistent, memory.Identity.SerialNumber);
                Assert.Equal((0ul, 256ul << 20), (memory.Partitions.VolatileBytes, memory.Partitions.PersistentBytes));
                Assert.Equal((byte)1, (byte)memory.Firmware.Active!.Value.Number);
                Assert.Equal(256u * 1024, memory.Labels.Size);
                memory.Labels.Write(64, "labsdk"u8.ToArray(), EmulatedCxl.Confirmation());
                Assert.True(memory.Commands.ToHtml().Length > 0);

                // The emulated device has no health information: that is told, and is not 0.
                var health = memory.Health;
                Assert.Null(health.Temperature);
                Assert.Null(health.Info);
                Assert.NotEmpty(health.ToHtml());
                Assert.True(lab.Mds().Collect(count: 2, TimeSpan.FromSeconds(30)).Count >= 2);
            },
            Token);
    }

    [Fact]
    [Trait(Guest.Kernel, Guest.Rig)]
    public async Task Health_panel_and_temperature_come_over_mctp()
    {
        await using var device = new SimulatedCxlDevice(new SimulatedCxlOptions { Drifts = false });
        device.SetHealth(health => (health.Temperature, health.LifeUsed) = (55, 12));
        await using var line = MctpSerialLine.Connect((9, device.OpenMctp));
        await Task.Run(
            () =>
            {
                // The far end is as slow as this emulated machine.
                using var lab = Lab.Connect("cxl+mctp://1/9?timeout=0s");
                var memory = lab.Cxl();
                Assert.Equal((55, 12), (memory.Health.Temperature, memory.Health.LifeUsed));
                Assert.Equal(55, memory.Temperature.Read());
                Assert.Contains("55", memory.Health.ToHtml(), StringComparison.Ordinal);
            },
            Token);
    }
}
