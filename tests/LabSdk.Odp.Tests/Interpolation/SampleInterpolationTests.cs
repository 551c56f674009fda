using LabSdk.Odp.Tests.Buffering;

namespace LabSdk.Odp.Tests.Interpolation;

public class SampleInterpolationTests
{
    private const ulong Ms = 1_000_000;
    private static readonly BufferingOptions Options = new() { WindowLength = TimeSpan.FromMilliseconds(200), SlidingWindowPercentage = 50 };

    [Fact]
    public void Parameters_of_several_rates_come_out_on_one_grid()
    {
        var blocks = Enumerable.Range(0, 300).Select(index => SampleBufferTests.One(index % 10 == 0 ? "slow" : "fast", (ulong)index * 10 * Ms, index));
        var batches = new SampleInterpolation(new InterpolationOptions(20) { SubscriptionKey = "k" }).Read(new SampleBuffering(Options).Read(blocks)).ToArray();
        Assert.All(batches, batch => Assert.Equal("k", batch.SubscriptionKey));
        Assert.All(batches, batch => Assert.Equal(100 * Ms, batch.End - batch.Start));
        foreach (var name in new[] { "fast", "slow" })
        {
            var results = batches.SelectMany(batch => batch.Results).Where(result => result.Identifier == name).ToArray();
            Assert.Equal(name == "fast" ? 60 : 59, results.Length);
            Assert.All(results, result => Assert.Equal(0ul, result.Start % (50 * Ms)));
            Assert.All(results.Zip(results.Skip(1)), pair => Assert.Equal(pair.First.End, pair.Second.Start));
            Assert.DoesNotContain(results, result => result.Kind == IntervalResultKind.Empty);
        }
    }

    [Fact]
    public void Results_of_the_whole_way_equal_those_of_one_call()
    {
        var random = new Random(5);
        var times = Enumerable.Range(0, 2_000).Select(_ => (ulong)random.NextInt64(10_000_000_000)).Distinct().Order().ToArray();
        var values = times.Select(_ => random.NextDouble()).ToArray();
        var expected = SignalResampler.Resample("a", times, values, [.. times.Select(_ => SampleStatus.Valid)], 50);
        var blocks = times.Select((time, index) => SampleBufferTests.One("a", time, values[index]));
        foreach (var delivery in new double?[] { null, 50, 1, 0.5, 1_000 })
        {
            var options = new InterpolationOptions(50) { DeliveryFrequency = delivery };
            Assert.Equal(expected, new SampleInterpolation(options).Read(new SampleBuffering(Options).Read(blocks)).SelectMany(batch => batch.Results));
        }

        var line = SignalResampler.Resample("a", times, values, [.. times.Select(_ => SampleStatus.Valid)], 50, IntervalProcessors.Linear());
        var linear = new InterpolationOptions(50) { Processor = _ => IntervalProcessors.Linear() };
        Assert.Equal(line, new SampleInterpolation(linear).Read(new SampleBuffering(Options).Read(blocks)).SelectMany(batch => batch.Results));
    }

    [Fact]
    public void Parameter_that_falls_silent_is_held_while_others_go_on()
    {
        var blocks = Enumerable.Range(0, 100).Select(index => SampleBufferTests.One(index == 0 ? "once" : "on", (ulong)index * 10 * Ms, index));
        var results = new SampleInterpolation(new InterpolationOptions(10) { Parameters = ["once"] }).Read(new SampleBuffering(Options).Read(blocks)).SelectMany(batch => batch.Results).ToArray();
        Assert.All(results, result => Assert.Equal(("once", 0.0), (result.Identifier, result.Value)));
        Assert.True(results.Length >= 7 && results.Skip(1).All(result => result.IsSuperSampled), $"{results.Length}");
    }

    [Fact]
    public void Processor_of_your_own_sees_each_interval_once_with_its_neighbours()
    {
        var seen = new List<(ulong Start, int Points, double? Previous)>();
        var options = new InterpolationOptions(100) { Processor = name => new Recorder(seen) };
        var blocks = new ulong[] { 1, 2, 25 }.Select((time, index) => SampleBufferTests.One("a", time * Ms, index + 1));
        var results = new SampleInterpolation(options).Read(new SampleBuffering(Options).Read(blocks)).SelectMany(batch => batch.Results).ToArray();
        Assert.Equal([(0ul, 2, null), (10 * Ms, 0, 2.0), (20 * Ms, 1, 2.0)], seen);
        Assert.Equal(["2", "0", "1"], results.Select(result => result.Item));
    }

    [Fact]
    public void One_wrong_time_far_ahead_makes_no_flood_and_is_counted()
    {
        var blocks = new[] { SampleBufferTests.One("a", 0, 1), SampleBufferTests.One("a", ulong.MaxValue - 1, 2) };
        var interpolation = new SampleInterpolation(new InterpolationOptions(1_000) { LongestGap = 100 });
        Assert.InRange(interpolation.Read(new SampleBuffering(Options).Read(blocks)).Sum(batch => batch.Results.Count), 2, 300);
        Assert.True(interpolation.Skipped > 0);
    }

    [Fact]
    public void Long_gap_that_is_allowed_is_delivered_bit_by_bit()
    {
        var blocks = new[] { SampleBufferTests.One("a", 0, 1), SampleBufferTests.One("a", 100 * OdpTime.Second, 2) };
        var batches = new SampleInterpolation(new InterpolationOptions(1_000)).Read(new SampleBuffering(Options).Read(blocks)).ToArray();
        Assert.All(batches, batch => Assert.InRange(batch.Results.Count, 1, 100));
        Assert.Equal(100_001, batches.Sum(batch => batch.Results.Count));
    }

    [Fact]
    public async Task Live_reading_gives_the_same()
    {
        var blocks = Enumerable.Range(0, 300).Select(index => SampleBufferTests.One("a", (ulong)index * 10 * Ms, index)).ToArray();
        var options = new InterpolationOptions(20);
        var expected = new SampleInterpolation(options).Read(new SampleBuffering(Options).Read(blocks)).SelectMany(batch => batch.Results);
        var actual = await new SampleInterpolation(options).ReadAsync(new SampleBuffering(Options).ReadAsync(blocks.ToAsyncEnumerable())).ToListAsync();
        Assert.Equal(expected, actual.SelectMany(batch => batch.Results));
    }

    [Theory]
    [InlineData(0.0, null, 10)]
    [InlineData(10.0, 0.0, 10)]
    [InlineData(10.0, null, -1)]
    public void Options_out_of_range_are_refused(double frequency, double? delivery, long gap) => Assert.Equal(
        OdpErrorKind.InvalidWindow,
        Assert.Throws<OdpConfigurationException>(() => new SampleInterpolation(new InterpolationOptions(frequency) { DeliveryFrequency = delivery, LongestGap = gap })).Kind);

    private sealed class Recorder(List<(ulong Start, int Points, double? Previous)> seen) : IIntervalProcessor
    {
        public IntervalResult Process(in IntervalContext context)
        {
            seen.Add((context.Start, context.Points.Length, context.Previous?.Value));
            return new IntervalResult(context.Identifier, context.Start, context.End, IntervalResultKind.Aggregate, 0) { Item = context.Points.Length.ToString() };
        }
    }
}
