using LabSdk.Mds.Client;
using LabSdk.Mds.Tests.Transport;
using LabSdk.Mds.Transport;
using LabSdk.Mds.Wire;

namespace LabSdk.Mds.Tests.Client;

public class TraceTests
{
    private const int Reports = 100_000;

    [Fact]
    public void Every_single_loss_in_a_long_trace_is_seen_and_counted_except_multiples_of_32()
    {
        for (var at = 1; at < Reports - 100; at++)
        {
            // The number of lost packets varies with the place, so that all of 1 to 96 come at all numbers of the sequence.
            var lost = 1 + (at / 32 % 96);
            var tracker = default(SequenceTracker);
            Assert.Equal(SequenceStatus.First, tracker.Next((at - 1) & 31, out _));
            var status = tracker.Next((at - 1 + lost + 1) & 31, out var missed);
            var expected = (lost & 31) switch
            {
                0 => SequenceStatus.InOrder,
                <= 16 => SequenceStatus.Gap,
                31 => SequenceStatus.Duplicate,
                _ => SequenceStatus.OutOfOrder,
            };
            Assert.Equal((expected, expected == SequenceStatus.Gap ? lost & 31 : 0), (status, missed));
            Assert.Equal(SequenceStatus.InOrder, tracker.Next((at + lost + 1) & 31, out _));
        }
    }

    [Fact]
    public void Every_single_duplicate_and_every_exchange_of_neighbours_is_seen()
    {
        for (var at = 1; at < Reports; at++)
        {
            var tracker = default(SequenceTracker);
            tracker.Next((at - 1) & 31, out _);
            tracker.Next(at & 31, out _);
            Assert.Equal(SequenceStatus.Duplicate, tracker.Next(at & 31, out _));
            Assert.Equal(SequenceStatus.InOrder, tracker.Next((at + 1) & 31, out _));

            tracker = default;
            tracker.Next((at - 1) & 31, out _);
            Assert.Equal(SequenceStatus.Gap, tracker.Next((at + 1) & 31, out _));
            Assert.Equal(SequenceStatus.OutOfOrder, tracker.Next(at & 31, out _));
            Assert.Equal(SequenceStatus.Gap, tracker.Next((at + 2) & 31, out _));
        }
    }

    [Fact]
    public async Task A_long_trace_with_random_faults_is_counted_as_it_was_made()
    {
        var random = new Random(17);
        await using var client = new MdsClient(new MdsOptions { Framing = StreamFraming.Length });
        var (losses, lost, duplicates, swaps) = (0, 0, 0, 0);
        var packet = new byte[64];
        void Send(int number)
        {
            packet.AsSpan().Clear();
            packet[0] = 6;
            StreamPacketReader.Write(packet.AsSpan(1), StreamFraming.Length, number & 31, BitConverter.GetBytes(number));
            Assert.True(client.Process(packet));
        }

        Send(0);
        for (var number = 1; number < Reports;)
        {
            switch (random.Next(40))
            {
                case 0:
                    var gap = random.Next(1, 17);
                    (losses, lost, number) = (losses + 1, lost + gap, number + gap);
                    Send(number++);
                    break;
                case 1:
                    Send(number);
                    Send(number++);
                    duplicates++;
                    break;
                case 2:
                    Send(number + 1);
                    Send(number);
                    number += 2;

                    // Looks like two gaps of one and an old packet; one packet in order between keeps faults apart.
                    Send(number++);
                    swaps++;
                    break;
            }

            Send(number++);
        }

        var statistics = client.Statistics;
        Assert.Equal(
            (losses + (2 * swaps), lost + (2 * swaps), duplicates, swaps, 0),
            ((int)statistics.Gaps, (int)statistics.Missed, (int)statistics.Duplicates, (int)statistics.OutOfOrder, (int)statistics.ParseErrors));
        Assert.True(statistics.Packets > 75_000);
    }

    [Theory]
    [InlineData(StreamFraming.Bare)]
    [InlineData(StreamFraming.Length)]
    public void Parser_and_tracker_allocate_nothing_per_packet(StreamFraming framing)
    {
        var packets = Enumerable.Range(0, 32).Select(sequence =>
        {
            var payload = new byte[MdsLimits.PacketCapacity(framing)];
            StreamPacketReader.Write(payload, framing, sequence, [0xC0, 1, 2, 3]);
            return payload;
        }).ToArray();
        var intake = new PacketIntake(new FramingDetector(framing));
        Run(intake, packets, 32 * 500);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(intake, packets, Reports);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(0, intake.Gaps + intake.ParseErrors);
    }

    [Fact]
    public async Task A_thousand_reports_a_second_and_a_stall_of_60_ms_lose_nothing()
    {
        // The kernel's queue has 63 places. One report comes for every two reads, 60 more come while the reader is held up:
        // a reader that did anything else than read would lose some.
        var device = new LoopHid();
        var (sent, reads) = (0, 0);
        var done = new TaskCompletionSource();
        device.Reading = () =>
        {
            var count = ++reads % 400 == 0 ? 60 : device.Waiting == 0 || reads % 2 == 0 ? 1 : 0;
            for (var i = 0; i < count && sent < 20_000; i++)
            {
                device.SendPacket(sent++ & 31, BitConverter.GetBytes(sent));
            }

            if (sent == 20_000 && device.Waiting == 0)
            {
                done.TrySetResult();
            }
        };
        await using var client = new MdsClient(new HidBackend(device), new MdsOptions { PacketQueue = 100_000 });
        using var release = new ManualResetEventSlim();
        client.ChunkReceived += _ => release.Wait();
        await client.EnableStreamingAsync();
        await done.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await client.DisableStreamingAsync();
        release.Set();
        Assert.Equal((0L, 20_000L, 0L, 0L), (device.Dropped, client.Statistics.Packets, client.Statistics.Missed, client.Statistics.Overflow));
    }

    private static void Run(PacketIntake intake, byte[][] packets, int count)
    {
        for (var i = 0; i < count; i++)
        {
            intake.TryRead(packets[i & 31], 0, out _, out _, out _, out _, out _);
        }
    }
}
