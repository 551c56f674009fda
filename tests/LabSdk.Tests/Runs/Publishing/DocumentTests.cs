using System.Diagnostics;
using System.Text.Json;
using LabSdk.Simulation;
using LabSdk.Tests.Scans;
using LabSdk.Tests.Telemetries;
using static LabSdk.Plans;

namespace LabSdk.Tests.Runs.Publishing;

/// <summary>Documents of runs on a Kafka topic, read by a program of other authors.</summary>
public class DocumentTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Another_program_reads_start_descriptor_events_and_stop_in_order()
    {
        await using var broker = SimulatedBroker.Start();
        using var lab = Lab.Connect($"odp://{broker.Address}");
        var plan = Scan(new SoftMotor("stage", 0, 100), 0, 4, 5).Read(new SoftDetector("power", n => n == 2 ? double.NaN : n * 0.5) { Unit = "W" })
            .WithMetadata("sample", "A7 äö").WithMetadata("token", new Secret("canary-51f0"));
        var scan = plan.PublishDocuments(lab.Telemetry, "runs").Run("First scan");
        var lines = await KcatAsync(broker.Address, 8);
        Assert.All(lines, line => Assert.StartsWith(scan.Uid + "\t", line, StringComparison.Ordinal));
        Assert.DoesNotContain("canary-51f0", string.Concat(lines), StringComparison.Ordinal);
        var documents = lines.Select(line => JsonDocument.Parse(line[(line.IndexOf('\t', StringComparison.Ordinal) + 1)..]).RootElement).ToArray();
        Assert.Equal(["start", "descriptor", "event", "event", "event", "event", "event", "stop"], documents.Select(each => each.GetProperty("type").GetString()));
        Assert.All(documents, each => Assert.Equal(scan.Uid, each.GetProperty("run").GetString()));
        var start = documents[0];
        Assert.Equal((1, "First scan", "scan", 5), (start.GetProperty("format").GetInt32(), start.GetProperty("name").GetString(), start.GetProperty("plan").GetString(), start.GetProperty("points").GetInt32()));
        Assert.Equal(("stage", "power", "A7 äö"), (start.GetProperty("motors")[0].GetProperty("id").GetString(), start.GetProperty("detectors")[0].GetProperty("id").GetString(), start.GetProperty("metadata").GetProperty("sample").GetString()));
        Assert.Equal(scan.Data.Columns.Select(column => column.Name), documents[1].GetProperty("columns").EnumerateArray().Select(column => column.GetProperty("name").GetString()));
        Assert.Equal([0, 1, 2, 3, 4], documents[2..7].Select(each => each.GetProperty("row").GetInt32()));
        Assert.Equal([0, 1, 2, 3, 4], documents[2..7].Select(each => each.GetProperty("data").GetProperty("position").GetDouble()));
        Assert.Equal(["0", "0.5", "NaN", "1.5", "2"], documents[2..7].Select(each => each.GetProperty("data").GetProperty("power").ToString()));
        Assert.Equal(("success", 5), (documents[7].GetProperty("status").GetString(), documents[7].GetProperty("points").GetInt32()));
    }

    /// <summary>Points that are measured again come again, after a change that takes the first ones back.</summary>
    [Fact]
    public async Task Rows_that_are_taken_back_come_again()
    {
        var stage = new SoftMotor("stage", 0, 100);
        var documents = new List<ScanDocument>();
        var rows = new List<(string Type, int Row)>();
        using var lab = TelemetryLabs.On();
        var run = Scan(stage, 0, 4, 5).Read(new SoftDetector("power")).Start();
        var scan = await run.WaitAsync().WaitAsync(Patience);
        var stream = new DocumentStream(lab.Telemetry, "runs", scan);
        await stream.SendRowsAsync(default);
        Assert.False(stream.HasRows);
        await stream.SendChangeAsync(new ScanChange(scan.Uid, scan.Started, ScanRunState.Suspended, "beam", 3), default);
        Assert.True(stream.HasRows);
        await stream.SendRowsAsync(default);
        await stream.FlushAsync(default);
        Assert.Equal((8L, 0L), (scan.DocumentsStored, scan.DocumentsLost));
        stream.Judge();
    }

    [Fact]
    public void Broker_that_is_gone_is_counted_and_told_and_fails_nothing()
    {
        var lab = TelemetryLabs.On();
        var telemetry = lab.Telemetry;
        lab.Dispose();
        var scan = Count(3).Read(new SoftDetector("power")).Run("Alone");
        Assert.Equal(ScanExitStatus.Success, scan.ExitStatus);
        var publisher = new DocumentPublisher(telemetry, "runs");
        publisher.OnDocument(new ScanStart(scan.Uid, scan.Started, scan.Name, "count", 3, scan.Motors, scan.Detectors, scan.Metadata), scan);
        var error = Assert.Throws<LabConnectionException>(() => publisher.OnDocument(new ScanStop(scan.Uid, scan.Started, ScanExitStatus.Success, "", 3), scan));
        Assert.Equal(DaemonRunErrorIds.DocumentsLost, error.ErrorId);
        Assert.Contains("5 of 5 documents", error.Message, StringComparison.Ordinal);
        Assert.Equal((0L, 5L), (scan.DocumentsStored, scan.DocumentsLost));
        Assert.Contains("5 not stored", scan.ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Broker_that_hangs_does_not_slow_the_scan()
    {
        await using var broker = SimulatedBroker.Start();
        using var lab = Lab.Connect($"odp://{broker.Address}");
        _ = lab.Telemetry.Client;
        broker.Faults.Slow(KafkaApi.Produce, TimeSpan.FromSeconds(120), times: 1000);
        var scan = Scan(new SoftMotor("stage", 0, 100), 0, 100, 2000).Read(new SoftDetector("power")).PublishDocuments(lab.Telemetry, "runs").Run();
        Assert.Equal((ScanExitStatus.Success, 2000L, 0L), (scan.ExitStatus!.Value, scan.PointsDone, scan.DocumentsStored));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("..")]
    public void Name_that_is_no_topic_is_refused_at_once(string topic)
    {
        using var lab = TelemetryLabs.On();
        Assert.Throws<LabConfigurationException>(() => Count(1).PublishDocuments(lab.Telemetry, topic));
    }

    [Fact]
    public void Run_of_the_catalog_becomes_a_session()
    {
        var folder = Directory.CreateTempSubdirectory("labsdk-publish").FullName;
        try
        {
            using var lab = TelemetryLabs.On();
            var scan = Scan(new SoftMotor("stage", 0, 100), 0, 10, 11).Read(new SoftDetector("power")).WithMetadata("sample", "A7").Journal(folder).Run("Kept");
            var session = Lab.Runs.In(folder).Last.PublishTo(lab.Telemetry);
            Assert.Equal(("Kept", "Scan", false), (session.Identifier, session.Info.Type, session.IsLive));
            Assert.Equal(("A7", "success", scan.Uid, "stage"), (session.Details["sample"], session.Details["scan.exit"], session.Details["scan.uid"], session.Details["scan.motors"]));
            Assert.Equal(scan.Data["position"].ToDoubles(), session["position:Scan"].Values);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string[]> KcatAsync(string broker, int records)
    {
        var start = new ProcessStartInfo("kcat", ["-b", broker, "-C", "-t", "runs", "-o", "beginning", "-c", $"{records}", "-q", "-u", "-f", "%k\\t%s\\n", "-X", "topic.metadata.refresh.interval.ms=500"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var kcat = Process.Start(start)!;
        try
        {
            var errors = kcat.StandardError.ReadToEndAsync();
            var text = await kcat.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
            await kcat.WaitForExitAsync().WaitAsync(Patience);
            Assert.True(kcat.ExitCode == 0, await errors);
            return text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        finally
        {
            if (!kcat.HasExited)
            {
                kcat.Kill();
            }
        }
    }
}
