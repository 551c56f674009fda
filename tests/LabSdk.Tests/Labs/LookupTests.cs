using LabSdk.Tests.Soft;

namespace LabSdk.Tests.Labs;

public class LookupTests
{
    private readonly SoftConnection _connection = new(SoftDevices.Motor("mock_stage"), SoftDevices.Detector("mock_power_meter"), SoftDevices.Camera(new SoftCamera("mock_camera")), SoftDevices.Laser("mock_laser"));

    [Fact]
    public void An_unknown_id_names_the_nearest_and_what_exists()
    {
        using var lab = SoftConnector.Connect(_connection);

        var error = Assert.Throws<DeviceException>(() => lab.Motor("mock_stag"));

        Assert.Equal(
            "The lab has no device 'mock_stag'. Did you mean 'mock_stage'? Existing devices: mock_camera, mock_laser, mock_power_meter, mock_stage.",
            error.Message);
        Assert.Equal(LabErrorIds.UnknownDevice, error.ErrorId);
        Assert.Equal("mock_stag", error.DeviceId);
    }

    [Fact]
    public void A_device_that_is_not_movable_says_what_it_is_and_how_to_get_it()
    {
        using var lab = SoftConnector.Connect(_connection);

        var error = Assert.Throws<NotSupportedByDeviceException>(() => lab.Motor("mock_power_meter"));

        Assert.Equal(
            "'mock_power_meter' (Soft mock_power_meter) is not movable. It is: readable. Use lab.Detector(\"mock_power_meter\").",
            error.Message);
    }

    [Fact]
    public void A_function_that_a_device_lacks_is_named()
    {
        using var lab = SoftConnector.Connect(_connection);

        var error = Assert.Throws<NotSupportedByDeviceException>(() => lab.Motor("mock_stage").Parameters);

        Assert.Equal("'mock_stage' (Soft mock_stage) has no parameters. It is: movable. See device.Description.Capabilities for what it can do.", error.Message);
    }

    [Fact]
    public void A_device_with_several_abilities_can_be_had_as_each()
    {
        using var lab = SoftConnector.Connect(_connection);

        Assert.Equal("mock_laser", lab.Laser("mock_laser").Id);
        Assert.Equal("mock_laser", lab.Detector("mock_laser").Id);
        Assert.IsType<Laser>(lab.Device("mock_laser"));
        Assert.Same(lab.Detector("mock_laser"), lab.Detector("mock_laser"));
    }

    [Fact]
    public void A_device_is_given_as_its_most_capable_class()
    {
        using var lab = SoftConnector.Connect(_connection);

        Assert.Equal([typeof(Camera), typeof(Laser), typeof(Detector), typeof(Motor)], lab.Devices.Select(device => device.GetType()));
    }

    [Fact]
    public void A_device_that_appears_later_is_found_without_asking_for_a_refresh()
    {
        using var lab = SoftConnector.Connect(_connection);
        _connection.Devices.Add(SoftDevices.Detector("plugin-1"));

        Assert.Equal("plugin-1", lab.Detector("plugin-1").Id);
        Assert.Equal(5, lab.Devices.Count);
    }

    [Fact]
    public void A_refresh_keeps_the_objects_of_devices_that_did_not_change()
    {
        using var lab = SoftConnector.Connect(_connection);
        var stage = lab.Motor("mock_stage");
        stage.Tolerance = 0.5;

        var table = lab.Devices.Refresh();

        Assert.Same(stage, table["mock_stage"]);
        Assert.Equal(0.5, lab.Motor("mock_stage").Tolerance);
    }

    [Fact]
    public void The_list_is_asked_for_once()
    {
        using var lab = SoftConnector.Connect(_connection);

        _ = lab.Motor("mock_stage").Limits;
        _ = lab.Detector("mock_power_meter").Read();

        Assert.Equal(1, _connection.ListCount);
    }

    [Fact]
    public void A_device_that_did_not_start_says_why()
    {
        _connection.Failures.Add(new RegistrationFailure("laser_2", "Big laser", "maitai", "serial port /dev/ttyUSB0 is busy", "daq://soft0:1"));
        using var lab = SoftConnector.Connect(_connection);

        var error = Assert.Throws<DeviceException>(() => lab.Laser("laser_2"));

        Assert.StartsWith("The device 'laser_2' did not start: serial port /dev/ttyUSB0 is busy", error.Message);
    }

    [Fact]
    public async Task Equal_ids_of_two_endpoints_are_told_apart_by_the_endpoint()
    {
        await using var lab = await SoftConnector.ConnectAsync(null, new SoftConnection(SoftDevices.Motor("stage")), new SoftConnection(SoftDevices.Motor("stage")));

        var error = Assert.Throws<LabConfigurationException>(() => lab.Motor("stage"));

        Assert.Equal("Several endpoints have a device 'stage'. Name one of them: \"daq://soft0:1/stage\", \"daq://soft1:1/stage\".", error.Message);
        Assert.Equal("daq://soft1:1", lab.Motor("daq://soft1:1/stage").Description.Endpoint);
    }
}
