namespace LabSdk.Odp.Tests.Interpolation;

public class ProcessorTests
{
    private const ulong Ms = 1_000_000;

    [Fact]
    public void Samples_that_are_not_valid_numbers_do_not_count()
    {
        var results = SignalResampler.Resample(
            "p", [0, 1 * Ms, 2 * Ms, 3 * Ms], [1, 2, double.NaN, 4], [SampleStatus.Valid, SampleStatus.Missing, SampleStatus.Valid, SampleStatus.Unspecified], 100);
        var only = Assert.Single(results);
        Assert.Equal((1, 1.0, IntervalResultKind.Aggregate, false), (only.Count, only.Mean, only.Kind, only.IsSuperSampled));
    }

    [Fact]
    public void Processors_differ_in_the_value_that_stands_for_the_interval()
    {
        Assert.Equal([3.0, 3.0, 5.0], Values(IntervalProcessors.Last(), [0, 5 * Ms, 20 * Ms], [1, 3, 5]));
        Assert.Equal([2.0, 3.0, 5.0], Values(IntervalProcessors.Mean(), [0, 5 * Ms, 20 * Ms], [1, 3, 5]));
        Assert.Equal([3.0, 3.0, 5.0], Values(IntervalProcessors.Aggregate(), [0, 5 * Ms, 20 * Ms], [1, 3, 5]));
    }

    [Fact]
    public void Linear_resampling_is_exact_on_a_line_and_does_not_extrapolate()
    {
        ulong[] times = [3 * Ms, 14 * Ms, 15 * Ms, 48 * Ms];
        var results = SignalResampler.Resample("p", times, [.. times.Select(time => time / (double)Ms)], [.. times.Select(_ => SampleStatus.Valid)], 100, IntervalProcessors.Linear());
        Assert.Equal([0ul, 10 * Ms, 20 * Ms, 30 * Ms, 40 * Ms], results.Select(result => result.Start));
        Assert.True(double.IsNaN(results[0].Value));
        Assert.Equal([10.0, 20.0, 30.0, 40.0], results.Skip(1).Select(result => Math.Round(result.Value, 9)));
        Assert.Equal([IntervalResultKind.Aggregate, IntervalResultKind.Aggregate, IntervalResultKind.Held, IntervalResultKind.Held, IntervalResultKind.Aggregate], results.Select(result => result.Kind));
    }

    [Fact]
    public void Linear_resampling_gives_a_sample_on_the_grid_as_it_is_and_survives_huge_values()
    {
        Assert.Equal([7.0, double.MaxValue / 2], Values(IntervalProcessors.Linear(), [0, 10 * Ms], [7, double.MaxValue / 2]));
        var results = Values(IntervalProcessors.Linear(), [0, 20 * Ms], [double.MinValue, double.MaxValue]);
        Assert.All(results, value => Assert.True(double.IsFinite(value)));
    }

    [Fact]
    public void Range_holds_what_was_before_and_fills_up_to_its_end()
    {
        var results = SignalResampler.Resample("p", [5 * Ms, 35 * Ms, 90 * Ms], [1, 2, 3], [SampleStatus.Valid, SampleStatus.Valid, SampleStatus.Valid], 100, rangeStart: 21 * Ms, rangeEnd: 55 * Ms);
        Assert.Equal([(20 * Ms, 1.0), (30 * Ms, 2.0), (40 * Ms, 2.0), (50 * Ms, 2.0)], results.Select(result => (result.Start, result.Value)));
    }

    [Fact]
    public void Gap_longer_than_allowed_is_left_out()
    {
        var results = SignalResampler.Resample("p", [0, ulong.MaxValue], [1, 2], [SampleStatus.Valid, SampleStatus.Valid], 1_000, longestGap: 10);
        Assert.Equal(2, results.Count);
        Assert.Equal(ulong.MaxValue, results[1].End);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(2e9)]
    public void Frequencies_out_of_range_are_refused(double hertz) =>
        Assert.Equal(OdpErrorKind.InvalidWindow, Assert.Throws<OdpConfigurationException>(() => SignalResampler.Resample("p", [], [], [], hertz)).Kind);

    [Fact]
    public void Lists_of_several_lengths_are_wrong_use() => Assert.Throws<ArgumentException>(() => SignalResampler.Resample("p", [1], [], [], 10));

    [Fact]
    public void Aggregates_agree_with_a_plain_count_on_random_data()
    {
        var random = new Random(4);
        for (var run = 0; run < 500; run++)
        {
            var times = Enumerable.Range(0, random.Next(1, 60)).Select(_ => (ulong)random.Next(1_000_000_000)).Order().ToArray();
            var values = times.Select(_ => random.NextDouble()).ToArray();
            var period = (ulong)Math.Round(1e9 / 37);
            var results = SignalResampler.Resample("p", times, values, [.. times.Select(_ => SampleStatus.Valid)], 37);
            Assert.Equal(times.Length, results.Sum(result => result.Count));
            Assert.All(results.Zip(results.Skip(1)), pair => Assert.Equal(pair.First.End, pair.Second.Start));
            foreach (var result in results)
            {
                var inside = values.Where((_, index) => times[index] / period * period == result.Start).ToArray();
                Assert.Equal(inside.Length, result.Count);
                Assert.Equal(inside.Length == 0 ? values[Array.FindLastIndex(times, time => time < result.Start)] : inside[^1], result.Value);
                Assert.True(inside.Length == 0 || (inside.Min() == result.Min && inside.Max() == result.Max && Math.Abs(inside.Average() - result.Mean) < 1e-12));
            }
        }
    }

    private static double[] Values(IIntervalProcessor processor, ulong[] times, double[] values) =>
        [.. SignalResampler.Resample("p", times, values, [.. times.Select(_ => SampleStatus.Valid)], 100, processor).Select(result => result.Value)];
}
