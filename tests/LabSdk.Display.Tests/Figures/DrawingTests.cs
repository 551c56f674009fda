using LabSdk.Display.Tests.Rules;

namespace LabSdk.Display.Tests.Figures;

public class DrawingTests
{
    [Fact]
    public void Segments_fill_the_bar_by_their_share_and_keep_the_smallest_visible()
    {
        var bar = new SegmentBar(new Segment("volatile", 999_000, "999 GiB"), new Segment("persistent", 1, "1 MiB")) { Title = "Partitions", TotalText = "1 TiB" };

        var text = bar.ToString();
        var widths = OutputReader.Html(bar.ToHtml()).Descendants("span").Select(span => span.Attribute("style")?.Value).OfType<string>();

        Assert.Contains("Partitions  1 TiB", text);
        Assert.Contains("▓", text);
        Assert.Equal(2, widths.Count());
    }

    [Fact]
    public void Sizes_that_are_no_sizes_count_as_nothing()
    {
        var bar = new SegmentBar(new Segment("a", double.NaN, "?"), new Segment("b", -3, "-3"), new Segment("c", double.PositiveInfinity, "∞"));

        Assert.DoesNotContain("NaN", bar.ToHtml());
        Assert.DoesNotContain('█', bar.ToString());
    }

    [Fact]
    public void Many_segments_are_counted_where_they_end() =>
        Assert.Contains("20 more not shown", new SegmentBar([.. Enumerable.Range(0, 60).Select(i => new Segment($"LD {i}", 1, "1"))]).ToHtml());

    [Fact]
    public void Drawing_follows_the_theme_and_says_the_same_in_words()
    {
        var drawing = new Drawing(100, 50, [new Box(1.005, 2, 30, 10, Ink.Soft, Ink.Fault), new Connector(0, 0, 10, 20, Ink.Accent)], new TextBlock("port 1: fault"));

        var html = drawing.ToHtml();

        Assert.Contains("lab-k-fault", html);
        Assert.Contains("viewBox=\"0 0 100 50\"", html);
        Assert.Contains("M0 0C0 10 10 10 10 20", html);
        Assert.Contains("port 1: fault", drawing.ToString());
    }

    [Fact]
    public void Label_is_cut_where_it_has_no_room() =>
        Assert.Contains("…", new Drawing(50, 20, [new Label(0, 10, "a very long name of a port") { Room = 60 }], new TextBlock("")).ToHtml());

    [Fact]
    public void Drawing_that_is_too_large_stays_within_the_limit() =>
        Assert.InRange(new Drawing(100, 100, [.. Enumerable.Range(0, 20_000).Select(i => new Box(i, i, 1, 1, Ink.Text, null))], new TextBlock("")).ToHtml().Length, 1, 200_000);
}
