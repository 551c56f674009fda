using LabSdk.Data;
using LabSdk.Devices;
using LabSdk.Display.Tests.Samples;
using LabSdk.Hosting;
using LabSdk.Testing;

namespace LabSdk.Display.Tests.Hosts;

public class ConventionTests
{
    private readonly ConventionHost _host = new();

    public static TheoryData<string> Displayables => [.. Names];

    private static IEnumerable<string> Names =>
        AllSamples.List.Where(sample => sample.Plain() is { } value && ConventionHost.IsAttributed(value.GetType())).Select(sample => sample.Name);

    [Theory]
    [MemberData(nameof(Displayables))]
    public void The_host_shows_the_views(string name)
    {
        var value = AllSamples.Get(name).Plain()!;
        Assert.Equal(["text/html"], ConventionHost.PreferredMimeTypes(value.GetType()));
        var html = _host.Format(value, "text/html")!;
        Assert.StartsWith("<div class=\"lab-out", html, StringComparison.Ordinal);
        Assert.Equal(Views.ToMimeBundle(value).PlainText, _host.Format(value, "text/plain"));
        Assert.Null(_host.Format(value, "application/json"));
    }

    [Theory]
    [MemberData(nameof(Displayables))]
    public void Hosts_that_ask_for_ToHtml_get_the_view(string name)
    {
        var value = AllSamples.Get(name).Plain()!;
        var method = value.GetType().GetMethod("ToHtml", System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Instance, null, Type.EmptyTypes, null);
        Assert.StartsWith("<div class=\"lab-out", (string)method!.Invoke(value, null)!, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_kind_of_sample_is_among_them()
    {
        Type[] expected = [typeof(DataFrame), typeof(Frame), typeof(Reading), typeof(Quantity), typeof(Figure), typeof(TableModel), typeof(Card)];
        Assert.Superset(expected.ToHashSet(), Names.Select(name => AllSamples.Get(name).Plain()!.GetType()).ToHashSet());
    }

    [Fact]
    public void A_view_that_throws_shows_its_error()
    {
        var html = _host.Format(new Broken(), "text/html")!;
        Assert.Contains("cannot be shown", html, StringComparison.Ordinal);
        Assert.Contains("no &lt;b&gt; today", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_written_for_nothing()
    {
        var writer = new StringWriter();
        Assert.False(new HostFormatter("text/html", HostViews.Html).Format(null!, writer));
        Assert.Equal("", writer.ToString());
    }

    [Fact]
    public void A_failing_text_of_an_object_is_no_exception()
    {
        Assert.Contains("cannot be shown", HostViews.Text(new BadText()), StringComparison.Ordinal);
    }

    [TypeFormatterSource]
    private sealed class Broken : IDisplayable
    {
        public MimeBundle ToMimeBundle() => MimeBundle.FromText(() => throw new InvalidOperationException("no <b> today")).With(MimeTypes.Html, () => throw new InvalidOperationException("no <b> today"));
    }

    private sealed class BadText
    {
        public override string ToString() => throw new InvalidOperationException("never");
    }
}
