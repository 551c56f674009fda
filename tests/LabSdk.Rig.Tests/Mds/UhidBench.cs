using LabSdk.Mds;
using LabSdk.Rig.Tests.Support;
using LabSdk.Simulation;

namespace LabSdk.Rig.Tests.Mds;

/// <summary>A simulated diagnostic device behind a HID device of the kernel, ready to be opened.</summary>
internal sealed class UhidBench : IAsyncDisposable
{
    private SimulatedUhidDevice _hid;

    private UhidBench(SimulatedMdsDevice device, SimulatedUhidDevice hid, string node) => (Device, _hid, Node) = (device, hid, node);

    public SimulatedMdsDevice Device { get; }

    /// <summary>For example /dev/hidraw0; another after it was plugged in again.</summary>
    public string Node { get; private set; }

    public static async Task<UhidBench> PlugInAsync(SimulatedMdsOptions? options = null)
    {
        var device = new SimulatedMdsDevice(options ?? Quiet);
        var hid = SimulatedUhidDevice.Create(device);
        return new UhidBench(device, hid, await hid.WaitForNodeAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>A device that sends only what a test gives it.</summary>
    public static SimulatedMdsOptions Quiet => new() { HeartbeatInterval = TimeSpan.Zero };

    public string Address(HidDriver driver) =>
        $"mds://hid/{Device.Options.VendorId:x4}:{Device.Options.ProductId:x4}/{Device.Options.Serial}?hidDriver={driver}";

    public Task<MdsClient> ConnectAsync(HidDriver driver, MdsOptions? options = null) =>
        MdsClient.ConnectAsync(Address(driver), options, TestContext.Current.CancellationToken);

    public void Unplug() => _hid.Dispose();

    public async Task ReplugAsync()
    {
        _hid = SimulatedUhidDevice.Create(Device);
        Node = await _hid.WaitForNodeAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>A coredump whose bytes tell their place, so that a mixed-up chunk cannot go unseen.</summary>
    public static byte[] Coredump(int bytes)
    {
        var memory = new byte[bytes];
        for (var at = 0; at < bytes; at += 4)
        {
            BitConverter.TryWriteBytes(memory.AsSpan(at), at ^ 0x5A5A5A5A);
        }

        return MdsMessagesOf(memory);
    }

    public async ValueTask DisposeAsync()
    {
        _hid.Dispose();
        await Device.DisposeAsync();
        await Guest.UntilAsync(() => !File.Exists(Node), $"{Node} goes away");
    }

    private static byte[] MdsMessagesOf(byte[] memory) => Simulation.Mds.MdsMessages.Coredump((1, 0x2000_0000, memory));
}
