using LabSdk.Data;
using LabSdk.Devices;

namespace LabSdk.Display.Tests.Samples;

/// <summary>Objects of LabSdk.Core that have a registered view.</summary>
public static class CoreSamples
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public static IEnumerable<Sample> All()
    {
        yield return new("core: frame", t => ScanFrame(t, 11));
        yield return new("core: long frame", t => ScanFrame(t, 500));
        yield return new("core: frame plot", t => ScanFrame(t, 11).Plot());
        yield return new("core: grid plot", t => GridFrame(t).Plot());
        yield return new("core: empty frame", _ => DataFrame.Empty);
        yield return new("core: column", t => ScanFrame(t, 5).Columns[0]);
        yield return new("core: mixed frame", t => new DataFrame(
            DataColumn.Create(Name(t, "text"), [t("a"), null, t("c")]),
            DataColumn.Create<long>("count", [1, 2, 3]),
            DataColumn.Create("flag", [true, false, true]),
            DataColumn.Create("at", [Noon, Noon, Noon]),
            DataColumn.Create("spectrum", [new double[] { 1, 2 }, [3, 4], [5, 6]])));
        yield return new("core: camera frame", t => new Frame(t("cam0"), 64, 48, PixelFormat.U16LittleEndian, Pixels())
        {
            Number = 12,
            Timestamp = Noon,
            Exposure = TimeSpan.FromMilliseconds(10),
            LostBefore = 3,
            BitDepth = 12,
            Metadata = new Dictionary<string, string> { [t("temperature")] = t("-20 °C") },
        });
        yield return new("core: frame without pixels", t => new Frame(t("cam0"), 640, 480, PixelFormat.U8, default));
        yield return new("core: float frame", t => new Frame(t("cam0"), 2, 2, PixelFormat.F32LittleEndian, FloatPixels(1.5f, float.NaN, float.PositiveInfinity, -2f)));
        yield return new("core: reading", t => new Reading(1.25e-3, t("W"), Noon));
        yield return new("core: bad reading", t => new Reading(double.NaN, t("W"), Noon, ReadingStatus.Invalid));
        yield return new("core: quantity", t => new Quantity(12.5, t("mm")));
        yield return new("core: health", t => new[]
        {
            new HealthFact(t("link"), HealthSeverity.Ok, t("16 GT/s")),
            new HealthFact(t("temperature"), HealthSeverity.Warn, t("71 °C"), t("Check the fan.")),
            new HealthFact(t("media"), HealthSeverity.Fault, t("poisoned")),
            new HealthFact(t("firmware"), HealthSeverity.Unknown, t("not told")),
        });
        yield return new("core: devices", t => new List<DeviceDescription> { Device(t), Device(t) with { IsSimulated = true } });
        yield return new("core: device", t => Device(t) with { IsSimulated = true });
        yield return new("core: parameters", t => new[] { Parameter(t), Parameter(t) with { Choices = [t("fast"), t("slow")], IsWritable = false } });
        yield return new("core: parameter values", t => ParameterView.Table([Parameter(t)], new Dictionary<string, ParameterValue>()));
        yield return new("core: parameter value", t => new ParameterValue(t("text"), t("V"), Noon));
        yield return new("core: motion", t => new MotionProgress(0, 12.5, 50, t("mm"), TimeSpan.FromSeconds(2)));
        yield return new("core: timeout", t => new LabTimeoutException("LAB-CORE-0008", t("'stage' did not arrive."), t("Raise the timeout.")) { DeviceId = t("stage"), LastProgress = t("12.5 of 50 mm") });
        yield return new("core: secret", _ => new Secret("canary-7f3a"));
    }

    public static DataFrame ScanFrame(Func<string, string> t, int points)
    {
        var x = Samples.Data.Positions(points);
        return new DataFrame(
            DataColumn.Create(Name(t, "mock_stage"), x).With(new ColumnInfo(Name(t, "mock_stage")) { Unit = t("mm"), Role = ColumnRole.Setpoint }),
            DataColumn.Create("readback", x).With(new ColumnInfo("readback") { Unit = t("mm"), Role = ColumnRole.Readback }),
            DataColumn.Create("power", Samples.Data.Peak(x, 50, 15, 0.8, 0.01, 1)).With(new ColumnInfo("power") { Unit = t("W"), Role = ColumnRole.Detector }));
    }

    public static DataFrame GridFrame(Func<string, string> t)
    {
        double[] x = Samples.Data.Positions(6, 5), y = Samples.Data.Positions(4, 3);
        return new DataFrame(
            DataColumn.Create("x", [.. y.SelectMany(_ => x)]).With(new ColumnInfo("x") { Unit = t("mm"), Role = ColumnRole.Setpoint }),
            DataColumn.Create("y", [.. y.SelectMany(v => x.Select(_ => v))]).With(new ColumnInfo("y") { Unit = t("mm"), Role = ColumnRole.Setpoint }),
            DataColumn.Create("power", Samples.Data.Map(x, y)).With(new ColumnInfo(Name(t, "power")) { Unit = t("W"), Role = ColumnRole.Detector }));
    }

    // A column must have a name; an empty replacement is a test of something else.
    private static string Name(Func<string, string> t, string name) => t(name) is { Length: > 0 } text ? text : name;

    private static DeviceDescription Device(Func<string, string> t) => new(t("mock_stage"), t("Stage"), t("daq"), t("mock"), t("stage"))
    {
        Capabilities = [t("movable"), t("stoppable")],
        Metadata = new Dictionary<string, string> { [t("axis")] = t("x") },
        Endpoint = t("daq://localhost:50051"),
    };

    private static ParameterDescription Parameter(Func<string, string> t) => new(t("cam0"), t("exposure"), ParameterKind.Float, t("ms"))
    {
        Text = t("How long the shutter is open"),
        Limits = new DeviceLimits(0.1, 1000),
    };

    private static byte[] Pixels()
    {
        var bytes = new byte[64 * 48 * 2];
        for (var i = 0; i < 64 * 48; i++)
        {
            BitConverter.TryWriteBytes(bytes.AsSpan(2 * i), (ushort)(((i % 64) * 40) + (i / 64 * 10)));
        }

        return bytes;
    }

    private static byte[] FloatPixels(params float[] values) => [.. values.SelectMany(BitConverter.GetBytes)];
}
