using FsCheck;
using FsCheck.Fluent;

namespace LabSdk.Display.Tests.Figures;

public sealed class TicksTests
{
    [Theory]
    [InlineData(0, 100, 6, "0 20 40 60 80 100", null)]
    [InlineData(0, 1, 5, "0.0 0.2 0.4 0.6 0.8 1.0", null)]
    [InlineData(-1, 1, 4, "−1.0 −0.5 0.0 0.5 1.0", null)]
    [InlineData(0, 2.6e-6, 4, "0 1 2", "×10⁻⁶")]
    [InlineData(0, 3e7, 3, "0 10 20 30", "×10⁶")]
    [InlineData(0, 0.0012, 4, "0.0 0.5 1.0", "×10⁻³")]
    public void Linear_marks_are_round(double low, double high, int wanted, string labels, string? multiplier)
    {
        var ticks = LinearTicks.For(new AxisRange(low, high), wanted);

        Assert.Equal(labels, string.Join(' ', ticks.Labels));
        Assert.Equal(multiplier, ticks.Multiplier);
    }

    [Fact]
    public void A_large_offset_goes_to_the_end_of_the_axis()
    {
        var ticks = LinearTicks.For(new AxisRange(532.0001220, 532.0001235), 4);

        Assert.Contains("+532.0001", ticks.Multiplier);
        Assert.All(ticks.Labels, label => Assert.InRange(label.Length, 1, 5));
        Assert.Equal(ticks.Labels.Length, ticks.Labels.Distinct().Count());
    }

    [Theory]
    [InlineData(1, 1e6, 8, "1 10 100 1000 10⁴ 10⁵ 10⁶")]
    [InlineData(1e-12, 1e12, 6, "10⁻¹⁰ 10⁻⁵ 1 10⁵ 10¹⁰")]
    [InlineData(1, 100, 5, "1 2 5 10 20 50 100")]
    public void Logarithmic_marks_are_powers(double low, double high, int wanted, string labels) =>
        Assert.Equal(labels, string.Join(' ', LogTicks.For(new AxisRange(low, high), wanted).Labels));

    [Fact]
    public void Time_marks_are_round_times()
    {
        var start = TimeAxis.Seconds(new DateTimeOffset(2026, 11, 21, 9, 58, 3, TimeSpan.Zero));

        Assert.Equal("10:00 10:05 10:10 10:15", string.Join(' ', TimeTicks.For(new AxisRange(start, start + 1200), 4).Labels));
        Assert.Equal("2026-11-21 UTC", TimeTicks.Days(new AxisRange(start, start + 60)));
    }

    [Fact]
    public void Any_range_has_few_ascending_marks_inside() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll<double, double>(ArbMap.Default.ArbFor<double>(), ArbMap.Default.ArbFor<double>(), (a, b) =>
        {
            foreach (var scale in Enum.GetValues<AxisScale>())
            {
                var range = AxisRange.Finish(AxisRange.Of([a, b], scale), new Axis(null, null, scale), 0.05);
                var ticks = Ticks.For(range, scale, 6);
                var slack = range.Span * 1e-6;
                Assert.True(range.Low < range.High && double.IsFinite(range.Span));
                Assert.InRange(ticks.Places.Length, 0, 60);
                Assert.Equal(ticks.Places.Length, ticks.Labels.Length);
                Assert.Equal(ticks.Places.Order(), ticks.Places);
                Assert.All(ticks.Places, p => Assert.InRange(p, range.Low - slack, range.High + slack));
            }
        }));
}
