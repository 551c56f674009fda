using LabSdk.Devices;
using LabSdk.Tests.Scans;
using LabSdk.Tests.Soft;

namespace LabSdk.Tests.Labs;

public sealed class MotorTests : IDisposable
{
    private readonly SoftMotor _soft = new("stage", -100, 100);
    private readonly Lab _lab;
    private readonly Motor _motor;

    public MotorTests()
    {
        _lab = SoftConnector.Connect(new SoftConnection(SoftDevices.Motor(_soft)));
        _motor = _lab.Motor("stage");
    }

    public void Dispose() => _lab.Dispose();

    [Fact]
    public void Setting_the_position_moves_and_reading_it_asks()
    {
        _motor.Position = 12.5;

        Assert.Equal(12.5, _motor.Position);
        Assert.Equal([12.5], _soft.Targets);
    }

    [Fact]
    public void A_target_beyond_the_limits_is_refused_before_anything_moves()
    {
        var error = Assert.Throws<DeviceException>(() => _motor.Position = 150);

        Assert.Equal("'stage' cannot go to 150 mm: above the upper limit 100 mm. Nothing was moved. The allowed range is [-100, 100] mm; see Limits.", error.Message);
        Assert.Empty(_soft.Targets);
    }

    [Fact]
    public void Limits_can_be_switched_off_for_one_motor()
    {
        _motor.AllowBeyondLimits = true;
        _motor.Position = 150;

        Assert.Equal(150, _motor.Position);
    }

    [Fact]
    public void A_relative_move_is_checked_against_the_limits_too()
    {
        _motor.Position = 90;

        Assert.Throws<DeviceException>(() => _motor.MoveRelative(20));
        Assert.Equal(95, _motor.MoveRelative(5));
    }

    [Fact]
    public async Task The_asynchronous_twins_do_the_same()
    {
        Assert.Equal(7, await _motor.MoveAsync(7));
        Assert.Equal(5, await _motor.MoveRelativeAsync(-2));
        Assert.Equal(5, await _motor.GetPositionAsync());
        await Assert.ThrowsAsync<DeviceException>(() => _motor.MoveAsync(-101));
    }

    [Fact]
    public void Location_tells_target_and_readback_apart()
    {
        Assert.True(double.IsNaN(_motor.Location.Setpoint));

        _motor.Position = 3;
        _soft.Position = 2.9;

        Assert.Equal(new MotorLocation(3, 2.9, "mm"), _motor.Location);
    }

    [Fact]
    public async Task A_started_move_can_be_watched_and_stopped()
    {
        var soft = new SoftMotor("slow") { OnMove = (_, stop) => Task.Delay(Timeout.Infinite, stop) };
        await using var lab = await SoftConnector.ConnectAsync(null, new SoftConnection(SoftDevices.Motor(soft)));

        var motion = lab.Motor("slow").StartMove(50);
        motion.Stop();

        var error = await Assert.ThrowsAsync<DeviceException>(async () => await motion);
        Assert.Equal(CoreErrorIds.MotionStopped, error.ErrorId);
    }

    [Fact]
    public void A_negative_tolerance_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _motor.Tolerance = -1);
        Assert.Throws<ArgumentOutOfRangeException>(() => _motor.Tolerance = double.NaN);
    }

    [Fact]
    public async Task A_motor_can_stand_among_the_detectors()
    {
        _motor.Position = 4;

        var reading = await ((IReadable)_motor).ReadAsync();

        Assert.Equal((4.0, "mm"), (reading.Value, reading.Unit));
    }

    [Fact]
    public void Units_have_a_name_even_where_the_device_names_none()
    {
        using var lab = SoftConnector.Connect(new SoftConnection(SoftDevices.Motor(new SoftMotor("m") { Unit = "" })));

        Assert.Equal("units", lab.Motor("m").Units);
        Assert.Equal("", ((IMovable)lab.Motor("m")).Unit);
    }
}
