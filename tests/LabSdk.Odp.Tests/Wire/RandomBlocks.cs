using LabSdk.Odp.Wire;

namespace LabSdk.Odp.Tests.Wire;

/// <summary>Blocks of every layout and kind, with the values that encodings treat differently.</summary>
internal static class RandomBlocks
{
    private static readonly double[] Doubles = [0, -0.0, 1, -1.5, double.NaN, double.PositiveInfinity, double.MaxValue, double.Epsilon];
    private static readonly int[] Ints = [0, 1, -1, 127, 128, int.MinValue, int.MaxValue];
    private static readonly string[] Texts = ["", "on", "τ°C", new('x', 200)];
    private static readonly SampleStatus[] Statuses = [SampleStatus.Valid, SampleStatus.Valid, SampleStatus.Unspecified, SampleStatus.Missing, SampleStatus.Error, (SampleStatus)77, (SampleStatus)(-1)];

    public static IEnumerable<SampleBlock> Of(string type, int count, int seed = 1)
    {
        var random = new Random(seed);
        var layout = type == PacketTypes.PeriodicData ? SampleLayout.Periodic : type == PacketTypes.SynchroData ? SampleLayout.Synchro : SampleLayout.Row;
        return Enumerable.Range(0, count).Select(_ => One(random, layout)).ToArray();
    }

    /// <summary>The content of the record that a block makes.</summary>
    public static byte[] Content(SampleBlock block)
    {
        Assert.True(new EnvelopeReader().TryRead(SampleEncoder.Encode(block, (ulong)block.Columns.Count, "", 0), out var packet));
        return packet.Content.ToArray();
    }

    private static SampleBlock One(Random random, SampleLayout layout)
    {
        var samples = random.Next(1, 8);
        var start = random.Next(4) == 0 ? ulong.MaxValue - 5 : (ulong)random.NextInt64();
        var times = layout switch
        {
            SampleLayout.Periodic => SampleTimes.Periodic(start, (ulong)random.NextInt64(uint.MaxValue + 1L), samples),
            SampleLayout.Synchro => Steps(random, start, samples),
            _ => SampleTimes.Of([.. Enumerable.Range(0, samples).Select(_ => (ulong)random.NextInt64())]),
        };
        var rowKind = random.Next(1, 5);
        var columns = Enumerable.Range(0, random.Next(1, 6)).Select(index => Column(random, $"p{index}", layout == SampleLayout.Row ? rowKind : random.Next(index == 0 ? 1 : 0, 5), times));
        return SampleBlock.Of(layout, [.. columns]);
    }

    private static SampleTimes Steps(Random random, ulong start, int samples)
    {
        var times = new ulong[samples];
        times[0] = start;
        for (var i = 1; i < samples; i++)
        {
            times[i] = unchecked(times[i - 1] + (uint)random.NextInt64(random.Next(2) == 0 ? 200 : uint.MaxValue));
        }

        return SampleTimes.Of(times);
    }

    private static SignalSamples Column(Random random, string name, int kind, SampleTimes times)
    {
        var statuses = random.Next(2) == 0 ? SampleStatuses.All(SampleStatus.Valid, times.Count) : SampleStatuses.Of(Pick(random, Statuses, times.Count));
        return kind switch
        {
            1 => SignalSamples.Of(name, Pick(random, Doubles, times.Count), times, statuses),
            2 => SignalSamples.Of(name, Pick(random, Ints, times.Count), times, statuses),
            3 => SignalSamples.Of(name, Pick(random, [true, false], times.Count), times, statuses),
            4 => SignalSamples.Of(name, Pick(random, Texts, times.Count), times, statuses),
            _ => SignalSamples.None(name),
        };
    }

    private static T[] Pick<T>(Random random, T[] from, int count) => [.. Enumerable.Range(0, count).Select(_ => from[random.Next(from.Length)])];
}
