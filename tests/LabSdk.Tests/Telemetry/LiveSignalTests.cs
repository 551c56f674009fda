using LabSdk.Presentation;
using LabSdk.Tests.Scans;
using static LabSdk.Plans;

namespace LabSdk.Tests.Telemetries;

public class LiveSignalTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public void The_newest_value_is_read_with_unit_time_and_age()
    {
        using var lab = TelemetryLabs.On();
        using var run = lab.Telemetry.NewSession("Run 1");
        var signal = run.Signal("vCar:Chassis", hz: 100, unit: "km/h");
        signal.Write([0], TelemetryLabs.Start);
        run.Flush();
        using var speed = lab.Telemetry.Live("vCar", staleAfter: Patience);

        Feed(signal, run, speed);

        Assert.Equal("km/h", speed.Unit);
        Assert.Equal(speed.Latest!.Value.Value, speed.Read());
        Assert.Equal(ReadingStatus.Ok, speed.ReadValue().Status);
        Assert.InRange(speed.Age!.Value, TimeSpan.Zero, Patience);
        Assert.Contains("vCar", speed.ToHtml());
        Assert.True(lab.Telemetry.Streams.Count > 0);
        Assert.Contains("(main)", lab.Telemetry.Streams.ToString());
    }

    [Fact]
    public void A_signal_that_nobody_writes_fails_with_what_to_do()
    {
        using var lab = TelemetryLabs.On();
        using var speed = lab.Telemetry.Live("vCar:Chassis", staleAfter: TimeSpan.FromMilliseconds(30));

        var error = Assert.Throws<LabTimeoutException>(() => speed.Read());

        Assert.Equal(LabErrorIds.StaleSignal, error.ErrorId);
        Assert.Contains("has sent none", error.Message);
        Assert.Throws<ArgumentException>(() => lab.Telemetry.Live("vCar:*"));
    }

    [Fact]
    public void An_interrupt_ends_waiting_for_a_value()
    {
        using var lab = TelemetryLabs.On();
        using var speed = lab.Telemetry.Live("vCar:Chassis", staleAfter: TimeSpan.FromMinutes(5));
        using var interrupt = new Timer(_ => lab.Interrupt(), null, 50, 50);

        Assert.Throws<LabInterruptedException>(() => speed.Read());
    }

    [Fact]
    public void A_live_signal_is_a_detector_in_a_scan()
    {
        using var lab = TelemetryLabs.On();
        using var run = lab.Telemetry.NewSession("Run 1");
        var signal = run.Signal("vCar:Chassis", hz: 100, unit: "km/h");
        using var speed = lab.Telemetry.Live("vCar:Chassis", staleAfter: Patience);
        Feed(signal, run, speed);

        var scan = Scan(new SoftMotor("stage", 0, 10), 0, 4, steps: 5).Read(speed).OnPoint(_ => signal.Write([7])).Run("Live");

        Assert.Equal(5, scan.Data.RowCount);
        Assert.All(scan.Data["vCar:Chassis"].ToDoubles(), value => Assert.True(value >= 0));
        Assert.Same(scan, lab.LastScan);
    }

    [Fact]
    public async Task A_live_session_is_plotted_from_its_begin()
    {
        using var lab = TelemetryLabs.On();
        using var run = lab.Telemetry.NewSession("Run 1");
        var signal = run.Signal("vCar:Chassis", hz: 100, unit: "km/h");
        signal.Write([.. Enumerable.Range(0, 500).Select(i => (double)i)], TelemetryLabs.Start);
        run.Flush();
        using var panel = run.Session.Live("vCar:*");
        Assert.Contains("waiting", panel.ToHtml());

        using var watch = lab.Telemetry.Feeds[new LiveFeedKey("Default", run.Session.Key)].Watch(["vCar:*"], 1000);
        await watch.FirstSlot.WaitAsync(Patience);

        var html = LiveSignalCard.Of(lab.Telemetry, watch, "Live", "Run 1", 30, "live").ToHtml();
        Assert.Contains("<svg", html);
        Assert.Contains("499", html);
        Assert.Contains("km/h", html);
        Assert.Equal(500, Assert.Single(watch.Slots).History(10).Length);
        Assert.Equal(101, watch.Slots[0].History(1).Length);
    }

    // The edge that a live reading begins at is taken a little later: the writer goes on until a value has come.
    private static void Feed(TelemetrySignalWriter signal, TelemetryWriter run, LiveSignal speed)
    {
        using var patience = new CancellationTokenSource(Patience);
        for (var i = 0; speed.Latest is null || speed.Unit.Length == 0; i++)
        {
            patience.Token.ThrowIfCancellationRequested();
            signal.Write([100 + i]);
            run.Flush(patience.Token);
        }
    }
}
