using LabSdk.Odp;
using LabSdk.Tests.Scans;
using static LabSdk.Plans;

namespace LabSdk.Tests.EndToEnd;

/// <summary>How the members of telemetry are called.</summary>
internal static partial class FacadeMembers
{
    private static Dictionary<string, Action<Lab>> TelemetryCalls => new()
    {
        ["Lab.Odp"] = lab => _ = lab.Odp,
        ["Lab.Telemetry"] = lab => _ = lab.Telemetry,
        ["Lab.TelemetryAt(String)"] = lab => lab.TelemetryAt("odp:sim"),
        ["Telemetry.Client"] = lab => _ = lab.Telemetry.Client,
        ["Telemetry.Counters"] = lab => _ = lab.Telemetry.Counters,
        ["Telemetry.DataSources"] = lab => _ = lab.Telemetry.DataSources,
        ["Telemetry.Item[String]"] = lab => _ = lab.Telemetry["Run 1"],
        ["Telemetry.Live(String, String, Nullable`1, Boolean)"] = lab => lab.Telemetry.Live("vCar:Chassis").Dispose(),
        ["Telemetry.LivePlot(String[])"] = lab => lab.Telemetry.LivePlot("vCar:*").Dispose(),
        ["Telemetry.NewSession(OdpSessionOptions, CancellationToken)"] = lab => lab.Telemetry.NewSession(new OdpSessionOptions { DataSource = "Rig" }).Dispose(),
        ["Telemetry.NewSession(String)"] = lab => lab.Telemetry.NewSession("mine").Dispose(),
        ["Telemetry.NewSession(String, String, IReadOnlyDictionary`2)"] = lab => lab.Telemetry.NewSession("Rig", "mine").Dispose(),
        ["Telemetry.Publish(ScanResult, String, String, CancellationToken)"] = lab => lab.Telemetry.Publish(Plans.Count(2).Read(new SoftDetector("power")).Run("published"), dataSource: "Rig"),
        ["Telemetry.Read(OdpReadOptions, CancellationToken)"] = lab => _ = lab.Telemetry.Read().First(),
        ["Telemetry.Sessions"] = lab => _ = lab.Telemetry.Sessions.Count,
        ["Telemetry.Streams"] = lab => _ = lab.Telemetry.Streams.Count,
        ["Telemetry.WaitForSession(String, Nullable`1, CancellationToken)"] = lab => lab.Telemetry.WaitForSession("Run 2"),
        ["Telemetry.Watch()"] = lab => lab.Telemetry.Watch().Dispose(),
        ["TelemetrySession.DataSource"] = lab => _ = Session(lab).DataSource,
        ["TelemetrySession.Details"] = lab => _ = Session(lab).Details,
        ["TelemetrySession.Errors"] = lab => _ = Session(lab).Errors.Count,
        ["TelemetrySession.Events"] = lab => _ = Session(lab).Events.Count,
        ["TelemetrySession.Frame(IReadOnlyCollection`1, Nullable`1, Func`1, Lap, CancellationToken)"] = lab => Session(lab).Frame(["vCar:Chassis"]),
        ["TelemetrySession.Frame(Lap, String, String, String, String, String, String, Nullable`1)"] = lab => Session(lab).Frame(Session(lab).Laps[0], "vCar:Chassis"),
        ["TelemetrySession.Frame(String, String, String, String, String, String, Nullable`1)"] = lab => Session(lab).Frame("vCar:Chassis", rate: 10),
        ["TelemetrySession.Identifier"] = lab => _ = Session(lab).Identifier,
        ["TelemetrySession.Info"] = lab => _ = Session(lab).Info,
        ["TelemetrySession.IsLive"] = lab => _ = Session(lab).IsLive,
        ["TelemetrySession.Item[String]"] = lab => _ = Session(lab)["vCar:Chassis"],
        ["TelemetrySession.Key"] = lab => _ = Session(lab).Key,
        ["TelemetrySession.Laps"] = lab => _ = Session(lab).Laps.Count,
        ["TelemetrySession.Live(String[])"] = lab => Session(lab).Live("vCar:*").Dispose(),
        ["TelemetrySession.Markers"] = lab => _ = Session(lab).Markers.Count,
        ["TelemetrySession.Metadata"] = lab => _ = Session(lab).Metadata.Count,
        ["TelemetrySession.Plot(String[])"] = lab => Session(lab).Plot("vCar:*"),
        ["TelemetrySession.Read(String[])"] = lab => _ = Session(lab).Read("vCar:*").First(),
        ["TelemetrySession.Signals"] = lab => _ = Session(lab).Signals.Count,
        ["TelemetrySession.ToHtml()"] = lab => Session(lab).ToHtml(),
        ["TelemetrySession.ToMimeBundle()"] = lab => _ = Session(lab).ToMimeBundle().PlainText,
        ["TelemetrySession.ToString()"] = lab => Session(lab).ToString(),
        ["LiveSignal.Age"] = lab => WithSpeed(lab, speed => _ = speed.Age),
        ["LiveSignal.Description"] = lab => WithSpeed(lab, speed => _ = speed.Description),
        ["LiveSignal.Dispose()"] = lab => WithSpeed(lab, speed => speed.Dispose()),
        ["LiveSignal.Id"] = lab => WithSpeed(lab, speed => _ = speed.Id),
        ["LiveSignal.IsFresh"] = lab => WithSpeed(lab, speed => _ = speed.IsFresh),
        ["LiveSignal.Latest"] = lab => WithSpeed(lab, speed => _ = speed.Latest),
        ["LiveSignal.Read(CancellationToken)"] = lab => WithSpeed(lab, speed => speed.Read()),
        ["LiveSignal.ReadValue(CancellationToken)"] = lab => WithSpeed(lab, speed => speed.ReadValue()),
        ["LiveSignal.StaleAfter"] = lab => WithSpeed(lab, speed => _ = speed.StaleAfter),
        ["LiveSignal.ToHtml()"] = lab => WithSpeed(lab, speed => speed.ToHtml()),
        ["LiveSignal.ToMimeBundle()"] = lab => WithSpeed(lab, speed => _ = speed.ToMimeBundle().PlainText),
        ["LiveSignal.ToString()"] = lab => WithSpeed(lab, speed => speed.ToString()),
        ["LiveSignal.Unit"] = lab => WithSpeed(lab, speed => _ = speed.Unit),
        ["TelemetryWriter.Client"] = lab => Writing(lab, run => _ = run.Client),
        ["TelemetryWriter.Counters"] = lab => Writing(lab, run => _ = run.Counters),
        ["TelemetryWriter.Detail(String, String)"] = lab => Writing(lab, run => run.Detail("driver", "me")),
        ["TelemetryWriter.Details(IReadOnlyDictionary`2)"] = lab => Writing(lab, run => run.Details(new Dictionary<string, string> { ["driver"] = "me" })),
        ["TelemetryWriter.Dispose()"] = lab => Writing(lab, run => run.Dispose()),
        ["TelemetryWriter.End(CancellationToken)"] = lab => Writing(lab, run => run.End()),
        ["TelemetryWriter.Event(OdpEvent, String)"] = lab => Writing(lab, run => run.Event(new OdpEvent("e:X", 5, [1]))),
        ["TelemetryWriter.Event(String, Double[])"] = lab => Writing(lab, run => run.Event("e:X", 1)),
        ["TelemetryWriter.Flush(CancellationToken)"] = lab => Writing(lab, run => run.Flush()),
        ["TelemetryWriter.HasEnded"] = lab => Writing(lab, run => _ = run.HasEnded),
        ["TelemetryWriter.Lap(Nullable`1, String, Nullable`1, Boolean)"] = lab => Writing(lab, run => run.Lap()),
        ["TelemetryWriter.Marker(OdpMarker)"] = lab => Writing(lab, run => run.Marker(new OdpMarker(5, 0, "m", "Comment", "", "", 0))),
        ["TelemetryWriter.Marker(String, Nullable`1, UInt64, String, String, Int64)"] = lab => Writing(lab, run => run.Marker("m")),
        ["TelemetryWriter.Metadata(IReadOnlyDictionary`2)"] = lab => Writing(lab, run => run.Metadata(new Dictionary<string, object> { ["fuel"] = 1.5 })),
        ["TelemetryWriter.Send(String, Double[])"] = lab => Writing(lab, run => run.Send(run.Signal("a:X", 10).Identifier, 1)),
        ["TelemetryWriter.Session"] = lab => Writing(lab, run => _ = run.Session),
        ["TelemetryWriter.Signal(String, Double, String, String, Double, Double, String)"] = lab => Writing(lab, run => run.Signal("a:X", 10)),
        ["TelemetryWriter.Signals"] = lab => Writing(lab, run => _ = run.Signals),
        ["TelemetryWriter.ToHtml()"] = lab => Writing(lab, run => run.ToHtml()),
        ["TelemetryWriter.ToMimeBundle()"] = lab => Writing(lab, run => _ = run.ToMimeBundle().PlainText),
        ["TelemetryWriter.ToString()"] = lab => Writing(lab, run => run.ToString()),
        ["TelemetrySignalWriter.Add(Double)"] = lab => WithSignal(lab, signal => signal.Add(1)),
        ["TelemetrySignalWriter.Client"] = lab => WithSignal(lab, signal => _ = signal.Client),
        ["TelemetrySignalWriter.Frequency"] = lab => WithSignal(lab, signal => _ = signal.Frequency),
        ["TelemetrySignalWriter.Identifier"] = lab => WithSignal(lab, signal => _ = signal.Identifier),
        ["TelemetrySignalWriter.NextTime"] = lab => WithSignal(lab, signal => _ = signal.NextTime),
        ["TelemetrySignalWriter.ToString()"] = lab => WithSignal(lab, signal => signal.ToString()),
        ["TelemetrySignalWriter.Write(Boolean[], Nullable`1, CancellationToken)"] = lab => WithSignal(lab, signal => signal.Write([true])),
        ["TelemetrySignalWriter.Write(Double[], Nullable`1, CancellationToken)"] = lab => WithSignal(lab, signal => signal.Write([1.5])),
        ["TelemetrySignalWriter.Write(Double[], UInt64[], CancellationToken)"] = lab => WithSignal(lab, signal => signal.Write([1.5], [5])),
        ["TelemetrySignalWriter.Write(Int32[], Nullable`1, CancellationToken)"] = lab => WithSignal(lab, signal => signal.Write([1])),
        ["TelemetrySignalWriter.Write(String[], Nullable`1, CancellationToken)"] = lab => WithSignal(lab, signal => signal.Write(["on"])),
    };

    private static TelemetrySession Session(Lab lab) => lab.Telemetry["Run 1"];

    private static void WithSpeed(Lab lab, Action<LiveSignal> use)
    {
        using var speed = lab.Telemetry.Live("vCar:Chassis", staleAfter: TimeSpan.FromSeconds(60));
        use(speed);
    }

    private static void Writing(Lab lab, Action<TelemetryWriter> use)
    {
        using var run = lab.Telemetry.NewSession("Rig", "member test");
        use(run);
    }

    private static void WithSignal(Lab lab, Action<TelemetrySignalWriter> use) => Writing(lab, run => use(run.Signal("a:X", 10)));
}
