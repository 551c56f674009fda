using LabSdk.Data;
using LabSdk.Kernel.Completion;
using LabSdk.Notebooks;
using LabSdk.Simulation;

namespace LabSdk.Kernel.Tests.Completion;

public sealed class LabNamesTests : IDisposable
{
    private readonly Lab _lab = Lab.Simulate();
    private readonly LabNames _names = new();

    public void Dispose() => _lab.Dispose();

    [Fact]
    public void Devices_are_proposed_where_they_fit()
    {
        Assert.Contains("mock_stage", Names("Motor"));
        Assert.DoesNotContain("mock_camera", Names("Motor"));
        Assert.Equal(["mock_camera"], Names("Camera"));
        Assert.Equal(_lab.Devices.Select(device => device.Id), Names("Device"));
        Assert.Empty(_names.Propose(new StringPlace(_lab, "LabSdk.Lab", "Motor", 1, "") { Parameter = "other" }));
    }

    [Fact]
    public void The_device_table_and_the_parameters_are_completed()
    {
        Assert.Contains("mock_stage", _names.Propose(new StringPlace(_lab.Devices, "", "this[]", 0, "")).Select(item => item.Text));
        var device = _lab.Devices.First(each => each.Id == "mock_camera");
        var parameters = Assert.IsType<DeviceParameters>(_names.Read(device, "Parameters"));
        Assert.Empty(_names.Propose(new StringPlace(parameters, "", "this[]", 0, "")));
        Assert.NotEmpty(parameters);
        Assert.Equal(parameters.Select(each => each.Name), _names.Propose(new StringPlace(parameters, "", "this[]", 0, "")).Select(item => item.Text));
    }

    [Fact]
    public void Data_of_a_scan_is_read_and_nothing_else()
    {
        var scan = Plans.Count(2).Read(_lab.Detector("mock_power_meter")).Run();
        Assert.IsType<DataFrame>(_names.Read(scan, "Data"));
        Assert.Null(_names.Read(scan, "Error"));
        Assert.Null(_names.Read(_lab, "Devices"));
    }

    private string[] Names(string member) =>
        [.. _names.Propose(new StringPlace(_lab, "LabSdk.Lab", member, 0, "") { Parameter = "id" }).Select(item => item.Text)];
}
