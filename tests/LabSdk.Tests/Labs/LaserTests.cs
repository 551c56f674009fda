using LabSdk.Tests.Soft;
using static LabSdk.Plans;

namespace LabSdk.Tests.Labs;

public class LaserTests
{
    [Fact]
    public void Settings_are_read_back()
    {
        using var lab = SoftConnector.Connect(new SoftConnection(SoftDevices.Laser()));
        var laser = lab.Laser("laser");

        laser.Wavelength = 750;
        laser.ShutterOpen = true;
        laser.Emission = true;

        Assert.Equal((750.0, true, true), (laser.Wavelength, laser.ShutterOpen, laser.Emission));
        Assert.Equal("W", laser.Units);
    }

    [Fact]
    public void The_wavelength_can_be_scanned_within_its_range()
    {
        using var lab = SoftConnector.Connect(new SoftConnection(SoftDevices.Laser(), SoftDevices.Detector()));
        var laser = lab.Laser("laser");

        var scan = Scan(laser.WavelengthAxis, 700, 900, steps: 3).Read(lab.Detector("power"), laser).Run();

        Assert.Equal(900, laser.Wavelength);
        Assert.Equal(["position", "power", "laser"], scan.Data.Columns.Take(3).Select(column => column.Name));
        Assert.Equal("nm", scan.Data["position"].Unit);
        Assert.Throws<LabConfigurationException>(() => Scan(laser.WavelengthAxis, 600, 900, steps: 3).Read(laser).Run());
    }
}
