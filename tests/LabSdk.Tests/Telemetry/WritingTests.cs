using LabSdk.Odp;

namespace LabSdk.Tests.Telemetries;

public class WritingTests
{
    [Fact]
    public void A_session_is_live_while_it_is_written_and_complete_after()
    {
        using var lab = TelemetryLabs.On();
        var run = lab.Telemetry.NewSession("Default", "Run 1", new Dictionary<string, string> { ["driver"] = "A. Ascari" });
        Assert.True(run.Session.IsLive);
        Assert.Contains("live", lab.Telemetry.Sessions.ToString());
        var sine = run.Signal("Sin:MyApp", hz: 100, unit: "V", stream: "Stream1");
        Assert.Same(sine, run.Signal("Sin:MyApp", hz: 100, unit: "V", stream: "Stream1"));
        run.Send("Sin:MyApp", 1, 2, 3);
        sine.Add(4);
        run.Flush();
        Assert.Equal(4, run.Session["Sin"].Count);

        run.Dispose();
        run.Dispose();

        Assert.False(run.Session.IsLive);
        Assert.True(run.HasEnded);
        Assert.Equal([1.0, 2, 3, 4], run.Session["Sin:MyApp"].Values);
        Assert.Contains("ended", run.ToHtml());
        Assert.Contains("4 samples", run.ToString());
    }

    [Fact]
    public void A_session_ends_though_the_script_failed()
    {
        using var lab = TelemetryLabs.On();
        Assert.Throws<InvalidOperationException>(Script);

        Assert.False(lab.Telemetry["Run 1"].IsLive);
        Assert.Equal(2, lab.Telemetry["Run 1"]["a:X"].Count);

        void Script()
        {
            using var run = lab.Telemetry.NewSession("Run 1");
            run.Signal("a:X", hz: 10).Write([1, 2]);
            throw new InvalidOperationException("the script");
        }
    }

    [Fact]
    public void All_kinds_and_own_times_come_back_as_they_went()
    {
        using var lab = TelemetryLabs.On();
        using (var run = lab.Telemetry.NewSession("Run 1"))
        {
            run.Signal("i:X", hz: 10).Write([1, 2], TelemetryLabs.Start);
            run.Signal("b:X", hz: 10).Write([true, false], TelemetryLabs.Start);
            run.Signal("s:X", hz: 10).Write(["on", "off"], TelemetryLabs.Start);
            run.Signal("t:X").Write([5, 6], [TelemetryLabs.Start, TelemetryLabs.Start + 7]);
        }

        var session = lab.Telemetry["Run 1"];
        Assert.Equal([SampleKind.Bool, SampleKind.Int32, SampleKind.String, SampleKind.Double], session.Signals.Select(signal => signal.Kind));
        Assert.Equal(["on", "off"], session["s"].Samples.Strings.ToArray());
        Assert.Equal([TelemetryLabs.Start, TelemetryLabs.Start + 7], session["t"].Times);
        Assert.Equal("on", (string)session.Frame("s:X")[0, "s:X"]!);
    }

    [Fact]
    public void A_signal_that_was_not_defined_is_named()
    {
        using var lab = TelemetryLabs.On();
        using var run = lab.Telemetry.NewSession("Run 1");
        run.Signal("Sin:MyApp", hz: 100);

        Assert.Contains("Sin:MyApp", Assert.Throws<LabConfigurationException>(() => run.Send("Sine:MyApp", 1)).Message);
    }

    [Fact]
    public void Markers_follow_the_samples_and_not_the_clock()
    {
        using var lab = TelemetryLabs.On();
        using (var run = lab.Telemetry.NewSession("Run 1"))
        {
            run.Signal("a:X", hz: 1).Write(new double[60], TelemetryLabs.Start);
            run.Lap();
            run.Marker("here");
        }

        var session = lab.Telemetry["Run 1"];
        Assert.Equal(TelemetryLabs.Start + (60 * OdpTime.Second), session.Markers[^1].Time);
        Assert.Equal([1L, 2], session.Laps.Select(lap => lap.Number));
        Assert.Equal(60, session.Laps[0].Seconds);
    }
}
