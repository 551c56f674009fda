using LabSdk.Data;
using LabSdk.Devices;
using LabSdk.Mds;
using LabSdk.Simulation;
using static LabSdk.Plans;

namespace LabSdk.Tests.Diagnostics;

/// <summary>The facade of diagnostic devices over the simulated device: report for report what the firmware does.</summary>
public sealed class DiagnosticDeviceTests
{
    private const string Fast = "mds:sim?heartbeatInterval=20ms&isFast=true";
    private const string Silent = "mds:sim?heartbeatInterval=0s&isFast=true";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public void Device_stands_in_the_table_with_kind_state_and_packet_rate()
    {
        using var lab = Lab.Connect(Fast);

        var device = Assert.IsType<DiagnosticDevice>(Assert.Single(lab.Devices));
        Assert.Equal(("mds-hid-dev-001", "diagnostics", "mds:sim"), (device.Id, device.Description.Category, device.Description.Endpoint));
        Assert.Same(device, lab.Mds());
        Assert.Same(device, lab.Mds(device.Id));
        Assert.True(device.State.IsOnline);
        Assert.False(device.State.IsStreaming);
        Assert.True(lab.IsSimulated);
        var text = lab.Devices.ToString();
        Assert.Contains("diagnostics", text);
        Assert.Contains("ready", text);
        Assert.Contains("packets/s", text);
    }

    [Fact]
    public void Config_is_read_and_its_key_is_masked()
    {
        using var lab = Lab.Connect(Fast);
        var config = lab.Mds().ReadDeviceConfig();

        Assert.Equal("mds-hid-dev-001", config.DeviceIdentifier);
        Assert.Equal("https://chunks.memfault.com/api/v0/chunks/mds-hid-dev-001", config.DataUri);
        Assert.Equal(0x1Fu, config.SupportedFeatures);
        var card = lab.Mds().ToMimeBundle().PlainText;
        Assert.Contains("chunks.memfault.com", card);
        Assert.Contains("Memfault-Project-Key: ", card);
        Assert.DoesNotContain("YOUR_PROJECT_KEY_HERE", card);
        Assert.DoesNotContain("YOUR_PROJECT_KEY_HERE", config.ToString());
    }

    [Theory]
    [InlineData("length")]
    [InlineData("bare")]
    public void Collecting_gives_chunks_and_whole_messages_in_both_framings(string framing)
    {
        using var lab = Lab.Connect($"{Silent}&framing={framing}");
        var (device, peer) = (lab.Mds(), lab.SimulatedMds!);
        peer.Send(peer.Messages.Heartbeat([3900L, 31.5], 1_700_000_000));
        peer.Send(peer.Messages.Logs([new MdsLogLine(MdsLogLevel.Warning, new string('x', 300))], 1_700_000_000));

        var table = device.Collect(4, Patience);

        Assert.Null(table.Error);
        Assert.Equal((framing, FramingEvidence.Descriptor), (device.Framing.ToString().ToLowerInvariant(), device.FramingEvidence));
        Assert.False(device.IsStreaming);
        Assert.Equal(0, table.Missed);
        Assert.Equal([MdsMessageType.Event, MdsMessageType.Log], table.Messages.Select(message => message.Type!.Value));
        Assert.Equal(table.Count, table.Data.RowCount);
        Assert.All(Texts(table.Data, "crc").Skip(1), crc => Assert.Equal("ok", crc));

        // Bare framing over HID cannot tell the padding of a short message from its data; that is why the framing was changed.
        Assert.Equal(framing == "bare" ? "BAD" : "ok", Texts(table.Data, "crc").First());
        Assert.Equal("warning", (string?)table.Messages.Logs[0, "level"]);
    }

    [Fact]
    public void Heartbeats_become_a_data_frame_with_the_names_that_are_given()
    {
        using var lab = Lab.Connect(Silent);
        var (device, peer) = (lab.Mds(), lab.SimulatedMds!);
        peer.Send(peer.Messages.Heartbeat([3900L, "idle", null, 7L], 1_700_000_000));
        peer.Send(peer.Messages.Heartbeat([3890L, "busy", 2.5, 8L], 1_700_000_060));

        var messages = device.Collect(2, Patience).Messages;
        var named = messages.Heartbeats("battery_mv", "mode");

        Assert.Equal(["time", "message", "session", "battery_mv", "mode", "metric_2", "metric_3"], named.Columns.Select(column => column.Name));
        Assert.Equal([3900.0, 3890.0], named["battery_mv"].ToDoubles());
        Assert.Equal("busy", (string?)named[1, "mode"]);
        Assert.True(named[0, "metric_2"].IsNull);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_700_000_060), (DateTimeOffset)named[1, "time"]);
        device.MetricNames = [];
        Assert.Contains("metric_0", device.LastCollection!.Messages.Heartbeats().Columns.Select(column => column.Name));
        Assert.Contains("<svg", messages.PlotHeartbeats().ToMimeBundle().Html);
    }

    [Fact]
    public void Loop_over_chunks_turns_streaming_on_and_off_again()
    {
        using var lab = Lab.Connect(Fast);
        var device = lab.Mds();

        var packets = device.Chunks(Patience).Take(3).ToArray();

        Assert.Equal([0, 1, 2], packets.Select(packet => packet.Sequence));
        Assert.False(device.IsStreaming);
        Assert.False(lab.SimulatedMds!.IsStreaming);
        device.EnableStreaming();
        Assert.Equal(MdsMessageType.Event, device.Messages(Patience).First().Type);
        Assert.True(device.IsStreaming);
        device.DisableStreaming();
        Assert.False(device.IsStreaming);
    }

    [Fact]
    public async Task Unplugging_in_mid_stream_ends_the_collection_with_what_came()
    {
        using var lab = Lab.Connect(Fast);
        var (device, peer) = (lab.Mds(), lab.SimulatedMds!);
        var third = new TaskCompletionSource();
        device.ChunkReceived += packet =>
        {
            if (packet.Index == 2)
            {
                third.TrySetResult();
            }
        };

        var collecting = device.CollectAsync(Patience);
        await third.Task.WaitAsync(Patience);
        peer.Unplug();
        var table = await collecting.WaitAsync(Patience);

        Assert.True(table.Count >= 3);
        Assert.Equal(MdsErrorKind.Disconnected, Assert.IsAssignableFrom<IMdsError>(table.Error).Kind);
        Assert.Contains("ended early", table.ToString());
        Assert.Equal(MdsState.Lost, device.Client.State);
        Assert.False(device.State.IsOnline);
        Assert.Contains("offline", lab.Devices.ToString());
        Assert.Contains(device.Health, fact => fact is { Name: "link", Severity: HealthSeverity.Fault });
        Assert.ThrowsAny<LabConnectionException>(() => device.PacketRate.Read());
        Assert.ThrowsAny<LabConnectionException>(() => device.Collect(TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void Lost_and_repeated_reports_are_counted_and_shown()
    {
        using var lab = Lab.Connect(Silent);
        var (device, peer) = (lab.Mds(), lab.SimulatedMds!);
        for (var i = 0; i < 12; i++)
        {
            peer.Send(peer.Messages.Trace(i, 0x1000));
        }

        using var chunks = device.Chunks(Patience).GetEnumerator();
        Assert.True(chunks.MoveNext());
        var before = device.Statistics;
        peer.Faults.DropNext(3);
        peer.Faults.DuplicateNext();
        for (var i = 0; i < 20; i++)
        {
            peer.Send(peer.Messages.Trace(i, 0x2000));
        }

        while (device.Statistics is var now && (now.Missed == before.Missed || now.Duplicates == before.Duplicates) && chunks.MoveNext())
        {
            // Reads on until both have been seen.
        }

        Assert.Equal(3, device.Statistics.Missed);
        Assert.Equal(3, device.Missed.Read());
        Assert.Contains(device.Health, fact => fact is { Name: "missed", Severity: HealthSeverity.Warn });
        Assert.Contains(device.Health, fact => fact is { Name: "duplicates", Severity: HealthSeverity.Warn });
    }

    [Fact]
    public void Interrupted_collection_keeps_what_came()
    {
        using var lab = Lab.Connect(Fast);
        var device = lab.Mds();
        device.ChunkReceived += packet =>
        {
            if (packet.Index == 4)
            {
                lab.Interrupt();
            }
        };

        Assert.Throws<LabInterruptedException>(() => device.Collect(Patience));

        Assert.True(device.LastCollection!.Count >= 4);
    }

    [Fact]
    public void Scan_reads_the_packet_rate_and_the_losses()
    {
        using var lab = Lab.Connect(Fast);
        var device = lab.Mds();
        device.EnableStreaming();

        var scan = Count(5).Read(device.PacketRate, device.Missed, device.Packets, device.Bytes).Dwell(0.03).Run("stream");

        Assert.Equal(5, scan.Data.RowCount);
        Assert.Equal("packets/s", scan.Data["mds-hid-dev-001.packet_rate"].Unit);
        Assert.Equal([0.0, 0, 0, 0, 0], scan.Data["mds-hid-dev-001.missed"].ToDoubles());
        var packets = scan.Data["mds-hid-dev-001.packets"].ToDoubles();
        Assert.True(packets[^1] > packets[0]);
        Assert.Same(scan, lab.LastScan);
    }

    [Fact]
    public void Lab_with_daemon_and_device_gives_both()
    {
        using var lab = Lab.Simulate(EndToEnd.SimulatedLab.Options);

        Assert.NotNull(lab.SimulatedDaemon);
        Assert.NotNull(lab.SimulatedMds);
        Assert.Contains("mds:sim", lab.Endpoints);
        var scan = Scan(lab.Motor("mock_stage"), 0, 1, 2).Read(lab.Mds().PacketRate).Run("both");
        Assert.Equal(2, scan.PointsDone);
        Assert.True(lab.Mds().Description.IsSimulated);
    }

    [Fact]
    public async Task Uploads_reach_the_service_in_order_and_stand_in_the_table()
    {
        await using var service = new SimulatedChunkService();
        service.Answer(new ChunkAnswer(503) { RetryAfter = "0" });
        using var lab = Lab.Simulate(
            EndToEnd.SimulatedLab.Options, diagnostics: new SimulatedMdsOptions { UriPrefix = service.UriPrefix, HeartbeatInterval = TimeSpan.FromMilliseconds(10), IsFast = true });
        var device = lab.Mds();
        Assert.Throws<LabConfigurationException>(() => device.StartUpload());
        Assert.False(device.AutoUpload);

        device.StartUpload(new UploadOptions { AllowLoopbackHttp = true, RetryDelay = TimeSpan.FromMilliseconds(5) });
        var table = device.Collect(10, Patience);
        Assert.True(device.FlushUploads(Patience));

        Assert.Equal(table.Select(packet => Convert.ToHexString(packet.Data.Span)), service.Taken.Select(chunk => Convert.ToHexString(chunk.Span)));
        Assert.Empty(service.Violations);
        Assert.All(Texts(table.Data, "upload"), state => Assert.Equal("Sent", state));
        Assert.Contains("sent", table.ToHtml());
        Assert.Contains(device.Health, fact => fact.Name == "uploads" && fact.Text.Contains($"{table.Count} ok", StringComparison.Ordinal));
        device.StopUpload();
        Assert.Null(device.Uploader);
    }

    private static IEnumerable<string?> Texts(DataFrame frame, string column) => Enumerable.Range(0, frame.RowCount).Select(row => (string?)frame[row, column]);
}
