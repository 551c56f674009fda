using LabSdk.Connecting;
using LabSdk.Daq;
using LabSdk.Devices;
using LabSdk.Display.Tests.Samples;
using LabSdk.Mds;
using LabSdk.Tests.Cxl;
using LabSdk.Tests.Diagnostics;
using LabSdk.Tests.Runs.Catalog;
using LabSdk.Tests.Scans;
using LabSdk.Tests.Soft;
using static LabSdk.Plans;

namespace LabSdk.Tests.Shown;

/// <summary>Everything of the facade that shows itself, with every text of it given by the test.</summary>
internal static class FacadeSamples
{
    public static IReadOnlyList<Sample> List { get; } =
    [
        new("lab", field => Lab(field)),
        new("devices", field => Lab(field).Devices),
        new("motor", field => Lab(field).Devices.OfType<Motor>().First()),
        new("detector", field => Lab(field).Devices.OfType<Detector>().First()),
        new("camera", field => Lab(field).Devices.OfType<Camera>().First()),
        new("laser", field => Lab(field).Devices.OfType<Laser>().First()),
        new("settable", field => Lab(field).Devices.OfType<Settable>().First()),
        new("device in trouble", field => Lab(field).Devices.First(device => device.Description.Category == "broken")),
        new("parameters", field => Lab(field).Devices.OfType<Settable>().First().Parameters),
        new("health", field => Lab(field).Health),
        new("scan", field => ScanOf(field, fails: false)),
        new("failed scan", field => ScanOf(field, fails: true)),
        new("engine run", EngineRunOf),
        new("diagnostic device", field => Diagnostics(field).Mds()),
        new("diagnostic health", field => Diagnostics(field).Mds().Health),
        new("chunks", Chunks),
        new("messages", field => Chunks(field).Messages),
        new("heartbeats", field => Chunks(field).Messages.Heartbeats()),
        new("heartbeat plots", field => Chunks(field).Messages.PlotHeartbeats()),
        .. CxlSamples.List,
        .. TelemetrySamples.List,
        .. RunSamples.List,
    ];

    private static Lab Lab(Func<string, string> field)
    {
        var motor = new SoftMotor(field("stage"), -100, 100) { Unit = field("mm") };
        var parameters = new SoftParameters(
            field("dac"),
            new ParameterDescription("dac", field("mode"), ParameterKind.Text, field("V")) { Text = field("the mode") },
            new ParameterDescription("dac", field("range"), ParameterKind.Choice, "") { Choices = [field("low"), field("high")] });
        var connection = new SoftConnection(
            Named(SoftDevices.Motor(motor), field),
            Named(SoftDevices.Detector(new SoftDetector(field("power")) { Unit = field("W") }), field),
            Named(SoftDevices.Camera(new SoftCamera(field("camera"))), field),
            Named(SoftDevices.Laser(field("laser")), field),
            Named(SoftDevices.WithParameters(parameters, isSettable: true), field),
            Broken(field))
        {
            Peer = field("peer"),
        };
        connection.Failures.Add(new RegistrationFailure(field("x"), field("X"), field("driver"), field("it did not start"), field("endpoint")));
        connection.Facts.Add(new HealthFact(field("fan"), HealthSeverity.Warn, field("slow"), field("clean it")));
        return SoftConnector.Connect(connection);
    }

    private static DeviceParts Named(DeviceParts parts, Func<string, string> field) => parts with
    {
        Description = parts.Description with
        {
            Id = field(parts.Description.Id),
            Name = field(parts.Description.Name),
            Driver = field(parts.Description.Driver),
            Category = field(parts.Description.Category),
            Capabilities = [field("movable"), field("readable")],
            Metadata = new Dictionary<string, string> { [field("firmware")] = field("1.2") },
        },
    };

    private static DeviceParts Broken(Func<string, string> field)
    {
        var parts = SoftDevices.Motor(new SoftMotor(field("broken")));
        return parts with
        {
            Description = parts.Description with { Id = field("broken"), Category = "broken" },
            ReadState = _ => throw new DeviceException(LabErrorIds.UnknownDevice, field("the cable is out"), field("plug it in")),
        };
    }

    private static DeviceConfig Config(Func<string, string> field) => new()
    {
        DeviceIdentifier = field("A7"), DataUri = field("chunks of A7"), Authorization = field("Memfault-Project-Key:0123456789abcdef"),
    };

    private static Lab Diagnostics(Func<string, string> field) => DiagnosticLabs.On(SampleChunks.Client(Config(field), SampleChunks.WithTexts(field)));

    private static ChunkTable Chunks(Func<string, string> field) => SampleChunks.Table(Config(field), SampleChunks.WithTexts(field));

    private static ScanResult ScanOf(Func<string, string> field, bool fails)
    {
        // Columns of a frame need names that are not empty and differ.
        var detector = new SoftDetector("d " + field("power"), n => n) { Unit = field("W") };
        detector.OnRead = fails ? (n, _) => n < 3 ? Task.CompletedTask : throw new DeviceException(LabErrorIds.UnknownDevice, field("it broke"), field("mend it")) : null;
        return Scan(new SoftMotor("m " + field("stage")) { Unit = field("mm") }, 0, 5, 6).Read(detector)
            .WithMetadata("k " + field("sample"), field("A7")).KeepErrors().Run(field("First scan"));
    }

    private static EngineRun EngineRunOf(Func<string, string> field) => new(
        new DaqPlan(field("line_scan")),
        new DaqRunResult(field("uid"), field("success"), field("because"),
        [
            new DaqRunEvent(0, DateTimeOffset.UnixEpoch, new Dictionary<string, double> { ["p " + field("stage")] = 1 }, new Dictionary<string, double> { ["d " + field("power")] = 2 }, new Dictionary<string, ReadOnlyMemory<byte>>()),
        ]));
}
