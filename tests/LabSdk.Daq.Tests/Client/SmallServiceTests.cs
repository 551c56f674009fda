using LabSdk.Daq.Wire;

namespace LabSdk.Daq.Tests.Client;

public class SmallServiceTests
{
    [Theory]
    [InlineData("Applied 2 device configurations", 2, 0)]
    [InlineData("Applied 1 configurations with 2 errors: mock_camera: out of range; x", 1, 2)]
    [InlineData("Something else", 0, 1)]
    [InlineData("Applied 99999999999999999999 configurations with 1 errors: x", int.MaxValue, 1)]
    public void Message_of_a_loaded_preset_tells_the_errors(string message, int applied, int errors)
    {
        var result = DaqPresetResult.Parse(message);
        Assert.Equal((applied, errors, errors == 0), (result.Applied, result.Errors, result.IsComplete));
    }

    [Fact]
    public async Task Loaded_preset_gets_its_exposures_set_in_milliseconds()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        daemon.Services.Presets.LoadMessage = "Applied 1 configurations with 1 errors: mock_camera: out of range";
        await using var client = await daemon.ConnectAsync();
        var result = await client.Presets.LoadPresetAsync("p");
        Assert.False(result.IsComplete);
        Assert.Equal(TimeSpan.FromMilliseconds(50), Assert.Single(result.CorrectedExposures).Value);
        Assert.Equal(1, daemon.Hardware.Count("SetExposure 50"));
        Assert.Equal(DaqErrorIds.NotFound, (await Assert.ThrowsAsync<DaqDeviceException>(() => client.Presets.LoadPresetAsync("gone"))).ErrorId);
    }

    [Fact]
    public async Task Settings_that_are_no_json_are_refused_because_the_daemon_would_drop_them()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        await using var client = await daemon.ConnectAsync();
        var preset = new DaqPreset(new DaqPresetInfo("a", "A"), new Dictionary<string, string> { ["d"] = "{broken" });
        await Assert.ThrowsAsync<LabConfigurationException>(() => client.Presets.SavePresetAsync(preset, overwrite: true));
        Assert.Null(daemon.Services.Presets.Saved);
        await client.Presets.SavePresetAsync(preset with { DeviceSettings = new Dictionary<string, string> { ["d"] = "{}" } }, overwrite: true);
        Assert.Equal("{}", daemon.Services.Presets.Saved!.Preset.DeviceConfigsJson["d"]);
    }

    [Fact]
    public async Task Progress_of_a_scan_is_given_to_many_readers_from_the_first_point()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        await using var client = await daemon.ConnectAsync();
        var scan = await client.Scans.CreateScanAsync(new DaqScanConfig([new DaqScanAxis("mock_stage", 0, 10, 3)]));
        var early = ReadAsync(client, scan.ScanId);
        await client.Scans.StartScanAsync(scan.ScanId);
        Assert.Equal([0u, 1, 2], await early);
        Assert.Equal([0u, 1, 2], await ReadAsync(client, scan.ScanId));
        await using var other = await daemon.ConnectAsync();
        Assert.Equal(DaqErrorIds.StreamTaken, (await Assert.ThrowsAsync<DaqDeviceException>(() => ReadAsync(other, scan.ScanId))).ErrorId);

        static async Task<List<uint>> ReadAsync(DaqClient client, string scanId)
        {
            var points = new List<uint>();
            await foreach (var progress in client.Scans.StreamScanProgressAsync(scanId))
            {
                points.Add(progress.PointIndex);
            }

            return points;
        }
    }

    [Fact]
    public async Task Events_of_a_module_are_taken_at_its_start_and_replayed()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        await using var client = await daemon.ConnectAsync();
        await client.Modules.StartModuleAsync("m");
        for (var reader = 0; reader < 2; reader++)
        {
            await foreach (var item in client.Modules.StreamModuleEventsAsync("m"))
            {
                Assert.Equal(("state_change", 0L), (item.Item.EventType, item.DroppedBefore));
                break;
            }
        }
    }

    [Fact]
    public async Task Snake_scan_tells_its_points_in_the_daemons_order()
    {
        var scan = new DaqScanConfig([new DaqScanAxis("y", 0, 1, 2), new DaqScanAxis("x", 0, 2, 3)]) { Type = ScanType.SnakeScan };
        Assert.Equal([[0, 0], [0, 1], [0, 2], [1, 2], [1, 1], [1, 0]], scan.PointsInOrder());
        await Task.CompletedTask;
    }

    [Fact]
    public async Task Ring_buffer_file_is_tapped_and_a_new_file_is_followed()
    {
        var path = Path.Combine(Path.GetTempPath(), $"labsdk-ring-{Guid.NewGuid():N}.buf");
        try
        {
            await File.WriteAllBytesAsync(path, RingFile(1, 1, new ScanProgress { ScanId = "scan-1", PointIndex = 1 }));
            await using var daemon = await ScriptedDaemon.StartAsync();
            daemon.Services.Storage.RingPath = path;
            await using var client = await daemon.ConnectAsync();
            using var tap = await client.Storage.OpenRingBufferAsync(fromOldest: true);
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            await using var records = tap.StreamAsync(limit.Token).GetAsyncEnumerator();
            Assert.True(await records.MoveNextAsync());
            Assert.Equal(1u, records.Current.ScanProgress!.PointIndex);
            var fresh = path + ".new";
            await File.WriteAllBytesAsync(fresh, RingFile(2, 2, new ScanProgress { ScanId = "scan-1", PointIndex = 2 }));
            File.Move(fresh, path, overwrite: true);
            Assert.True(await records.MoveNextAsync());
            Assert.Equal((2u, true), (records.Current.ScanProgress!.PointIndex, records.Current.IsAfterReopen));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task Missing_ring_buffer_says_where_it_can_be_read()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        await using var client = await daemon.ConnectAsync();
        var missing = await Assert.ThrowsAsync<DaqConnectionException>(() => client.Storage.OpenRingBufferAsync());
        Assert.Equal(DaqErrorIds.DaemonFailure, missing.ErrorId);
        Assert.Equal(DaqConnectionState.Connected, client.Status.State);
        daemon.Services.Storage.RingPath = Path.Combine(Path.GetTempPath(), $"labsdk-none-{Guid.NewGuid():N}");
        Assert.Equal(DaqErrorIds.RingUnavailable, (await Assert.ThrowsAsync<LabConnectionException>(() => client.Storage.OpenRingBufferAsync())).ErrorId);
    }

    private static byte[] RingFile(ulong streamId, int epochs, ScanProgress progress)
    {
        var bytes = new byte[RingHeader.Length + 256];
        var ring = new MemoryRing(bytes);
        ring.Put(0, RingHeader.ExpectedMagic);
        ring.Put(8, 256);
        ring.Put(48, streamId);
        for (var i = 0; i < epochs; i++)
        {
            ring.Put(16, 0);
            ring.Write(Google.Protobuf.MessageExtensions.ToByteArray(progress));
        }

        return bytes;
    }
}
