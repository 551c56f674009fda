using LabSdk.Display.Hosts;
using LabSdk.Testing;

namespace LabSdk.Display.Tests.Hosts;

public class InteractiveTests
{
    private readonly ConventionHost _host = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_running_cell_is_where_things_are_shown(bool takesSeveralForms)
    {
        var fake = new FakeInteractive(takesSeveralForms, (value, form) => _host.Format(value, form)!);
        fake.BeginCell();
        Show(fake, new TextBlock("the <b> text").ToMimeBundle());
        var shown = Assert.Single(fake.Published);
        Assert.Equal(["display", "text/html"], [shown[0], shown[2]]);
        Assert.Contains("the &lt;b&gt; text", shown[3], StringComparison.Ordinal);
    }

    [Fact]
    public void Updates_have_the_id_of_what_was_displayed()
    {
        var fake = new FakeInteractive(takesSeveralForms: true, (value, form) => _host.Format(value, form)!);
        fake.BeginCell();
        var sink = Sink(fake)!;
        using (var live = sink.ShowLive(new TextBlock("one").ToMimeBundle()))
        {
            live.Update(new TextBlock("two").ToMimeBundle());
            live.Update(new TextBlock("three").ToMimeBundle());
        }

        Assert.Equal(["display", "update", "update"], fake.Published.Select(each => each[0]));
        Assert.Single(fake.Published.Select(each => each[1]).Distinct());
        Assert.Contains("three", fake.Published[^1][3], StringComparison.Ordinal);
    }

    [Fact]
    public void Text_alone_is_shown_as_text()
    {
        var fake = new FakeInteractive(takesSeveralForms: true, (value, form) => _host.Format(value, form)!);
        fake.BeginCell();
        Show(fake, MimeBundle.FromText("plain"));
        Assert.Equal(["text/plain", "plain"], fake.Published[0][2..]);
    }

    [Fact]
    public void An_unknown_shape_of_the_host_is_no_host()
    {
        Assert.Null(InteractiveApi.Of(typeof(InteractiveTests).Assembly));
    }

    [Fact]
    public async Task The_sink_of_a_cell_is_found_and_ends_with_it()
    {
        var fake = new FakeInteractive(takesSeveralForms: true, (value, form) => _host.Format(value, form)!);
        await Task.Run(() =>
        {
            Assert.IsNotType<InteractiveSink>(DisplaySink.Current);
            fake.BeginCell();
            new Quantity(12.5, "mm").Show();
            Assert.Contains("12.5", Assert.Single(fake.Published)[3], StringComparison.Ordinal);
            using (DisplaySink.Use(new CollectingSink()))
            {
                Assert.IsType<CollectingSink>(DisplaySink.Current);
            }

            fake.EndCell();
            Assert.IsNotType<InteractiveSink>(DisplaySink.Current);
        });
    }

    private static InteractiveSink? Sink(FakeInteractive fake) =>
        InteractiveApi.Of(fake.Assembly) is { } api && api.Current() is { } context ? new InteractiveSink(api, context) : null;

    private static void Show(FakeInteractive fake, MimeBundle bundle) => Sink(fake)!.Show(bundle);
}
