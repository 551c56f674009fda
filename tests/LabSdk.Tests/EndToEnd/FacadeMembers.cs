using System.Reflection;
using LabSdk.Cxl;
using LabSdk.Daq;
using LabSdk.Data;
using LabSdk.Devices;
using LabSdk.Mds;
using LabSdk.Simulation;
using static LabSdk.Plans;

namespace LabSdk.Tests.EndToEnd;

/// <summary>
/// How each synchronous public member of the facade is called. The test by reflection fails for a member that is missing
/// here, so that a new one cannot be forgotten.
/// </summary>
internal static partial class FacadeMembers
{
    /// <summary>The types whose members may block.</summary>
    private static readonly Type[] Types =
    [
        typeof(Lab), typeof(DeviceTable), typeof(Device), typeof(Motor), typeof(Detector), typeof(Camera), typeof(Laser), typeof(Settable),
        typeof(Parameter), typeof(DeviceParameters), typeof(SettingAxis), typeof(HealthReport), typeof(RunEngine), typeof(EngineRun), typeof(LabRun),
        typeof(DiagnosticDevice), typeof(DiagnosticReading), typeof(ChunkTable), typeof(MessageTable), typeof(CxlDevice), typeof(CxlReading),
        typeof(Telemetry), typeof(TelemetrySession), typeof(LiveSignal), typeof(TelemetryWriter), typeof(TelemetrySignalWriter),
        typeof(TelemetryView), typeof(TelemetrySessions), typeof(SignalTable), typeof(SignalData), typeof(LapTable), typeof(StreamTable),
        typeof(NoteTable<>), typeof(EventTable), typeof(MarkerTable), typeof(CarErrorTable), typeof(Timeline),
        typeof(LabTape), typeof(GatewayDevice), typeof(GatewayPayload), typeof(CommandField), typeof(StatusField), typeof(ExchangeTable),
        typeof(RunCatalog), typeof(RunRecord), typeof(RunDiff),
    ];

    public static IReadOnlyDictionary<string, Action<Lab>> Calls { get; } = new Dictionary<string, Action<Lab>>([.. GatewayCalls, .. TelemetryCalls, .. TelemetryTableCalls, .. RunCalls, .. TapeCalls])
    {
        ["Lab.Camera(String)"] = lab => lab.Camera("mock_camera"),
        ["Lab.Connect(IReadOnlyList`1, Action`1, CancellationToken)"] = lab => Lab.Connect([lab.SimulatedDaemon!.Address], null).Dispose(),
        ["Lab.Connect(String, Action`1)"] = lab => Lab.Connect(lab.SimulatedDaemon!.Address, _ => { }).Dispose(),
        ["Lab.Connect(String[])"] = lab => Lab.Connect(lab.SimulatedDaemon!.Address).Dispose(),
        ["Lab.Connected"] = lab => _ = Lab.Connected,
        ["Lab.CurrentRun"] = lab => _ = lab.CurrentRun,
        ["Lab.Cxl()"] = lab => Assert.Throws<LabConfigurationException>(() => lab.Cxl()),
        ["Lab.Cxl(String)"] = lab => lab.Cxl("mem0"),
        ["Lab.DiscoverCxl()"] = lab => Lab.DiscoverCxl(),
        ["Lab.Daq"] = lab => _ = lab.Daq,
        ["Lab.Dashboard()"] = lab => lab.Dashboard().Dispose(),
        ["Lab.Detector(String)"] = lab => lab.Detector("mock_power_meter"),
        ["Lab.Doctor(String[])"] = lab => _ = Lab.Doctor(),
        ["Lab.Device(String)"] = lab => lab.Device("mock_stage"),
        ["Lab.Devices"] = lab => _ = lab.Devices,
        ["Lab.Dispose()"] = lab => { using var own = Lab.Connect(lab.SimulatedDaemon!.Address); },
        ["Lab.Endpoints"] = lab => _ = lab.Endpoints,
        ["Lab.Health"] = lab => _ = lab.Health,
        ["Lab.Interrupt()"] = lab => { using var own = Lab.Connect(lab.SimulatedDaemon!.Address); own.Interrupt(); _ = own.Motor("mock_stage").Position; },
        ["Lab.IsClosed"] = lab => _ = lab.IsClosed,
        ["Lab.IsSimulated"] = lab => _ = lab.IsSimulated,
        ["Lab.Laser(String)"] = lab => lab.Laser("mock_laser"),
        ["Lab.LastScan"] = lab => _ = lab.LastScan,
        ["Lab.Mds()"] = lab => lab.Mds(),
        ["Lab.Mds(String)"] = lab => lab.Mds("mds-hid-dev-001"),
        ["Lab.Motor(String)"] = lab => lab.Motor("mock_stage"),
        ["Lab.Refresh(CancellationToken)"] = lab => lab.Refresh(),
        ["Lab.Run(String, Dictionary`2, CancellationToken)"] = lab => lab.Run("r").Dispose(),
        ["Lab.Runs"] = lab => _ = Lab.Runs.Take(1).Count(),
        ["Lab.RunEngine"] = lab => _ = lab.RunEngine,
        ["Lab.Settable(String)"] = lab => lab.Settable("mock_daq_output"),
        ["Lab.States(IReadOnlyList`1, Double, Boolean, CancellationToken)"] = lab => _ = lab.States().First(),
        ["Lab.Timeline(IEnumerable`1)"] = lab => _ = lab.Timeline(),
        ["Lab.ToHtml()"] = lab => lab.ToHtml(),
        ["Lab.ToMimeBundle()"] = lab => _ = lab.ToMimeBundle().PlainText,
        ["Lab.ToString()"] = lab => lab.ToString(),
        ["DeviceTable.Count"] = lab => _ = lab.Devices.Count,
        ["DeviceTable.Failures"] = lab => _ = lab.Devices.Failures,
        ["DeviceTable.GetEnumerator()"] = lab => _ = lab.Devices.ToArray(),
        ["DeviceTable.Item[Int32]"] = lab => _ = lab.Devices[0],
        ["DeviceTable.Item[String]"] = lab => _ = lab.Devices["mock_stage"],
        ["DeviceTable.Refresh()"] = lab => lab.Devices.Refresh(),
        ["DeviceTable.ToHtml()"] = lab => lab.Devices.ToHtml(),
        ["DeviceTable.ToMimeBundle()"] = lab => _ = lab.Devices.ToMimeBundle().PlainText,
        ["DeviceTable.ToString()"] = lab => lab.Devices.ToString(),
        ["Device.Command(String, Object, CancellationToken)"] = lab => Assert.ThrowsAny<NotSupportedByDeviceException>(() => lab.Device("mock_stage").Command("home")),
        ["Device.Description"] = lab => _ = lab.Device("mock_stage").Description,
        ["Device.Health"] = lab => _ = lab.Device("mock_stage").Health,
        ["Device.Id"] = lab => _ = lab.Device("mock_stage").Id,
        ["Device.Name"] = lab => _ = lab.Device("mock_stage").Name,
        ["Device.Parameters"] = lab => _ = lab.Device("mock_stage").Parameters,
        ["Device.Stage(CancellationToken)"] = lab => lab.Device("mock_stage").Stage(),
        ["Device.State"] = lab => _ = lab.Device("mock_stage").State,
        ["Device.ToHtml()"] = lab => lab.Device("mock_stage").ToHtml(),
        ["Device.ToMimeBundle()"] = lab => _ = lab.Device("mock_stage").ToMimeBundle().PlainText,
        ["Device.ToString()"] = lab => lab.Device("mock_stage").ToString(),
        ["Device.Unstage(CancellationToken)"] = lab => lab.Device("mock_stage").Unstage(),
        ["Motor.Panel()"] = lab => lab.Motor("mock_stage").Panel().Dispose(),
        ["Motor.AllowBeyondLimits"] = lab => _ = lab.Motor("mock_stage").AllowBeyondLimits,
        ["Motor.Limits"] = lab => _ = lab.Motor("mock_stage").Limits,
        ["Motor.Location"] = lab => _ = lab.Motor("mock_stage").Location,
        ["Motor.Move(Double, Nullable`1, CancellationToken)"] = lab => lab.Motor("mock_stage").Move(1),
        ["Motor.MoveRelative(Double, Nullable`1, CancellationToken)"] = lab => lab.Motor("mock_stage").MoveRelative(1),
        ["Motor.Position"] = lab => lab.Motor("mock_stage").Position += 0.5,
        ["Motor.StartMove(Double, MoveOptions)"] = lab => lab.Motor("mock_stage").StartMove(2).Wait(),
        ["Motor.StartMoveRelative(Double, MoveOptions, CancellationToken)"] = lab => lab.Motor("mock_stage").StartMoveRelative(1).Wait(),
        ["Motor.Stop(CancellationToken)"] = lab => lab.Motor("mock_stage").Stop(),
        ["Motor.Tolerance"] = lab => lab.Motor("mock_stage").Tolerance = lab.Motor("mock_stage").Tolerance,
        ["Motor.Units"] = lab => _ = lab.Motor("mock_stage").Units,
        ["Detector.Live(Double)"] = lab => lab.Detector("mock_power_meter").Live().Dispose(),
        ["Detector.Read(CancellationToken)"] = lab => lab.Detector("mock_power_meter").Read(),
        ["Detector.ReadMany(Int32, TimeSpan, CancellationToken)"] = lab => lab.Detector("mock_power_meter").ReadMany(3),
        ["Detector.ReadValue(CancellationToken)"] = lab => lab.Detector("mock_power_meter").ReadValue(),
        ["Detector.Units"] = lab => _ = lab.Detector("mock_power_meter").Units,
        ["Camera.Live(Int32)"] = lab => lab.Camera("mock_camera").Live().Dispose(),
        ["Camera.Arm(CancellationToken)"] = lab => lab.Camera("mock_camera").Arm(),
        ["Camera.Exposure"] = lab => lab.Camera("mock_camera").Exposure = lab.Camera("mock_camera").Exposure,
        ["Camera.FrameHeight"] = lab => _ = lab.Camera("mock_camera").FrameHeight,
        ["Camera.FrameWidth"] = lab => _ = lab.Camera("mock_camera").FrameWidth,
        ["Camera.Frames(FrameOptions, CancellationToken)"] = lab => _ = lab.Camera("mock_camera").Frames(new FrameOptions { MaxFrames = 2 }).ToArray(),
        ["Camera.IsStreaming"] = lab => _ = lab.Camera("mock_camera").IsStreaming,
        ["Camera.LatestFrame"] = lab => _ = lab.Camera("mock_camera").LatestFrame,
        ["Camera.Snapshot(FrameQuality, CancellationToken)"] = lab => lab.Camera("mock_camera").Snapshot(),
        ["Camera.Start(Int32, CancellationToken)"] = lab => lab.Camera("mock_camera").Start(),
        ["Camera.Stop(CancellationToken)"] = lab => lab.Camera("mock_camera").Stop(),
        ["Camera.Trigger(CancellationToken)"] = lab => { lab.Camera("mock_camera").Arm(); lab.Camera("mock_camera").Trigger(); },
        ["Laser.Emission"] = lab => lab.Laser("mock_laser").Emission = false,
        ["Laser.Power"] = lab => _ = lab.Laser("mock_laser").Power,
        ["Laser.ShutterOpen"] = lab => lab.Laser("mock_laser").ShutterOpen = lab.Laser("mock_laser").ShutterOpen,
        ["Laser.Units"] = lab => _ = lab.Laser("mock_laser").Units,
        ["Laser.Wavelength"] = lab => lab.Laser("mock_laser").Wavelength = lab.Laser("mock_laser").Wavelength,
        ["Laser.WavelengthAxis"] = lab => _ = lab.Laser("mock_laser").WavelengthAxis,
        ["Laser.WavelengthLimits"] = lab => _ = lab.Laser("mock_laser").WavelengthLimits,
        ["Settable.Item[String]"] = lab => _ = lab.Settable("mock_daq_output")["voltage"].Value,
        ["Parameter.Changes(CancellationToken)"] = lab => FirstChange(lab, exposure => exposure.Changes()),
        ["Parameter.Description"] = lab => _ = Exposure(lab).Description,
        ["Parameter.Get()"] = lab => Exposure(lab).Get<double>(),
        ["Parameter.Id"] = lab => _ = Exposure(lab).Id,
        ["Parameter.Info"] = lab => _ = Exposure(lab).Info,
        ["Parameter.Limits"] = lab => _ = Exposure(lab).Limits,
        ["Parameter.Name"] = lab => _ = Exposure(lab).Name,
        ["Parameter.Read(CancellationToken)"] = lab => Exposure(lab).Read(),
        ["Parameter.Set(Object, CancellationToken)"] = lab => Exposure(lab).Set(0.01),
        ["Parameter.StartMove(Double, MoveOptions)"] = lab => Exposure(lab).StartMove(0.01).Wait(),
        ["Parameter.ToHtml()"] = lab => Exposure(lab).ToHtml(),
        ["Parameter.ToMimeBundle()"] = lab => _ = Exposure(lab).ToMimeBundle().PlainText,
        ["Parameter.ToString()"] = lab => Exposure(lab).ToString(),
        ["Parameter.Unit"] = lab => _ = Exposure(lab).Unit,
        ["Parameter.Value"] = lab => Exposure(lab).Value = 0.01,
        ["DeviceParameters.Panel()"] = lab => lab.Camera("mock_camera").Parameters.Panel().Dispose(),
        ["DeviceParameters.Changes(IReadOnlyList`1, CancellationToken)"] = lab => FirstChange(lab, exposure => lab.Device("mock_camera").Parameters.Changes()),
        ["DeviceParameters.Count"] = lab => _ = lab.Device("mock_camera").Parameters.Count,
        ["DeviceParameters.GetEnumerator()"] = lab => _ = lab.Device("mock_camera").Parameters.ToArray(),
        ["DeviceParameters.Item[String]"] = lab => Exposure(lab),
        ["DeviceParameters.Refresh(CancellationToken)"] = lab => lab.Device("mock_camera").Parameters.Refresh(),
        ["DeviceParameters.ToHtml()"] = lab => lab.Device("mock_camera").Parameters.ToHtml(),
        ["DeviceParameters.ToMimeBundle()"] = lab => _ = lab.Device("mock_camera").Parameters.ToMimeBundle().PlainText,
        ["DeviceParameters.ToString()"] = lab => lab.Device("mock_camera").Parameters.ToString(),
        ["DeviceParameters.WatchError"] = lab => _ = lab.Device("mock_camera").Parameters.WatchError,
        ["SettingAxis.Description"] = lab => _ = lab.Laser("mock_laser").WavelengthAxis.Description,
        ["SettingAxis.Id"] = lab => _ = lab.Laser("mock_laser").WavelengthAxis.Id,
        ["SettingAxis.Limits"] = lab => _ = lab.Laser("mock_laser").WavelengthAxis.Limits,
        ["SettingAxis.StartMove(Double, MoveOptions)"] = lab => Scan(lab.Laser("mock_laser").WavelengthAxis, 800, 801, 2).Read(lab.Laser("mock_laser")).Run(),
        ["SettingAxis.Unit"] = lab => _ = lab.Laser("mock_laser").WavelengthAxis.Unit,
        ["DiagnosticDevice.AutoUpload"] = lab => _ = lab.Mds().AutoUpload,
        ["DiagnosticDevice.Bytes"] = lab => _ = lab.Mds().Bytes,
        ["DiagnosticDevice.Chunks(Nullable`1, CancellationToken)"] = lab => _ = lab.Mds().Chunks(TimeSpan.FromMilliseconds(50)).ToArray(),
        ["DiagnosticDevice.Client"] = lab => _ = lab.Mds().Client,
        ["DiagnosticDevice.Collect(Int32, Nullable`1, CancellationToken)"] = lab => Collected(lab),
        ["DiagnosticDevice.Collect(TimeSpan, CancellationToken)"] = lab => lab.Mds().Collect(TimeSpan.FromMilliseconds(50)),
        ["DiagnosticDevice.Config"] = lab => _ = lab.Mds().Config,
        ["DiagnosticDevice.DisableStreaming(CancellationToken)"] = lab => lab.Mds().DisableStreaming(),
        ["DiagnosticDevice.EnableStreaming(CancellationToken)"] = lab => { lab.Mds().EnableStreaming(); lab.Mds().DisableStreaming(); },
        ["DiagnosticDevice.FaultyMessages"] = lab => _ = lab.Mds().FaultyMessages,
        ["DiagnosticDevice.FlushUploads(Nullable`1, CancellationToken)"] = lab => lab.Mds().FlushUploads(),
        ["DiagnosticDevice.Framing"] = lab => _ = lab.Mds().Framing,
        ["DiagnosticDevice.FramingEvidence"] = lab => _ = lab.Mds().FramingEvidence,
        ["DiagnosticDevice.IsStreaming"] = lab => _ = lab.Mds().IsStreaming,
        ["DiagnosticDevice.LastCollection"] = lab => _ = lab.Mds().LastCollection,
        ["DiagnosticDevice.Link"] = lab => _ = lab.Mds().Link,
        ["DiagnosticDevice.MessageCount"] = lab => _ = lab.Mds().MessageCount,
        ["DiagnosticDevice.Messages(Nullable`1, CancellationToken)"] = lab => _ = lab.Mds().Messages(TimeSpan.FromMilliseconds(50)).ToArray(),
        ["DiagnosticDevice.MetricNames"] = lab => lab.Mds().MetricNames = lab.Mds().MetricNames,
        ["DiagnosticDevice.Missed"] = lab => _ = lab.Mds().Missed,
        ["DiagnosticDevice.PacketRate"] = lab => _ = lab.Mds().PacketRate,
        ["DiagnosticDevice.Packets"] = lab => _ = lab.Mds().Packets,
        ["DiagnosticDevice.PreviewUpload(IReadOnlyList`1)"] = lab => lab.Mds().PreviewUpload(new byte[] { 8, 2, 0, 0 }),
        ["DiagnosticDevice.Process(ReadOnlySpan`1)"] = lab => lab.Mds().Process([1]),
        ["DiagnosticDevice.ProcessChunk(ReadOnlySpan`1)"] = lab => lab.Mds().ProcessChunk([8, 2, 0, 0]),
        ["DiagnosticDevice.ProcessStreamData(ReadOnlySpan`1)"] = lab => lab.Mds().ProcessStreamData([]),
        ["DiagnosticDevice.ReadDeviceConfig(CancellationToken)"] = lab => lab.Mds().ReadDeviceConfig(),
        ["DiagnosticDevice.StartUpload(UploadOptions)"] = lab => { lab.Mds().StartUpload(new UploadOptions { DryRun = true }); lab.Mds().StopUpload(); },
        ["DiagnosticDevice.Statistics"] = lab => _ = lab.Mds().Statistics,
        ["DiagnosticDevice.StopUpload(CancellationToken)"] = lab => lab.Mds().StopUpload(),
        ["DiagnosticDevice.TryUpload(ReadOnlyMemory`1, CancellationToken)"] = lab => DryRun(lab, device => device.TryUpload(new byte[] { 8, 2, 0, 0 })),
        ["DiagnosticDevice.UploadChunk(ReadOnlyMemory`1, CancellationToken)"] = lab => DryRun(lab, device => device.UploadChunk(new byte[] { 8, 2, 0, 0 })),
        ["DiagnosticDevice.Uploader"] = lab => _ = lab.Mds().Uploader,
        ["DiagnosticDevice.Live()"] = lab => lab.Mds().Live().Dispose(),
        ["DiagnosticDevice.Watch(TimeSpan, CancellationToken)"] = lab => lab.Mds().Watch(TimeSpan.FromMilliseconds(50)),
        ["DiagnosticReading.Description"] = lab => _ = lab.Mds().PacketRate.Description,
        ["DiagnosticReading.Id"] = lab => _ = lab.Mds().PacketRate.Id,
        ["DiagnosticReading.Read()"] = lab => lab.Mds().PacketRate.Read(),
        ["DiagnosticReading.ReadValue()"] = lab => lab.Mds().PacketRate.ReadValue(),
        ["DiagnosticReading.ToString()"] = lab => lab.Mds().PacketRate.ToString(),
        ["DiagnosticReading.Unit"] = lab => _ = lab.Mds().PacketRate.Unit,
        ["ChunkTable.Count"] = lab => _ = Collected(lab).Count,
        ["ChunkTable.Data"] = lab => _ = Collected(lab).Data,
        ["ChunkTable.DeviceId"] = lab => _ = Collected(lab).DeviceId,
        ["ChunkTable.Duration"] = lab => _ = Collected(lab).Duration,
        ["ChunkTable.Error"] = lab => _ = Collected(lab).Error,
        ["ChunkTable.GetEnumerator()"] = lab => _ = Collected(lab).ToArray(),
        ["ChunkTable.IsSimulated"] = lab => _ = Collected(lab).IsSimulated,
        ["ChunkTable.Item[Int32]"] = lab => _ = Collected(lab)[0],
        ["ChunkTable.Messages"] = lab => _ = Collected(lab).Messages,
        ["ChunkTable.Missed"] = lab => _ = Collected(lab).Missed,
        ["ChunkTable.Overflow"] = lab => _ = Collected(lab).Overflow,
        ["ChunkTable.ToConsoleLines()"] = lab => _ = Collected(lab).ToConsoleLines().ToArray(),
        ["ChunkTable.ToHtml()"] = lab => Collected(lab).ToHtml(),
        ["ChunkTable.ToMimeBundle()"] = lab => _ = Collected(lab).ToMimeBundle().PlainText,
        ["ChunkTable.ToString()"] = lab => Collected(lab).ToString(),
        ["MessageTable.Count"] = lab => _ = Collected(lab).Messages.Count,
        ["MessageTable.Data"] = lab => _ = Collected(lab).Messages.Data,
        ["MessageTable.DeviceId"] = lab => _ = Collected(lab).Messages.DeviceId,
        ["MessageTable.GetEnumerator()"] = lab => _ = Collected(lab).Messages.ToArray(),
        ["MessageTable.Heartbeats(IReadOnlyList`1)"] = lab => Collected(lab).Messages.Heartbeats(),
        ["MessageTable.IsSimulated"] = lab => _ = Collected(lab).Messages.IsSimulated,
        ["MessageTable.Item[Int32]"] = lab => _ = Collected(lab).Messages[0],
        ["MessageTable.Logs"] = lab => _ = Collected(lab).Messages.Logs,
        ["MessageTable.PlotHeartbeats(IReadOnlyList`1)"] = lab => Collected(lab).Messages.PlotHeartbeats(),
        ["MessageTable.ToHtml()"] = lab => Collected(lab).Messages.ToHtml(),
        ["MessageTable.ToMimeBundle()"] = lab => _ = Collected(lab).Messages.ToMimeBundle().PlainText,
        ["MessageTable.ToString()"] = lab => Collected(lab).Messages.ToString(),
        ["CxlDevice.AbortBackground(CancellationToken)"] = lab => Refused(() => lab.Cxl("mem0").AbortBackground()),
        ["CxlDevice.Alerts"] = lab => _ = lab.Cxl("mem0").Alerts,
        ["CxlDevice.BackgroundStatus"] = lab => _ = lab.Cxl("mem0").BackgroundStatus,
        ["CxlDevice.Client"] = lab => _ = lab.Cxl("mem0").Client,
        ["CxlDevice.Commands"] = lab => _ = lab.Cxl("mem0").Commands,
        ["CxlDevice.CorrectedPersistentErrors"] = lab => lab.Cxl("mem0").CorrectedPersistentErrors.Read(),
        ["CxlDevice.CorrectedVolatileErrors"] = lab => lab.Cxl("mem0").CorrectedVolatileErrors.Read(),
        ["CxlDevice.DirtyShutdowns"] = lab => lab.Cxl("mem0").DirtyShutdowns.Read(),
        ["CxlDevice.DynamicCapacity"] = lab => _ = lab.Cxl("mem0").DynamicCapacity,
        ["CxlDevice.Events"] = lab => _ = lab.Cxl("mem0").Events,
        ["CxlDevice.Features"] = lab => _ = lab.Cxl("mem0").Features,
        ["CxlDevice.Firmware"] = lab => _ = lab.Cxl("mem0").Firmware,
        ["CxlDevice.Heads"] = lab => _ = lab.Cxl("switch0").Through(Tunnel.Switch(5)).Heads,
        ["CxlDevice.Health"] = lab => _ = lab.Cxl("mem0").Health,
        ["CxlDevice.Identity"] = lab => _ = lab.Cxl("mem0").Identity,
        ["CxlDevice.IsShutdownDirty"] = lab => _ = lab.Cxl("mem0").IsShutdownDirty,
        ["CxlDevice.Labels"] = lab => _ = lab.Cxl("mem0").Labels,
        ["CxlDevice.LifeUsed"] = lab => lab.Cxl("mem0").LifeUsed.Read(),
        ["CxlDevice.LogicalDevices"] = lab => _ = lab.Cxl("switch0").Through(Tunnel.Switch(1)).LogicalDevices,
        ["CxlDevice.Logs"] = lab => lab.Cxl("mem0").Logs["Vendor Debug Log"].Read(),
        ["CxlDevice.Partitions"] = lab => _ = lab.Cxl("mem0").Partitions,
        ["CxlDevice.Permissions"] = lab => _ = lab.Cxl("mem0").Permissions,
        ["CxlDevice.Poison"] = lab => _ = lab.Cxl("mem0").Poison,
        ["CxlDevice.Ports"] = lab => _ = lab.Cxl("switch0").Ports,
        ["CxlDevice.Sanitize(CxlConfirmation, Nullable`1, CancellationToken)"] = lab => Refused(() => lab.Cxl("mem0").Sanitize(Confirm.Serial(1))),
        ["CxlDevice.ScanMedia(UInt64, UInt64, CancellationToken)"] = lab => Refused(() => lab.Cxl("mem0").ScanMedia(0, 64)),
        ["CxlDevice.SecureErase(CxlConfirmation, CancellationToken)"] = lab => Refused(() => lab.Cxl("mem0").SecureErase(Confirm.Serial(1))),
        ["CxlDevice.Security"] = lab => _ = lab.Cxl("mem0").Security,
        ["CxlDevice.StartSanitize(CxlConfirmation, CancellationToken)"] = lab => Refused(() => lab.Cxl("mem0").StartSanitize(Confirm.Serial(1))),
        ["CxlDevice.Temperature"] = lab => lab.Cxl("mem0").Temperature.Read(),
        ["CxlDevice.Through(Tunnel)"] = lab => _ = lab.Cxl("switch0").Through(Tunnel.SwitchMld(1, 2)).Health,
        ["CxlDevice.Timestamp"] = lab => lab.Cxl("mem0").Timestamp = DateTimeOffset.UtcNow,
        ["CxlDevice.Tunnel"] = lab => _ = lab.Cxl("mem0").Tunnel,
        ["CxlDevice.Virtual"] = lab => _ = lab.Cxl("switch0").Virtual,
        ["CxlDevice.WaitForIdle(Nullable`1, CancellationToken)"] = lab => lab.Cxl("mem0").WaitForIdle(),
        ["CxlDevice.WatchEvents(Nullable`1, Boolean, CancellationToken)"] = lab =>
        {
            lab.SimulatedMemory!.AddEvent(SimulatedCxlEvent.GeneralMedia(64));
            _ = lab.Cxl("mem0").WatchEvents().First();
        },
        ["CxlReading.Description"] = lab => _ = lab.Cxl("mem0").Temperature.Description,
        ["CxlReading.Id"] = lab => _ = lab.Cxl("mem0").Temperature.Id,
        ["CxlReading.Read(CancellationToken)"] = lab => lab.Cxl("mem0").Temperature.Read(),
        ["CxlReading.ReadValue(CancellationToken)"] = lab => lab.Cxl("mem0").Temperature.ReadValue(),
        ["CxlReading.ToString()"] = lab => lab.Cxl("mem0").Temperature.ToString(),
        ["CxlReading.Unit"] = lab => _ = lab.Cxl("mem0").Temperature.Unit,
        ["HealthReport.Count"] = lab => _ = lab.Health.Count,
        ["HealthReport.GetEnumerator()"] = lab => _ = lab.Health.ToArray(),
        ["HealthReport.IsOk"] = lab => _ = lab.Health.IsOk,
        ["HealthReport.IsSimulated"] = lab => _ = lab.Health.IsSimulated,
        ["HealthReport.Item[Int32]"] = lab => _ = lab.Health[0],
        ["HealthReport.Severity"] = lab => _ = lab.Health.Severity,
        ["HealthReport.Subject"] = lab => _ = lab.Health.Subject,
        ["HealthReport.ToHtml()"] = lab => lab.Health.ToHtml(),
        ["HealthReport.ToMimeBundle()"] = lab => _ = lab.Health.ToMimeBundle().PlainText,
        ["HealthReport.ToString()"] = lab => lab.Health.ToString(),
        ["RunEngine.Abort(String)"] = lab => lab.RunEngine.Abort(lab.RunEngine.Queue(DaqPlan.Count(1)).RunUid),
        ["RunEngine.Documents(String, CancellationToken)"] = lab => Assert.Throws<LabInterruptedException>(() => Cancelled(token => lab.RunEngine.Documents(cancellationToken: token).First())),
        ["RunEngine.Pause()"] = lab => Assert.ThrowsAny<LabException>(lab.RunEngine.Pause),
        ["RunEngine.Queue(DaqPlan)"] = lab => lab.RunEngine.Abort(lab.RunEngine.Queue(DaqPlan.Count(1)).RunUid),
        ["RunEngine.Resume()"] = lab => Assert.ThrowsAny<LabException>(lab.RunEngine.Resume),
        ["RunEngine.Queue(ScanPlan)"] = lab => lab.RunEngine.Abort(lab.RunEngine.Queue(Count(1).Read(lab.Detector("mock_power_meter"))).RunUid),
        ["RunEngine.Run(DaqPlan, Action`1, CancellationToken)"] = lab => lab.RunEngine.Run(DaqPlan.Count(2, "mock_power_meter")),
        ["RunEngine.Start()"] = lab => { lab.RunEngine.Queue(DaqPlan.Count(1)); lab.RunEngine.Start(); },
        ["RunEngine.Status"] = lab => _ = lab.RunEngine.Status,
        ["EngineRun.Data"] = lab => _ = EngineRun(lab).Data,
        ["EngineRun.Plan"] = lab => _ = EngineRun(lab).Plan,
        ["EngineRun.Result"] = lab => _ = EngineRun(lab).Result,
        ["EngineRun.ToHtml()"] = lab => EngineRun(lab).ToHtml(),
        ["EngineRun.ToMimeBundle()"] = lab => _ = EngineRun(lab).ToMimeBundle().PlainText,
        ["EngineRun.ToString()"] = lab => EngineRun(lab).ToString(),
        ["LabRun.Devices"] = lab => WithRun(lab, run => _ = run.Devices),
        ["LabRun.Dispose()"] = lab => WithRun(lab, run => run.Dispose()),
        ["LabRun.Fail(String)"] = lab => WithRun(lab, run => run.Fail("no")),
        ["LabRun.Failure"] = lab => WithRun(lab, run => _ = run.Failure),
        ["LabRun.Folder"] = lab => WithRun(lab, run => _ = run.Folder),
        ["LabRun.Metadata"] = lab => WithRun(lab, run => _ = run.Metadata),
        ["LabRun.Name"] = lab => WithRun(lab, run => _ = run.Name),
        ["LabRun.Note(String, Object)"] = lab => WithRun(lab, run => run.Note("a", 1)),
        ["LabRun.Save(DataFrame, String)"] = lab => WithRun(lab, run => run.Save(DataFrame.Of(("x", new[] { 1.0 })), "x")),
        ["LabRun.Scans"] = lab => WithRun(lab, run => _ = run.Scans),
        ["LabRun.Started"] = lab => WithRun(lab, run => _ = run.Started),
        ["LabRun.Status"] = lab => WithRun(lab, run => _ = run.Status),
        ["LabRun.Stopped"] = lab => WithRun(lab, run => _ = run.Stopped),
        ["LabRun.ToHtml()"] = lab => WithRun(lab, run => run.ToHtml()),
        ["LabRun.ToMimeBundle()"] = lab => WithRun(lab, run => _ = run.ToMimeBundle().PlainText),
        ["LabRun.ToString()"] = lab => WithRun(lab, run => run.ToString()),
        ["LabRun.Uid"] = lab => WithRun(lab, run => _ = run.Uid),
    };

    // What would destroy, or has nothing to work on, is refused by the device or before it is sent.
    private static void Refused(Action call) => Assert.ThrowsAny<LabException>(call);

    /// <summary>Every public synchronous member that the facade declares.</summary>
    public static IEnumerable<string> Declared() => Types.SelectMany(type => type
        .GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        .Select(member => member switch
        {
            PropertyInfo property => $"{type.Name}.{property.Name}{Index(property)}",
            MethodInfo { IsSpecialName: false } method when !IsAsynchronous(method.ReturnType) => $"{type.Name}.{method.Name}({Parameters(method.GetParameters())})",
            _ => null,
        })
        .OfType<string>());

    private static bool IsAsynchronous(Type type) =>
        type == typeof(Task) || type == typeof(ValueTask)
        || (type.IsGenericType && type.GetGenericTypeDefinition() is var generic
            && (generic == typeof(Task<>) || generic == typeof(ValueTask<>) || generic == typeof(IAsyncEnumerable<>)));

    private static string Index(PropertyInfo property) =>
        property.GetIndexParameters() is { Length: > 0 } index ? $"[{Parameters(index)}]" : "";

    private static string Parameters(ParameterInfo[] parameters) => string.Join(", ", parameters.Select(parameter => parameter.ParameterType.Name));

    private static Parameter Exposure(Lab lab) => lab.Device("mock_camera").Parameters["exposure_s"];

    private static EngineRun EngineRun(Lab lab) => lab.RunEngine.Run(DaqPlan.Count(1, "mock_power_meter"));

    private static ChunkTable Collected(Lab lab)
    {
        var peer = lab.SimulatedMds!;
        for (var i = 0; i < 3; i++)
        {
            peer.Send(peer.Messages.Trace(i, 0x1000));
        }

        // Three, because a heartbeat may come in between, which takes two.
        return lab.Mds().Collect(3);
    }

    private static void DryRun(Lab lab, Action<DiagnosticDevice> use)
    {
        lab.Mds().StartUpload(new UploadOptions { DryRun = true });
        use(lab.Mds());
        lab.Mds().StopUpload();
    }

    private static void WithRun(Lab lab, Action<LabRun> use)
    {
        using var run = lab.Run("r");
        use(run);
    }

    private static void Cancelled(Action<CancellationToken> use)
    {
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        use(cancel.Token);
    }

    // Changes have no history: somebody must make one after the stream has begun.
    private static void FirstChange(Lab lab, Func<Parameter, IEnumerable<ParameterChange>> watch)
    {
        using var done = new CancellationTokenSource();
        var exposure = Exposure(lab);
        var changing = Task.Run(async () =>
        {
            for (var i = 1; !done.IsCancellationRequested; i++)
            {
                await exposure.SetAsync(0.01 + (0.001 * (i % 10)));
                await Task.Delay(20);
            }
        });
        _ = watch(exposure).First();
        done.Cancel();
        changing.GetAwaiter().GetResult();
    }
}
