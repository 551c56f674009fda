using LabSdk.Odp.Buffering;

namespace LabSdk.Odp.Tests.Buffering;

public class SampleBufferTests
{
    private static readonly BufferingOptions Second = new() { WindowLength = TimeSpan.FromSeconds(1), SlidingWindowPercentage = 10 };

    [Fact]
    public void Same_parameter_and_time_twice_the_later_arrival_wins_from_whatever_stream()
    {
        var buffer = new SampleBuffer(Second);
        buffer.Add(One("a", 5, 1));
        buffer.Add(One("b", 5, 2));
        buffer.Add(One("a", 5, 3));
        Assert.Equal([("a", 3.0), ("b", 2.0)], buffer.Flush()!.Samples.Select(sample => (sample.Identifier, sample.Value)));
        Assert.Equal(new BufferingStatistics(3, 2, 0, 0, 1, 0), buffer.Statistics);
    }

    [Fact]
    public void Columns_of_one_packet_are_not_late_to_each_other()
    {
        var buffer = new SampleBuffer(Second);
        var times = SampleTimes.Periodic(0, OdpTime.Second, 10);
        var window = buffer.Add(SampleBlock.Of(SampleLayout.Periodic, SignalSamples.Of("a", new double[10], times), SignalSamples.Of("b", new double[10], times)));
        Assert.Equal((0ul, 8 * OdpTime.Second), (window!.From, window.To));
        Assert.Equal(16, window.Samples.Count);
        Assert.Equal(0, buffer.Statistics.Late);
    }

    [Fact]
    public void Subscriptions_choose_by_wildcard_or_by_name_and_the_others_are_counted()
    {
        var buffer = new SampleBuffer(Second with { SubscribedParameters = ["v*:Chassis"] });
        buffer.Add(One("vCar:Chassis", 1, 1));
        buffer.Add(One("gLat:Chassis", 1, 1));
        Assert.Equal(["vCar:Chassis"], buffer.Flush()!.Samples.Select(sample => sample.Identifier));
        Assert.Equal(1, buffer.Statistics.NotSubscribed);
        var exact = new SampleBuffer(Second with { SubscribedParameters = ["v*"], AllowWildcardMatch = false });
        exact.Add(One("vCar", 1, 1));
        exact.Add(One("v*", 1, 1));
        Assert.Equal(["v*"], exact.Flush()!.Samples.Select(sample => sample.Identifier));
        var nothing = new SampleBuffer(Second with { SubscribedParameters = [] });
        nothing.Add(One("a", 1, 1));
        Assert.Null(nothing.Flush());
    }

    [Fact]
    public void Parameters_that_nobody_wants_still_move_the_clock()
    {
        var buffer = new SampleBuffer(Second with { SubscribedParameters = ["slow"] });
        buffer.Add(One("slow", 0, 1));
        Assert.NotNull(buffer.Add(One("fast", 2 * OdpTime.Second, 1)));
    }

    [Fact]
    public void Objects_are_merged_in_when_asked_for()
    {
        var marker = new OdpMarker(3, 0, "Lap 1", OdpMarker.LapTrigger, "", "0", 1);
        var buffer = new SampleBuffer(Second with { IncludeMarkerData = true, IncludeEventData = true, IncludeErrorData = true, IncludeCanData = true });
        buffer.Add(marker);
        buffer.Add(new OdpEvent("e", 2, []));
        buffer.Add(new OdpErrorRecord("x", 1, "", "", "", "", false, true));
        buffer.Add(new OdpCanMessage(4, 0, 1, default, false));
        buffer.Add(One("a", 3, 1));
        var samples = buffer.Flush()!.Samples;
        Assert.Equal(["ErrorData", "EventData", "MarkerData", "a", "CanData"], samples.Select(sample => sample.Identifier));
        Assert.Same(marker, samples[2].Item);
        var without = new SampleBuffer(Second);
        without.Add(marker);
        Assert.Null(without.Flush());
    }

    [Fact]
    public void Texts_are_delivered_as_items()
    {
        var buffer = new SampleBuffer(Second);
        buffer.Add(SampleBlock.Of(SampleLayout.Row, SignalSamples.Of("s", ["on"], SampleTimes.Of(1))));
        var sample = buffer.Flush()!.Samples[0];
        Assert.Equal("on", sample.Item);
        Assert.True(double.IsNaN(sample.Value));
    }

    [Fact]
    public void Windows_show_by_signal_and_by_time()
    {
        var buffer = new SampleBuffer(Second);
        buffer.Add(One("b", 1, 1));
        buffer.Add(One("a", 1, 2));
        buffer.Add(One("a", 2, 3));
        var window = buffer.Flush()!;
        Assert.Equal([("a", 2), ("b", 1)], window.BySignal().Select(group => (group.Key, group.Count())));
        Assert.Equal([(1ul, 2), (2ul, 1)], window.ByTime().Select(group => (group.Key, group.Count())));
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(3_000, 0)]
    [InlineData(3_000, 101)]
    public void Options_out_of_range_are_refused(int milliseconds, int percent)
    {
        var error = Assert.Throws<OdpConfigurationException>(() => new SampleBuffering(new BufferingOptions { WindowLength = TimeSpan.FromMilliseconds(milliseconds), SlidingWindowPercentage = percent }));
        Assert.Equal((OdpErrorKind.InvalidWindow, OdpErrorIds.InvalidWindow), (error.Kind, error.ErrorId));
    }

    [Fact]
    public void Whatever_arrives_is_accounted_for_and_comes_out_in_order()
    {
        var random = new Random(3);
        for (var run = 0; run < 300; run++)
        {
            var buffer = new SampleBuffer(new BufferingOptions { WindowLength = TimeSpan.FromMilliseconds(random.Next(1, 50)), SlidingWindowPercentage = random.Next(1, 101) });
            var windows = new List<SampleWindow>();
            for (var i = 0; i < 200; i++)
            {
                var time = (ulong)Math.Max(0, (i * 1_000_000L) + random.NextInt64(-40_000_000, 5_000_000));
                time = random.Next(500) == 0 ? ulong.MaxValue - (ulong)random.Next(3) : time;
                windows.AddRange(buffer.Add(One(((char)('a' + random.Next(3))).ToString(), time, i)) is { } window ? [window] : []);
                windows.AddRange(random.Next(100) == 0 && buffer.ReleaseIdle() is { } idle ? [idle] : []);
            }

            windows.AddRange(buffer.Flush() is { } rest ? [rest] : []);
            var statistics = buffer.Statistics;
            Assert.Equal(200, statistics.Received);
            Assert.Equal(statistics.Received, statistics.Delivered + statistics.Late + statistics.Replaced + statistics.Held);
            Assert.Equal((0, windows.Sum(window => window.Samples.Count)), (statistics.Held, statistics.Delivered));
            Assert.All(windows.Zip(windows.Skip(1)), pair => Assert.True(pair.First.To <= pair.Second.From));
            Assert.All(windows, window => Assert.All(window.Samples, sample => Assert.True(sample.Time >= window.From && (sample.Time < window.To || sample.Time == ulong.MaxValue))));
            var order = windows.SelectMany(window => window.Samples).ToArray();
            Assert.All(order.Zip(order.Skip(1)), pair =>
                Assert.True(pair.First.Time < pair.Second.Time || (pair.First.Time == pair.Second.Time && string.CompareOrdinal(pair.First.Identifier, pair.Second.Identifier) < 0)));
        }
    }

    internal static SampleBlock One(string name, ulong time, double value) => SampleBlock.Of(SampleLayout.Row, SignalSamples.Of(name, [value], SampleTimes.Of(time)));
}
