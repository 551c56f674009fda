using System.IO.Pipelines;
using System.Runtime.InteropServices;
using System.Text;
using LabSdk.Mds.Transport;
using LabSdk.Mds.Wire;

namespace LabSdk.Mds.Tests.Transport;

public partial class OtherLinkTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("", "01")]
    [InlineData("00", "0101")]
    [InlineData("0000", "010101")]
    [InlineData("11220033", "0311220233")]
    [InlineData("11223344", "0511223344")]
    [InlineData("11000000", "0211010101")]
    public void Cobs_has_the_published_examples(string data, string coded)
    {
        var bytes = Convert.FromHexString(data);
        var buffer = new byte[Cobs.LongestCoded(bytes.Length)];
        Assert.Equal(coded, Convert.ToHexStringLower(buffer.AsSpan(0, Cobs.Encode(bytes, buffer))));
        var back = new byte[bytes.Length];
        Assert.Equal(bytes.Length, Cobs.Decode(Convert.FromHexString(coded), back));
        Assert.Equal(bytes, back);
    }

    [Fact]
    public void Cobs_gives_back_every_length_and_never_holds_a_zero()
    {
        var random = new Random(5);
        for (var length = 0; length < 1_000; length++)
        {
            var data = new byte[length];
            random.NextBytes(data);
            data.AsSpan().Replace((byte)200, (byte)0);
            if (length % 3 == 0)
            {
                data.AsSpan().Fill((byte)(length % 2));
            }

            var coded = new byte[Cobs.LongestCoded(length)];
            var count = Cobs.Encode(data, coded);
            Assert.False(coded.AsSpan(0, count).Contains((byte)0));
            var back = new byte[length];
            Assert.Equal(length, Cobs.Decode(coded.AsSpan(0, count), back));
            Assert.Equal(data, back);
        }
    }

    [Fact]
    public async Task A_serial_device_is_configured_and_streams()
    {
        var (toDevice, toHost) = (new Pipe(), new Pipe());
        await using var client = new MdsClient(new SerialBackend(new TwoPipes(toHost.Reader.AsStream(), toDevice.Writer.AsStream())));
        using var stop = new CancellationTokenSource();
        var device = RunSerialDeviceAsync(toDevice.Reader.AsStream(), toHost.Writer.AsStream(), stop.Token);
        var others = new List<string>();
        client.OtherReportReceived += report => others.Add(Convert.ToHexStringLower(report.Span));
        Assert.Equal("serial-device", (await client.InitializeAsync()).DeviceIdentifier);
        var gathered = await client.CollectAsync(3, Limit);
        Assert.Equal(["080102", "080102", "080102"], gathered.Packets.Select(packet => Convert.ToHexStringLower(packet.Data.Span)));
        Assert.Equal(["2a01"], others);
        await stop.CancelAsync();
        await device;
    }

    [Fact]
    public async Task A_serial_line_that_ends_is_a_lost_device()
    {
        var line = new Pipe();
        await using var client = new MdsClient(new SerialBackend(new TwoPipes(line.Reader.AsStream(), Stream.Null)));
        await client.EnableStreamingAsync();
        var lost = new TaskCompletionSource();
        client.StateChanged += _ => lost.TrySetResult();
        await line.Writer.CompleteAsync();
        await lost.Task.WaitAsync(Limit);
        Assert.Equal(MdsState.Lost, client.State);
    }

    [Fact]
    public async Task A_real_serial_port_is_raw_and_its_reads_can_be_ended()
    {
        // A pseudo terminal: the kernel's line discipline is the real one.
        var master = OpenMaster(0x102);
        Assert.True(master >= 0 && Grant(master) == 0 && Unlock(master) == 0);
        var name = Marshal.PtrToStringUTF8(NameOf(master))!;
        using var far = new FileStream(new Microsoft.Win32.SafeHandles.SafeFileHandle(master, ownsHandle: true), FileAccess.ReadWrite, 0);
        await using var port = SerialPort.Open(name, 921_600);
        byte[] every = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
        await port.WriteAsync(every);
        var got = new byte[256];
        far.ReadExactly(got);
        Assert.Equal(every, got);
        far.Write(every);
        await port.ReadExactlyAsync(got).AsTask().WaitAsync(Limit);
        Assert.Equal(every, got);
        using var cancel = new CancellationTokenSource(50);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => port.ReadAsync(got, cancel.Token).AsTask().WaitAsync(Limit));
        Assert.Throws<MdsTransportException>(() => SerialPort.Open(name, 12_345));
        Assert.Throws<MdsTransportException>(() => SerialPort.Open("/dev/null", 115_200));
    }

    [Fact]
    public async Task A_ble_device_is_subscribed_before_it_streams_and_its_mask_is_filled_up()
    {
        var link = new FakeGatt();
        await using var client = new MdsClient(new GattBackend(link));
        var config = await client.InitializeAsync();
        Assert.Equal((0x01u, "ble-device"), (config.SupportedFeatures, config.DeviceIdentifier));
        var gathered = await client.CollectAsync(2, Limit);
        Assert.Equal(["subscribe 54220005", "write 54220005 01", "write 54220005 00"], link.Log);
        Assert.Equal(["080102", "c003"], gathered.Packets.Select(packet => Convert.ToHexStringLower(packet.Data.Span)));
        Assert.Equal((StreamFraming.Bare, FramingEvidence.Gatt), (client.Framing, client.FramingEvidence));
        await client.EnableStreamingAsync();
        var lost = new TaskCompletionSource();
        client.StateChanged += state => _ = state == MdsState.Lost && lost.TrySetResult();
        link.Notify!(null);
        await lost.Task.WaitAsync(Limit);
    }

    [Fact]
    public async Task Console_lines_become_chunks_whatever_stands_around_them()
    {
        var text = $"boot ok\r\n[00:01] <inf> {ConsoleChunks.ToLine([0x08, 2, 0xA0, 1, 2])} tail\nMC:broken\n{ConsoleChunks.ToLine([1])}{ConsoleChunks.ToLine([2])}\n{new string('x', 200_000)}{ConsoleChunks.ToLine([3])}";
        using var console = new MemoryStream(Encoding.UTF8.GetBytes(text));
        await using var client = new MdsClient();
        var chunks = new List<StreamPacket>();
        client.ChunkReceived += chunks.Add;
        Assert.Equal(4, await client.ProcessConsoleAsync(console));
        Assert.Equal(["0802a00102", "01", "02", "03"], chunks.Select(packet => Convert.ToHexStringLower(packet.Data.Span)));
        Assert.All(chunks, packet => Assert.Equal((-1, SequenceStatus.Unnumbered), (packet.Sequence, packet.Status)));
        Assert.Equal((1L, 3L), (client.Statistics.BadMessages + client.Statistics.Messages, client.Statistics.StrayChunks));
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, text);
        Assert.Equal(4, await client.ProcessConsoleFileAsync(path));
        File.Delete(path);
    }

    [Fact]
    public async Task A_chunk_across_the_limit_of_an_endless_line_is_found_once()
    {
        for (var before = 65_500; before < 65_560; before++)
        {
            using var console = new MemoryStream(Encoding.ASCII.GetBytes($"{new string('x', before)}{ConsoleChunks.ToLine([1, 2, 3])}{new string('y', 100)}"));
            var count = 0;
            await foreach (var chunk in ConsoleChunks.ReadAsync(console))
            {
                Assert.Equal([1, 2, 3], chunk);
                count++;
            }

            Assert.Equal(1, count);
        }
    }

    private static async Task RunSerialDeviceAsync(Stream from, Stream to, CancellationToken stop)
    {
        var frames = new SerialFrames();
        var buffer = new byte[100];
        try
        {
            while (await from.ReadAsync(buffer, stop) is var count and > 0)
            {
                var answers = new List<byte[]>();
                frames.Add(buffer.AsSpan(0, count), frame => answers.AddRange(Answer(frame.Span)));
                foreach (var answer in answers)
                {
                    await to.WriteAsync(answer, stop);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private static List<byte[]> Answer(ReadOnlySpan<byte> request) => Convert.ToHexStringLower(request) switch
    {
        "01" => [SerialFrames.Write(1, [0x1F, 0, 0, 0])],
        "02" => [SerialFrames.Write(2, "serial-device"u8)],
        "03" => [SerialFrames.Write(3, "https://chunks.memfault.com/x"u8)],
        "04" => [SerialFrames.Write(4, "A:b"u8)],
        "0501" => [SerialFrames.Write(0x2A, [1]), .. Enumerable.Range(0, 3).Select(i => SerialFrames.Write(6, [(byte)i, 3, 0x08, 1, 2]))],
        _ => [],
    };

    [LibraryImport("libc", EntryPoint = "posix_openpt")]
    private static partial int OpenMaster(int flags);

    [LibraryImport("libc", EntryPoint = "grantpt")]
    private static partial int Grant(int master);

    [LibraryImport("libc", EntryPoint = "unlockpt")]
    private static partial int Unlock(int master);

    [LibraryImport("libc", EntryPoint = "ptsname")]
    private static partial nint NameOf(int master);

    private sealed class TwoPipes(Stream read, Stream write) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => read.ReadAsync(buffer, cancellationToken);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => write.WriteAsync(buffer, cancellationToken);

        public override Task FlushAsync(CancellationToken cancellationToken) => write.FlushAsync(cancellationToken);

        public override void Flush() => write.Flush();

        public override int Read(byte[] buffer, int offset, int count) => read.Read(buffer, offset, count);

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => write.Write(buffer, offset, count);
    }

    private sealed class FakeGatt : IGattLink
    {
        public List<string> Log { get; } = [];

        public Action<ReadOnlyMemory<byte>?>? Notify { get; private set; }

        public string Name => "fake";

        public ValueTask<byte[]> ReadAsync(Guid characteristic, CancellationToken cancellationToken) => new(
            characteristic == MdsGatt.SupportedFeatures ? [1]
            : characteristic == MdsGatt.DeviceIdentifier ? "ble-device"u8.ToArray()
            : "x:y"u8.ToArray());

        public ValueTask WriteAsync(Guid characteristic, ReadOnlyMemory<byte> value, CancellationToken cancellationToken)
        {
            Log.Add($"write {characteristic.ToString()[..8]} {Convert.ToHexStringLower(value.Span)}");
            if (value.Span[0] == 1)
            {
                Notify!(new byte[] { 0, 0x08, 1, 2 });
                Notify!(new byte[] { 1, 0xC0, 3 });
            }

            return default;
        }

        public ValueTask SubscribeAsync(Guid characteristic, Action<ReadOnlyMemory<byte>?> notified, CancellationToken cancellationToken)
        {
            Log.Add($"subscribe {characteristic.ToString()[..8]}");
            Notify = notified;
            return default;
        }

        public ValueTask DisposeAsync() => default;
    }
}
