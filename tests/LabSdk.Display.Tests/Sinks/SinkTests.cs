using LabSdk.Display.Tests.Samples;

namespace LabSdk.Display.Tests.Sinks;

public sealed class SinkTests
{
    [Fact]
    public void Show_goes_to_the_innermost_place_and_returns_its_value()
    {
        CollectingSink outer = new(), inner = new();
        using (DisplaySink.Use(outer))
        {
            using (DisplaySink.Use(inner))
            {
                Assert.Equal(5, 5.Show());
            }

            "b".Show();
        }

        Assert.Equal(["5"], inner.Items.Select(i => i.PlainText));
        Assert.Equal(["b"], outer.Items.Select(i => i.PlainText));
        Assert.Same(TerminalSink.Console, DisplaySink.Current);
    }

    [Fact]
    public async Task The_place_follows_the_call_flow_only()
    {
        var sink = new CollectingSink();
        using (DisplaySink.Use(sink))
        {
            await Task.Run(() => "inside".Show());
        }

        Assert.Equal(["inside"], sink.Items.Select(i => i.PlainText));
    }

    [Fact]
    public void Escape_sequences_only_on_a_terminal_and_with_colour()
    {
        Assert.DoesNotContain('\u001b', Written(isTerminal: false, colour: true));
        Assert.DoesNotContain('\u001b', Written(isTerminal: true, colour: false));
        Assert.Contains('\u001b', Written(isTerminal: true, colour: true));
    }

    [Fact]
    public void A_terminal_of_60_columns_gets_60_columns()
    {
        using var text = new StringWriter();
        new TerminalSink(text, isTerminal: true, width: 60, colour: false).Show(new TextBlock(new string('x', 300)).ToMimeBundle());

        Assert.All(text.ToString().Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, 60));
    }

    [Fact]
    public void A_live_line_is_rewritten_on_a_terminal_and_written_once_elsewhere()
    {
        Assert.Equal("\ra  9%\u001b[K\ra  100%\u001b[K\n", Live(isTerminal: true).Replace(Environment.NewLine, "\n"));
        Assert.Equal("a  100%\n", Live(isTerminal: false).Replace(Environment.NewLine, "\n"));
    }

    [Fact]
    public void A_live_view_shows_at_most_ten_updates_a_second_and_the_last_one()
    {
        var time = new ManualTime();
        var sink = new CountingSink();
        var built = 0;
        using (var view = new LiveView(new TextBlock("0"), sink, time))
        {
            for (var i = 1; i <= 1000; i++)
            {
                time.Advance(TimeSpan.FromMilliseconds(1));
                var number = i;
                view.Update(() =>
                {
                    built++;
                    return new TextBlock($"{number}");
                });
            }
        }

        Assert.InRange(sink.Updates.Count, 9, 11);
        Assert.Equal("1000", sink.Updates[^1]);
        Assert.Equal(sink.Updates.Count, built);
    }

    [Theory]
    [InlineData(5, 11, 4.2, "Scanning  45%  5/11 pts  1.2 pts/s  00:04")]
    [InlineData(0, 11, 0, "Scanning  0%  0/11 pts  00:00")]
    [InlineData(11, 11, 10, "Scanning  100%  11/11 pts  1.1 pts/s  00:10")]
    [InlineData(1999, 2000, 1, "Scanning  99%  1999/2000 pts  1999 pts/s  00:01")]
    public void Progress_is_one_line(double done, double total, double seconds, string line) =>
        Assert.Equal(line, new ProgressBar("Scanning", done, total, "pts", TimeSpan.FromSeconds(seconds)).ToString());

    [Fact]
    public void A_live_item_of_a_collection_keeps_its_place()
    {
        var sink = new CollectingSink();
        using (var live = sink.ShowLive(MimeBundle.FromText("1")))
        {
            sink.Show(MimeBundle.FromText("after"));
            live.Update(MimeBundle.FromText("2"));
        }

        Assert.Equal(["2", "after"], sink.Items.Select(i => i.PlainText));
    }

    [Fact]
    public void Forms_are_made_once_and_only_when_asked_for()
    {
        var made = 0;
        var bundle = MimeBundle.FromText("t").With(MimeTypes.Html, () => $"{++made}");

        Assert.Equal(0, made);
        Assert.Equal(("1", "1"), (bundle.Html, bundle.Html));
        Assert.Equal([MimeTypes.Html, MimeTypes.PlainText], bundle.MimeTypes);
        Assert.Throws<ArgumentException>(() => bundle.With(MimeTypes.Png, "x"));
    }

    private static string Written(bool isTerminal, bool colour)
    {
        using var text = new StringWriter();
        new TerminalSink(text, isTerminal, 100, colour).Show(new StatusRows(new StatusRow(State.Fault, "x")).ToMimeBundle());
        return text.ToString();
    }

    private static string Live(bool isTerminal)
    {
        using var text = new StringWriter();
        using (var live = new TerminalSink(text, isTerminal).ShowLive(MimeBundle.FromText("a  9%")))
        {
            live.Update(MimeBundle.FromText("a  100%"));
        }

        return text.ToString();
    }

    private sealed class CountingSink : IDisplaySink, ILiveDisplay
    {
        public List<string> Updates { get; } = [];

        public void Show(MimeBundle bundle)
        {
        }

        public ILiveDisplay ShowLive(MimeBundle first) => this;

        public void Update(MimeBundle bundle) => Updates.Add(bundle.PlainText);

        public void Dispose()
        {
        }
    }
}
