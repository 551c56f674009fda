using LabSdk.Benchmarks.Harness;
using LabSdk.Mds;
using LabSdk.Mds.Client;
using LabSdk.Mds.Wire;

namespace LabSdk.Benchmarks.Comparisons;

/// <summary>MDS packets through parser and tracker, and through the whole client.</summary>
internal sealed class MdsPackets : IComparison
{
    private const int Packets = 1_000_000;

    public string Name => "mds packets";

    public async Task<IReadOnlyList<ComparisonRow>> RunAsync(Peers peers, CancellationToken cancellationToken)
    {
        var payloads = Enumerable.Range(0, 32).Select(sequence =>
        {
            var payload = new byte[MdsLimits.PacketCapacity(StreamFraming.Length)];
            StreamPacketReader.Write(payload, StreamFraming.Length, sequence, [0xC0, 1, .. new byte[59]]);
            return payload;
        }).ToArray();
        var intake = new PacketIntake(new FramingDetector(StreamFraming.Length));
        void Parse()
        {
            for (var i = 0; i < Packets; i++)
            {
                intake.TryRead(payloads[i & 31], 0, out _, out _, out _, out _, out _);
            }
        }

        var parsing = Measure.MedianSeconds(Parse);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Parse();
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Packets;

        await using var client = new MdsClient(new MdsOptions { Framing = StreamFraming.Length });
        var whole = Measure.MedianSeconds(() =>
        {
            for (var i = 0; i < Packets; i++)
            {
                client.ProcessStreamData(payloads[i & 31]);
            }
        });
        return
        [
            ComparisonRow.Limit("mds: packet through parser and tracker", parsing / Packets * 1e9, 200, "ns", $"{Packets / parsing / 1e6:0.0} M packets/s; budget 5 M/s"),
            ComparisonRow.Limit("mds: allocation of that", bytes, 0, "B"),
            ComparisonRow.Limit("mds: packet through the whole client", whole / Packets * 1e9, 2_000, "ns", "chunk copied, message put together, event raised"),
        ];
    }
}
