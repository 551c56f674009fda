using LabSdk.Tests.Soft;

namespace LabSdk.Tests.Labs;

public class ClosedLabTests
{
    public static TheoryData<string, Action<Lab, Motor, Detector, Camera>> Uses() => new()
    {
        { "Motor", (lab, _, _, _) => lab.Motor("stage") },
        { "Refresh", (lab, _, _, _) => lab.Refresh() },
        { "Health", (lab, _, _, _) => _ = lab.Health },
        { "Run", (lab, _, _, _) => lab.Run("r") },
        { "States", (lab, _, _, _) => _ = lab.States().ToArray() },
        { "Position", (_, motor, _, _) => _ = motor.Position },
        { "Move", (_, motor, _, _) => motor.Move(1) },
        { "StartMove", (_, motor, _, _) => motor.StartMove(1) },
        { "Read", (_, _, detector, _) => detector.Read() },
        { "ReadMany", (_, _, detector, _) => detector.ReadMany(2) },
        { "Snapshot", (_, _, _, camera) => camera.Snapshot() },
        { "Exposure", (_, _, _, camera) => _ = camera.Exposure },
        { "Frames", (_, _, _, camera) => _ = camera.Frames().First() },
    };

    [Theory, MemberData(nameof(Uses))]
    public void Use_after_dispose_is_an_error_that_says_so(string member, Action<Lab, Motor, Detector, Camera> use)
    {
        var lab = SoftConnector.Connect(new SoftConnection(SoftDevices.Motor(), SoftDevices.Detector(), SoftDevices.Camera(new SoftCamera())));
        var (motor, detector, camera) = (lab.Motor("stage"), lab.Detector("power"), lab.Camera("camera"));
        lab.Dispose();

        var error = Assert.Throws<LabConnectionException>(() => use(lab, motor, detector, camera));

        Assert.Equal(CoreErrorIds.Closed, error.ErrorId);
        Assert.Equal(
            "The lab at daq://soft0:1 has been closed; its devices can no longer be used. Connect again with Lab.Connect, and keep the lab open for as long as its devices are used.",
            error.Message);
        Assert.NotEmpty(member);
    }

    [Fact]
    public void What_is_known_without_asking_stays_readable()
    {
        var lab = SoftConnector.Connect(new SoftConnection(SoftDevices.Motor()));
        var motor = lab.Motor("stage");
        lab.Dispose();

        Assert.Equal("stage", motor.Id);
        Assert.Equal("mm", motor.Units);
        Assert.Equal("Lab at daq://soft0:1: closed", lab.ToString());
        Assert.Contains("closed", lab.ToHtml());
        Assert.Contains("closed", motor.ToHtml());
    }
}
