using LabSdk.Mds;
using LabSdk.Rig.Tests.Support;

namespace LabSdk.Rig.Tests.Mds;

/// <summary>Finding, opening and asking a HID device of the kernel, through libhidapi and through hidraw.</summary>
public sealed class HidConnectTests
{
    [Theory, InlineData(HidDriver.HidApi), InlineData(HidDriver.HidRaw)]
    public async Task Device_is_listed_with_what_the_kernel_knows_of_it(HidDriver driver)
    {
        await using var bench = await UhidBench.PlugInAsync(UhidBench.Quiet with { Serial = "RIG-7" });
        var device = Assert.Single(MdsHid.Candidates(driver));
        Assert.Equal(("2fe3:0007", bench.Node, "RIG-7"), (device.Id, device.Path, device.SerialNumber));
        Assert.Contains("2fe3:0007", device.ToString());
        if (driver == HidDriver.HidRaw)
        {
            Assert.True(device.HasMdsReports);
            Assert.Contains("Simulated MDS device", device.Product);
        }
        else
        {
            Assert.Equal((0xFF00, 1), (device.UsagePage, device.Usage));
        }
    }

    [Theory, InlineData(HidDriver.HidApi), InlineData(HidDriver.HidRaw), InlineData(HidDriver.Auto)]
    public async Task Config_is_read_and_the_framing_is_known_from_the_descriptor(HidDriver driver)
    {
        foreach (var framing in Enum.GetValues<StreamFraming>())
        {
            await using var bench = await UhidBench.PlugInAsync(UhidBench.Quiet with { Framing = framing, ProjectKey = "0123456789abcdef" });
            await using var client = await bench.ConnectAsync(driver);
            Assert.Equal("mds-hid-dev-001", client.Config!.DeviceIdentifier);
            Assert.Equal("https://chunks.memfault.com/api/v0/chunks/mds-hid-dev-001", client.Config.DataUri);
            Assert.Equal("Memfault-Project-Key: 0123456789abcdef", client.Config.Authorization.Reveal());
            Assert.Equal(0x1Fu, client.Config.SupportedFeatures);
            Assert.Equal(MdsState.Ready, client.State);
            Assert.Equal((framing, FramingEvidence.Descriptor), (client.Framing, client.FramingEvidence));
            Assert.Equal(bench.Node, client.Link.Hid!.Path);
            Assert.StartsWith(driver == HidDriver.HidRaw ? "hidraw" : "hidapi 0.", client.Link.Driver);
        }
    }

    [Theory, InlineData(HidDriver.HidApi), InlineData(HidDriver.HidRaw)]
    public async Task Padded_and_terminated_texts_are_read_as_they_are_meant(HidDriver driver)
    {
        foreach (var pads in new[] { true, false })
        {
            await using var bench = await UhidBench.PlugInAsync(UhidBench.Quiet with { PadsReplies = pads, EndsTexts = !pads });
            await using var client = await bench.ConnectAsync(driver);
            Assert.Equal("mds-hid-dev-001", client.Config!.DeviceIdentifier);
            Assert.Empty(client.Config.Truncated);
        }
    }

    [Theory, InlineData(HidDriver.HidApi), InlineData(HidDriver.HidRaw)]
    public async Task Request_that_the_device_fails_is_an_io_error(HidDriver driver)
    {
        await using var bench = await UhidBench.PlugInAsync();
        bench.Device.Faults.FailCalls();
        var error = await Assert.ThrowsAsync<MdsTransportException>(() => bench.ConnectAsync(driver));
        Assert.Equal(MdsErrorKind.Io, error.Kind);

        // The device is as good as before.
        await using var client = await bench.ConnectAsync(driver);
        Assert.Equal("mds-hid-dev-001", client.Config!.DeviceIdentifier);
    }

    [Theory, InlineData(HidDriver.HidApi), InlineData(HidDriver.HidRaw)]
    public async Task Short_and_wrong_answers_are_protocol_errors(HidDriver driver)
    {
        await using var bench = await UhidBench.PlugInAsync();
        bench.Device.Faults.ShortFeatures();
        Assert.Equal(MdsErrorKind.Protocol, (await Assert.ThrowsAsync<MdsProtocolException>(() => bench.ConnectAsync(driver))).Kind);
        bench.Device.Faults.WrongReportId();
        Assert.Equal(MdsErrorKind.Protocol, (await Assert.ThrowsAsync<MdsProtocolException>(() => bench.ConnectAsync(driver))).Kind);
    }

    [Theory, InlineData(HidDriver.HidApi), InlineData(HidDriver.HidRaw)]
    public async Task Of_several_devices_none_is_guessed_and_each_can_be_named(HidDriver driver)
    {
        await using var first = await UhidBench.PlugInAsync(UhidBench.Quiet with { Serial = "A" });
        await using var second = await UhidBench.PlugInAsync(UhidBench.Quiet with { Serial = "B" });
        var error = await Assert.ThrowsAsync<LabConfigurationException>(() => MdsClient.ConnectAsync($"mds://hid/2fe3:0007?hidDriver={driver}"));
        Assert.Equal(MdsErrorIds.Ambiguous, error.ErrorId);
        Assert.Contains(first.Node, error.Message);
        Assert.Contains(second.Node, error.Message);
        await using var client = await second.ConnectAsync(driver);
        Assert.Equal("B", client.Config!.DeviceIdentifier);
        await using var byPath = await MdsClient.ConnectAsync($"mds://hid{first.Node}?hidDriver={driver}");
        Assert.Equal("A", byPath.Config!.DeviceIdentifier);
    }

    [Theory, InlineData(HidDriver.HidApi), InlineData(HidDriver.HidRaw), InlineData(HidDriver.Auto)]
    public async Task User_without_the_right_is_given_the_exact_rule(HidDriver driver)
    {
        await using var bench = await UhidBench.PlugInAsync();
        var seen = await OtherProcess.ReportAsync(["connect", bench.Address(driver)], OtherProcess.AsOrdinaryUser);
        Assert.Equal((MdsErrorIds.AccessDenied, nameof(MdsErrorKind.AccessDenied)), (seen.ErrorId, seen.Kind));
        Assert.Contains(bench.Node, seen.Message);
        Assert.Contains("/etc/udev/rules.d/70-labsdk-mds.rules", seen.Message);
        Assert.Contains("KERNEL==\"hidraw*\", ATTRS{idVendor}==\"2fe3\", ATTRS{idProduct}==\"0007\", TAG+=\"uaccess\"", seen.Message);
    }

    [Fact]
    public async Task Without_the_library_hidraw_steps_in_and_asking_for_the_library_is_an_error_that_helps()
    {
        await using var bench = await UhidBench.PlugInAsync();
        var seen = await OtherProcess.ReportAsync(["connect", bench.Address(HidDriver.Auto)], WithoutLibrary());
        Assert.Equal(("mds-hid-dev-001", "hidraw", null), (seen.Identifier, seen.Driver, seen.Library));

        seen = await OtherProcess.ReportAsync(["connect", bench.Address(HidDriver.HidApi)], WithoutLibrary());
        Assert.Equal(MdsErrorIds.NoHidLibrary, seen.ErrorId);
        Assert.Contains("libhidapi-hidraw0", seen.Message);
    }

    // Covers the library in a mount namespace of that process alone.
    private static string[] WithoutLibrary()
    {
        var folders = new[] { "/usr/lib/x86_64-linux-gnu", "/usr/lib", "/usr/local/lib" };
        var libraries = folders.Where(Directory.Exists).SelectMany(folder => Directory.GetFiles(folder, "libhidapi-*.so.0.*")).ToArray();
        Assert.NotEmpty(libraries);
        var covers = string.Join(" && ", libraries.Select(library => $"mount --bind /dev/null '{library}'"));
        return ["unshare", "--mount", "sh", "-c", $"{covers} && exec \"$@\"", "sh"];
    }
}
