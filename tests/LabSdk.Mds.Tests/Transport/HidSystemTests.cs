using LabSdk.Mds.Transport;
using LabSdk.Mds.Wire;

namespace LabSdk.Mds.Tests.Transport;

/// <summary>The system's side of HID: the real library, and a folder that looks like sysfs, since build machines have no HID device.</summary>
public sealed class HidSystemTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("labsdk-hid-").FullName;
    private readonly HidNodes _nodes;

    public HidSystemTests()
    {
        Directory.CreateDirectory(Path.Combine(_root, "sys"));
        Directory.CreateDirectory(Path.Combine(_root, "dev"));
        _nodes = new HidNodes(Path.Combine(_root, "sys"), Path.Combine(_root, "dev"));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void The_library_loads_and_lists_the_devices_of_this_computer()
    {
        var library = HidApiLibrary.Instance;
        Assert.NotNull(library);
        Assert.StartsWith("hidapi ", MdsHid.Library);
        Assert.Equal(
            MdsHid.List(HidDriver.HidRaw).Select(device => device.Path).Order(),
            HidApiDevice.List(library).Select(device => device.Path).Order());
    }

    [Theory]
    [InlineData("/dev/null")]
    [InlineData("/dev/zero")]
    [InlineData("/etc/passwd")]
    [InlineData("/dev/hidraw99999")]
    [InlineData("/no/such/path")]
    [InlineData("hidraw0\0/../null")]
    [InlineData("")]
    public void Paths_that_are_no_hid_device_never_reach_a_driver(string path)
    {
        foreach (var driver in Enum.GetValues<HidDriver>())
        {
            // libhidapi 0.13 would crash this process with the first one.
            var error = Assert.Throws<MdsTransportException>(() => MdsHid.Open(new HidDeviceInfo(path, 0x2fe3, 7), driver));
            Assert.Equal(MdsErrorKind.NotFound, error.Kind);
        }
    }

    [Fact]
    public void The_library_itself_refuses_a_path_that_is_not_there()
    {
        var error = Assert.Throws<MdsTransportException>(() => HidApiDevice.Open(HidApiLibrary.Instance!, new HidDeviceInfo("/dev/hidraw99999", 1, 2), []));
        Assert.Equal(MdsErrorKind.Io, error.Kind);
        Assert.Contains("hidraw99999", error.Message);
    }

    [Fact]
    public void The_kernel_itself_refuses_a_path_that_is_not_there()
    {
        Assert.Equal(MdsErrorKind.NotFound, Assert.Throws<MdsTransportException>(() => HidRawDevice.Open(new HidDeviceInfo("/dev/hidraw99999", 1, 2))).Kind);
    }

    [Fact]
    public void Hidraw_reads_wait_wake_and_fail_on_a_real_descriptor()
    {
        // Not a HID node, but a descriptor with the same poll and read: what the kernel does with it is real.
        var pipe = Path.Combine(_root, "pipe");
        using (var make = System.Diagnostics.Process.Start("mkfifo", [pipe]))
        {
            make.WaitForExit();
        }

        using var device = HidRawDevice.Open(new HidDeviceInfo(pipe, 1, 2));
        var report = new byte[257];
        Assert.Equal(0, device.ReadInput(report, TimeSpan.FromMilliseconds(20), CancellationToken.None));
        Assert.Equal(0, device.ReadInput(report, TimeSpan.Zero, CancellationToken.None));
        using (var writer = new FileStream(pipe, FileMode.Open, FileAccess.Write))
        {
            writer.Write([6, 1, 2]);
        }

        Assert.Equal(3, device.ReadInput(report, Timeout.InfiniteTimeSpan, CancellationToken.None));
        Assert.Equal("060102", Convert.ToHexStringLower(report.AsSpan(0, 3)));
        using var cancel = new CancellationTokenSource(30);
        Assert.ThrowsAny<OperationCanceledException>(() => device.ReadInput(report, Timeout.InfiniteTimeSpan, cancel.Token));
        Assert.Empty(device.ReportDescriptor.ToArray());
        Assert.ThrowsAny<LabException>(() => device.GetFeature(new byte[] { 1, 0, 0, 0, 0 }));
        Assert.ThrowsAny<LabException>(() => device.SetFeature([5, 1]));
    }

    [Fact]
    public async Task Closing_a_hidraw_device_ends_a_read_in_progress()
    {
        var pipe = Path.Combine(_root, "pipe");
        using (var make = System.Diagnostics.Process.Start("mkfifo", [pipe]))
        {
            make.WaitForExit();
        }

        var device = HidRawDevice.Open(new HidDeviceInfo(pipe, 1, 2));
        var reading = Task.Run(() => device.ReadInput(new byte[257], Timeout.InfiniteTimeSpan, CancellationToken.None));
        device.Dispose();
        device.Dispose();
        await Assert.ThrowsAnyAsync<ObjectDisposedException>(() => reading.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public void Devices_are_described_without_opening_them()
    {
        Node("hidraw0", "0003:00002FE3:00000007", "S-1", ReportDescriptor.Write(StreamFraming.Length));
        Node("hidraw1", "0003:0000046D:0000C52B", "", [0x05, 0x01, 0x09, 0x02, 0xA1, 0x01, 0xC0]);
        Node("hidraw2", "damaged", "", []);
        var devices = _nodes.List();
        Assert.Equal(["2fe3:0007", "046d:c52b"], devices.Select(device => device.Id));
        Assert.Equal(("S-1", "Example", true, "Maker", 0x0100, 1), (devices[0].SerialNumber, devices[0].Product, devices[0].IsCandidate, devices[0].Manufacturer, devices[0].Release, devices[0].Interface));
        Assert.False(devices[1].IsCandidate);
        Assert.Equal(98, _nodes.Descriptor("hidraw0").Length);
    }

    [Fact]
    public void A_listed_node_that_is_a_plain_file_is_refused()
    {
        Node("hidraw0", "0003:00002FE3:00000007", "", []);
        File.WriteAllText(Path.Combine(_root, "dev", "hidraw0"), "not a device");
        Assert.Equal(MdsErrorKind.NotFound, Assert.Throws<MdsTransportException>(() => _nodes.Check(Path.Combine(_root, "dev", "hidraw0"))).Kind);
    }

    [Fact]
    public void A_device_that_may_not_be_opened_gives_the_exact_rule()
    {
        var error = HidNodes.AccessDenied(new HidDeviceInfo("/dev/hidraw3", 0x2FE3, 0x0007));
        Assert.Equal((MdsErrorKind.AccessDenied, MdsErrorIds.AccessDenied), (error.Kind, error.ErrorId));
        Assert.Contains("KERNEL==\"hidraw*\", ATTRS{idVendor}==\"2fe3\", ATTRS{idProduct}==\"0007\", TAG+=\"uaccess\"", error.Message);
        Assert.Contains("70-labsdk-mds.rules", error.Message);
    }

    [Fact]
    public void One_match_is_taken_none_and_several_are_errors_that_list_what_there_is()
    {
        HidDeviceInfo[] devices =
        [
            new("/dev/hidraw0", 0x2fe3, 7) { SerialNumber = "A", HasMdsReports = true },
            new("/dev/hidraw1", 0x2fe3, 7) { SerialNumber = "B", HasMdsReports = true },
            new("/dev/hidraw2", 0x046d, 1) { HasMdsReports = false },
            new("/dev/hidraw3", 0x1234, 2) { SerialNumber = "C", HasMdsReports = false },
            new("/dev/hidraw4", 0x1234, 2) { SerialNumber = "C", HasMdsReports = true },
        ];
        Assert.Equal("/dev/hidraw1", HidOpener.Select(devices, new HidSelector(0x2fe3, 7, "B")).Path);
        Assert.Equal("/dev/hidraw4", HidOpener.Select(devices, new HidSelector(0x1234, 2)).Path);
        Assert.Equal("/dev/hidraw2", HidOpener.Select(devices, new HidSelector(Path: "/dev/hidraw2")).Path);
        var several = Assert.Throws<LabConfigurationException>(() => HidOpener.Select(devices, new HidSelector(0x2fe3, 7)));
        Assert.Equal(MdsErrorIds.Ambiguous, several.ErrorId);
        Assert.Contains("serial A", several.Message);
        Assert.Contains("serial B", several.Message);
        Assert.Contains("046d:0001", Assert.Throws<MdsTransportException>(() => HidOpener.Select(devices, new HidSelector(1, 1))).Message);
        Assert.Throws<LabConfigurationException>(() => HidOpener.Select(devices, new HidSelector()));
        Assert.Contains("No HID device", Assert.Throws<MdsTransportException>(() => HidOpener.Select([], new HidSelector())).Message);
    }

    [Fact]
    public async Task A_device_that_is_not_there_is_not_found_by_its_address()
    {
        foreach (var address in new[] { "mds://hid/fffe:fffe", "mds://hid/fffe:fffe/SERIAL?hidDriver=hidApi", "mds://hid/fffe:fffe?hidDriver=hidRaw", "mds://hid/dev/hidraw99999", "mds://serial/dev/ttyNOPE0" })
        {
            Assert.Equal(MdsErrorKind.NotFound, (await Assert.ThrowsAsync<MdsTransportException>(() => MdsClient.ConnectAsync(address))).Kind);
        }

        foreach (var address in new[] { "mds://usb/1:2", "mds://hid/xyzq", "mds://hid/12345:1", "mds://serial/dev/tty?baud=x", "mds://hid?nope=1", "mds:sim" })
        {
            await Assert.ThrowsAsync<LabConfigurationException>(() => MdsClient.ConnectAsync(address));
        }
    }

    private void Node(string name, string id, string serial, byte[] descriptor)
    {
        var hid = Path.Combine(_root, "devices", "usb1", "1-2", "1-2:1.1", $"0003.{name}");
        Directory.CreateDirectory(hid);
        Directory.CreateDirectory(Path.Combine(_root, "sys", name));
        Directory.CreateSymbolicLink(Path.Combine(_root, "sys", name, "device"), hid);
        File.WriteAllText(Path.Combine(hid, "uevent"), $"DRIVER=hid-generic\nHID_ID={id}\nHID_NAME=Maker Example\nHID_UNIQ={serial}\n");
        File.WriteAllBytes(Path.Combine(hid, "report_descriptor"), descriptor);
        File.WriteAllText(Path.Combine(hid, "..", "bInterfaceNumber"), "01\n");
        File.WriteAllText(Path.Combine(hid, "..", "..", "manufacturer"), "Maker\n");
        File.WriteAllText(Path.Combine(hid, "..", "..", "product"), "Example\n");
        File.WriteAllText(Path.Combine(hid, "..", "..", "bcdDevice"), "0100\n");
        File.WriteAllText(Path.Combine(_root, "sys", name, "dev"), "1:3\n");
    }
}
