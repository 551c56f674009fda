using System.Text;
using LabSdk.Display;
using LabSdk.Mds;
using LabSdk.Simulation.Mds;

namespace LabSdk.Tests.Diagnostics;

/// <summary>What the views of diagnostic data say, and what they never say.</summary>
public sealed class DiagnosticViewTests
{
    private const string Key = "canary7f3a91c2d4e5b6a7988766554433";

    private static readonly DeviceConfig Config = new()
    {
        DeviceIdentifier = "A7", DataUri = "https://chunks.memfault.com/api/v0/chunks/A7", Authorization = $"Memfault-Project-Key:{Key}",
    };

    [Fact]
    public void Chunk_table_has_the_columns_of_the_stream_and_words_for_every_state()
    {
        var good = SampleChunks.Single([0x02, 0xA1, 0x02, 0x01]);
        var bad = SampleChunks.Single([0x03, 0xA1, 0x02, 0x04]);
        bad[^1] ^= 1;

        var text = SampleChunks.Table(Config, good, bad).ToHtml();

        Assert.All(["Seq", "Order", "Kind", "Offset / total", "Progress", "Holds", "CRC", "Upload", "First bytes"], column => Assert.Contains(column, text));
        Assert.Contains("single", text);
        Assert.Contains("BAD", text);
        Assert.Contains("08 02 a1 02 01", text);
        Assert.Contains("Event", text);
    }

    [Fact]
    public void Message_table_says_in_one_line_what_each_message_says()
    {
        var messages = new MdsMessages(new MdsIdentity());
        var table = SampleChunks.Table(
            Config,
            SampleChunks.Single(messages.Heartbeat([1L, 2L, 3L])),
            SampleChunks.Single(messages.Trace(7, 0x0800_1234, 0x0800_5678)),
            SampleChunks.Single(messages.Reboot(RebootReason.HardFault)),
            SampleChunks.Single(messages.Logs([new MdsLogLine(MdsLogLevel.Info, "hello"), new MdsLogLine(MdsLogLevel.Info, "again")], 1)),
            SampleChunks.Single(MdsMessages.Coredump((2, 0, "SN-1"u8.ToArray()))));

        var data = table.Messages.Data;
        var says = Enumerable.Range(0, data.RowCount).Select(row => (string?)data[row, "summary"]).ToArray();

        Assert.Equal("heartbeat with 3 metrics", says[0]);
        Assert.Equal("trace: reason 7, pc 0x08001234, lr 0x08005678", says[1]);
        Assert.Equal("reboot: HardFault", says[2]);
        Assert.Equal("2 log lines, first: hello", says[3]);
        Assert.Contains("coredump", says[4]);
        Assert.Contains("serial SN-1", says[4]);
        Assert.Equal(5, table.Messages.Data.RowCount);
    }

    [Fact]
    public void Key_of_the_project_is_shown_nowhere()
    {
        var messages = new MdsMessages(new MdsIdentity(SoftwareType: Key));
        var seen = new StringBuilder();
        byte[][] chunks =
        [
            SampleChunks.Single(messages.Logs([new MdsLogLine(MdsLogLevel.Info, $"my key is {Key}!")], 1)),
            SampleChunks.Single(messages.Trace(1, 2, log: Key)),
            SampleChunks.Single(messages.Heartbeat([Key, 1L])),
            SampleChunks.Single(MdsMessages.WithProjectKey(messages.Heartbeat([1L]), Key[..32])),
            SampleChunks.Single(Encoding.UTF8.GetBytes("\u0003" + Key)),
        ];
        var config = Config with { DeviceIdentifier = "A7", DataUri = $"https://user:{Key}@evil.example/{Key}" };
        var table = SampleChunks.Table(config, chunks);
        using var lab = DiagnosticLabs.On(SampleChunks.Client(config, chunks));
        foreach (var shown in new object[] { table, table.Messages, table.Data, table.Messages.Data, table.Messages.Logs, table.Messages.Heartbeats(), lab, lab.Devices, lab.Mds(), lab.Mds().Health, lab.Health })
        {
            var bundle = Views.ToMimeBundle(shown);
            seen.Append(bundle.PlainText).Append(bundle.Html).AppendLine(shown.ToString());
        }

        seen.AppendLine(lab.Mds().Client.UploadRefusal).AppendLine(Assert.ThrowsAny<LabException>(() => lab.Mds().StartUpload()).ToString());

        // Also not in hex: the first ten characters would be enough to find the rest.
        var hex = string.Join(" ", Encoding.UTF8.GetBytes(Key[..10]).Select(value => value.ToString("x2")));
        Assert.True(seen.Length > 5_000, "the views were not drawn");
        Assert.DoesNotContain(Key[..20], seen.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(hex, seen.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("••", seen.ToString());
    }

    [Fact]
    public void Card_shows_the_host_and_warns_when_it_is_not_allowed()
    {
        using var lab = DiagnosticLabs.On(SampleChunks.Client(Config with { DataUri = "https://memfault.com.evil.example/api" }));

        var card = lab.Mds().ToHtml();

        Assert.Contains("memfault.com.evil.example", card);
        Assert.Contains("not on the list of allowed hosts", card);
        Assert.Contains("••••4433", card);
    }

    [Fact]
    public void Names_of_metrics_cannot_flood_a_frame()
    {
        var messages = new MdsMessages(new MdsIdentity());
        var metrics = Enumerable.Range(0, 2_000).Select(value => (object?)(long)value).ToArray();

        var frame = SampleChunks.Table(Config, SampleChunks.Single(messages.Heartbeat(metrics))).Messages.Heartbeats();

        Assert.Equal(503, frame.Columns.Count);
        Assert.Equal(1_500, frame.Metadata["metrics left out"]);
    }

    [Fact]
    public void Live_view_shows_each_state_at_most_ten_times_a_second_and_always_the_last()
    {
        var sink = new CollectingSink();
        using (DisplaySink.Use(sink))
        {
            using var lab = Lab.Connect("mds:sim?heartbeatInterval=10ms&isFast=true");
            lab.Mds().Watch(TimeSpan.FromSeconds(0.5));
        }

        var shown = Assert.Single(sink.Items);
        Assert.Contains("packets", shown.PlainText);
        Assert.Contains("First bytes", shown.Html);
    }
}
