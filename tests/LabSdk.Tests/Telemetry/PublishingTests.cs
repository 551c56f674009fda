using LabSdk.Odp;
using LabSdk.Tests.Scans;
using static LabSdk.Plans;

namespace LabSdk.Tests.Telemetries;

public class PublishingTests
{
    [Fact]
    public void A_scan_becomes_a_session_with_a_signal_for_each_column()
    {
        using var lab = TelemetryLabs.On();
        var scan = Scan(new SoftMotor("stage", 0, 100), 0, 10, steps: 11).Read(new SoftDetector("power:1") { Unit = "W" })
            .WithMetadata("sample", "A7").Run("First scan");

        var session = scan.PublishTo(lab.Telemetry);

        Assert.Equal(("First scan", "Scan", false), (session.Identifier, session.Info.Type, session.IsLive));
        Assert.Equal(("A7", "success", scan.Uid), (session.Details["sample"], session.Details["scan.exit"], session.Details["scan.uid"]));
        Assert.Equal(scan.Data["position"].ToDoubles(), session["position:Scan"].Values);
        Assert.Equal(scan.Data["power:1"].ToDoubles(), session["power.1:Scan"].Values);
        Assert.Equal("W", session.Signals["power.1:Scan"].Unit);
        var times = session["position:Scan"].Times;
        Assert.Equal(times.Distinct().Order(), times);
        Assert.InRange(times[0], OdpTime.FromDateTimeOffset(scan.Started), OdpTime.FromDateTimeOffset(scan.Stopped!.Value));
    }

    [Fact]
    public void A_plan_publishes_its_runs_while_they_run()
    {
        using var lab = TelemetryLabs.On();

        // The last point is measured only when the session of the run is live.
        var detector = new SoftDetector("power") { OnRead = (n, token) => n % 11 == 10 ? lab.Telemetry.WaitForSessionAsync("Run *", token) : Task.CompletedTask };
        var plan = Scan(new SoftMotor("stage", 0, 100), 0, 10, steps: 11).Read(detector).PublishTo(lab.Telemetry);

        var first = plan.Run("Run 1");
        var second = plan.Run("Run 2");

        Assert.Empty(first.ObserverErrors);
        Assert.Empty(second.ObserverErrors);
        Assert.Equal(["Run 2", "Run 1"], lab.Telemetry.Sessions.Select(session => session.Identifier));
        Assert.All(lab.Telemetry.Sessions, session => Assert.Equal((11, false), (session["power"].Count, session.IsLive)));
    }

    [Fact]
    public void A_scan_that_fails_is_published_as_far_as_it_came()
    {
        using var lab = TelemetryLabs.On();
        var detector = new SoftDetector("power", n => n) { OnRead = (n, _) => n < 3 ? Task.CompletedTask : throw new DeviceException(LabErrorIds.UnknownDevice, "it broke") };

        Scan(new SoftMotor("stage", 0, 100), 0, 10, steps: 11).Read(detector).KeepErrors().PublishTo(lab.Telemetry).Run("Broken");

        var session = lab.Telemetry["Broken"];
        Assert.Equal("fail", session.Details["scan.exit"]);
        Assert.False(session.IsLive);
        Assert.InRange(session["power"].Count, 2, 4);
    }

    [Fact]
    public void A_broker_that_is_gone_does_not_fail_the_scan()
    {
        var lab = TelemetryLabs.On();
        var telemetry = lab.Telemetry;
        lab.Dispose();

        var scan = Count(3).Read(new SoftDetector("power")).PublishTo(telemetry).Run("Alone");

        Assert.Equal(ScanExitStatus.Success, scan.ExitStatus);
        Assert.NotEmpty(scan.ObserverErrors);
    }
}
