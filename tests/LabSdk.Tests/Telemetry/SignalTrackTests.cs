using LabSdk.Odp;

namespace LabSdk.Tests.Telemetries;

public class SignalTrackTests
{
    [Fact]
    public void Blocks_become_one_run_in_order_of_time()
    {
        var merged = Merge(Doubles([3, 4], 30, 40), Doubles([1, 2], 10, 20));

        Assert.Equal([1.0, 2, 3, 4], merged.Doubles.ToArray());
        Assert.Equal([10ul, 20, 30, 40], merged.Times.ToArray());
    }

    [Fact]
    public void Of_two_samples_with_one_time_the_later_arrival_stays()
    {
        var merged = Merge(Doubles([1, 2, 3], 10, 20, 30), Doubles([9], 20));

        Assert.Equal([1.0, 9, 3], merged.Doubles.ToArray());
    }

    [Fact]
    public void Kinds_stay_what_they_are_and_mixed_ones_become_numbers_or_texts()
    {
        Assert.Equal(SampleKind.Int32, Merge(SignalSamples.Of("a", [1, 2], SampleTimes.Of(1, 2))).Kind);
        Assert.Equal([1.0, 2.5], Merge(SignalSamples.Of("a", [1], SampleTimes.Of(1)), Doubles([2.5], 2)).Doubles.ToArray());
        Assert.Equal(["1", "x"], Merge(SignalSamples.Of("a", [1], SampleTimes.Of(1)), SignalSamples.Of("a", ["x"], SampleTimes.Of(2))).Strings.ToArray());
        Assert.Equal(SampleKind.None, Merge().Kind);
    }

    [Fact]
    public void Statuses_go_with_their_samples()
    {
        var merged = Merge(
            Doubles([3], 30),
            SignalSamples.Of("a", [1.0, 2], SampleTimes.Of(10, 20), SampleStatuses.Of(SampleStatus.Missing, SampleStatus.Valid)));

        Assert.Equal([SampleStatus.Missing, SampleStatus.Valid, SampleStatus.Valid], merged.Statuses.ToArray());
    }

    [Fact]
    public void Figures_count_what_is_valid()
    {
        var statistics = new SignalStatistics("a");
        statistics.Add(SignalSamples.Of("a", [5.0, 99, 2, double.NaN], SampleTimes.Periodic(1_000_000_000, 10_000_000, 4), SampleStatuses.Of(SampleStatus.Valid, SampleStatus.Error, SampleStatus.Valid, SampleStatus.Valid)), "S");
        var signal = statistics.ToSignal(null);

        Assert.Equal((4, 1, 2.0, 5.0, 100.0), (signal.Count, signal.NotValid, signal.Min, signal.Max, signal.Rate));
        Assert.Equal(["S"], signal.Streams);
        Assert.Equal(1_030_000_000ul, signal.Last);
    }

    private static SignalSamples Merge(params SignalSamples[] blocks)
    {
        var track = new SignalTrack("a");
        foreach (var block in blocks)
        {
            track.Add(block);
        }

        return track.Merge();
    }

    private static SignalSamples Doubles(double[] values, params ulong[] times) => SignalSamples.Of("a", values, SampleTimes.Of(times));
}
