using LabSdk.Display.Tests.Samples;

namespace LabSdk.Display.Tests.Live;

public class LiveTests
{
    private readonly ManualTime _time = new();
    private readonly RecordingSink _sink = new();

    [Fact]
    public void An_offered_form_is_shown_within_a_tenth_of_a_second_without_another_offer()
    {
        using var view = new LiveView(new TextBlock("0"), _sink, _time);
        view.Update(() => new TextBlock("1"));
        view.Update(() => new TextBlock("2"));
        Assert.Single(_sink.Shown);

        _time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal(["0", "2"], _sink.Shown.Select(form => form.PlainText));
    }

    [Fact]
    public void Offering_never_waits_for_a_place_that_hangs()
    {
        using var hangs = new ManualResetEventSlim();
        using var taken = new ManualResetEventSlim();
        using var view = new LiveView(new TextBlock("0"), _sink);
        _sink.Taking = () =>
        {
            taken.Set();
            hangs.Wait(TimeSpan.FromSeconds(60));
        };
        view.Update(() => new TextBlock("1"));
        Assert.True(taken.Wait(TimeSpan.FromSeconds(30)));

        // The place is busy with the first; these return although it is.
        for (var i = 0; i < 1000; i++)
        {
            view.Update(() => new TextBlock("later"));
        }

        hangs.Set();
        view.Dispose();
        Assert.Equal("later", _sink.Shown[^1].PlainText);
        Assert.InRange(_sink.Shown.Count, 3, 4);
    }

    [Fact]
    public void Large_forms_are_shown_once_a_second()
    {
        var large = MimeBundle.FromText(new string('x', LiveView.LargeBytes + 1));
        using (var view = new LiveView(large, new RenderingSink(_sink), _time))
        {
            for (var i = 0; i < 50; i++)
            {
                _time.Advance(TimeSpan.FromMilliseconds(100));
                view.Update(() => MimeBundle.FromText(new string('x', LiveView.LargeBytes + 1)));
            }
        }

        Assert.InRange(_sink.Shown.Count, 5, 7);
    }

    [Fact]
    public void A_form_that_fails_says_so_and_the_next_is_shown()
    {
        using (var view = new LiveView(new TextBlock("0"), _sink, _time))
        {
            view.Update(() => throw new InvalidOperationException("no form"));
            _time.Advance(TimeSpan.FromSeconds(1));
            Assert.Contains("no form", _sink.Shown[^1].PlainText, StringComparison.Ordinal);
            view.Update(() => new TextBlock("fine"));
        }

        Assert.Equal("fine", _sink.Shown[^1].PlainText);
        Assert.Equal(0, _time.Timers);
    }

    [Fact]
    public void A_live_plot_is_drawn_while_it_grows_and_interactive_at_the_end()
    {
        using (var live = new LivePlot("Power", _sink, _time).XAxis("position", "mm").YAxis("power", "W"))
        {
            for (var i = 0; i < 1000; i++)
            {
                live.Add(i, i % 7);
                _time.Advance(TimeSpan.FromMilliseconds(10));
            }
        }

        Assert.InRange(_sink.Shown.Count, 95, 105);
        Assert.All(_sink.Shown.SkipLast(1), form => Assert.False(form.Has(MimeTypes.Plotly)));
        Assert.All(_sink.Shown.SkipLast(1), form => Assert.DoesNotContain("<script", form.Html));
        Assert.All(_sink.Shown, form => Assert.InRange(form.Html!.Length, 1000, LiveView.LargeBytes));
        Assert.True(_sink.Shown[^1].Has(MimeTypes.Plotly));
        Assert.Contains("position", _sink.Shown[^1].Html);
        Assert.Equal(1, _sink.Ended);
    }

    [Fact]
    public void A_live_plot_of_a_million_points_stays_small_and_keeps_only_what_was_asked()
    {
        using var live = new LivePlot(null, _sink, _time) { Keep = 1000 };
        for (var i = 0; i < 1_000_000; i++)
        {
            live.Add("sine", i, Math.Sin(i));
        }

        Assert.Equal(1000, Assert.IsType<PointTrace>(Assert.Single(live.Figure.Traces)).Count);
        using var all = new LivePlot(null, _sink, _time);
        for (var i = 0; i < 300_000; i++)
        {
            all.Add(i, Math.Sin(i));
        }

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.All(_sink.Shown, form => Assert.InRange(form.Html!.Length, 1000, LiveView.LargeBytes));
    }

    [Fact]
    public void A_live_table_shows_its_last_rows_and_at_the_end_all()
    {
        using (var live = new LiveTable("Readings", ["step", new TableColumn("power", "W")], _sink, _time) { ShownRows = 3 })
        {
            for (var i = 0; i < 20; i++)
            {
                live.Add(i, i * 0.5);
            }

            _time.Advance(TimeSpan.FromSeconds(1));
            var text = _sink.Shown[^1].PlainText;
            Assert.Contains("the last 3 of 20 rows", text, StringComparison.Ordinal);
            Assert.DoesNotContain("8.0", text, StringComparison.Ordinal);
        }

        Assert.Contains("20 rows", _sink.Shown[^1].PlainText, StringComparison.Ordinal);
    }

    // As real places do, it asks for the forms while it takes them.
    private sealed class RenderingSink(RecordingSink inner) : IDisplaySink
    {
        public void Show(MimeBundle bundle)
        {
            _ = bundle.PlainText;
            inner.Show(bundle);
        }

        public ILiveDisplay ShowLive(MimeBundle first)
        {
            Show(first);
            return new Slot(this);
        }

        private sealed class Slot(RenderingSink sink) : ILiveDisplay
        {
            public void Update(MimeBundle bundle) => sink.Show(bundle);

            public void Dispose()
            {
            }
        }
    }
}
