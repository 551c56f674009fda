using System.Net;
using FsCheck;
using FsCheck.Fluent;
using LabSdk.Display.Tests.Samples;

namespace LabSdk.Display.Tests.Html;

public sealed class HtmlWriterTests
{
    [Fact]
    public void Text_and_attributes_are_encoded()
    {
        using var writer = new HtmlWriter();
        writer.Start("p").Attribute("title", "a\"'<>&`b").Text("a\"'<>&`b").End();

        Assert.Equal("<p title=\"a&quot;&#39;&lt;&gt;&amp;&#96;b\">a&quot;&#39;&lt;&gt;&amp;&#96;b</p>", writer.ToString());
    }

    [Theory]
    [InlineData("http://x", "http&#58;/&#47;x")]
    [InlineData("HTTPS:x", "HTTPS&#58;x")]
    [InlineData("daq://h:1", "daq&#58;/&#47;h:1")]
    [InlineData("//x", "/&#47;x")]
    [InlineData("counts/s 10:15", "counts/s 10:15")]
    public void Addresses_cannot_be_found_as_such(string text, string expected)
    {
        using var writer = new HtmlWriter();

        Assert.Equal($"<p>{expected}</p>", writer.Element("p", null, text).ToString());
    }

    [Fact]
    public void An_empty_void_element_is_closed_in_place_others_are_not()
    {
        using var writer = new HtmlWriter();
        writer.Start("div").Start("path").Attribute("d", "M0 0").End().Start("span").End().End();

        Assert.Equal("<div><path d=\"M0 0\"/><span></span></div>", writer.ToString());
    }

    [Fact]
    public void ByteCount_is_the_utf8_size()
    {
        using var writer = new HtmlWriter();
        writer.Element("p", null, "µ Ω 日本 🧪 <&>").Element("p", null, "plain");

        Assert.Equal(System.Text.Encoding.UTF8.GetByteCount(writer.ToString()), writer.ByteCount);
    }

    [Fact]
    public void Any_text_comes_back_as_its_visible_form() =>
        Check.QuickThrowOnFailure(Prop.ForAll<string?>(ArbMap.Default.ArbFor<string?>(), text =>
        {
            using var writer = new HtmlWriter();
            var html = writer.Element("p", null, text ?? "").ToString();
            return WebUtility.HtmlDecode(html[3..^4]) == VisibleText.Of(text ?? "");
        }));

    [Fact]
    public void Coordinates_have_at_most_two_decimals()
    {
        using var writer = new HtmlWriter();
        writer.Start("path").Attribute("x", 1.23456).Attribute("y", -0.001).Attribute("width", double.NaN).End();

        Assert.Equal("<path x=\"1.23\" y=\"0\" width=\"0\"/>", writer.ToString().Replace("-0", "0"));
    }

    [Fact]
    public void An_output_that_cannot_fit_says_so()
    {
        var options = new HtmlOptions { MaxBytes = 14_000 };
        var html = new TableModel(["a"], Enumerable.Range(0, 50).Select(_ => (IReadOnlyList<Cell>)[new string('x', 400)])).ToHtml(options);

        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(html), 1, 14_000);
        Assert.Contains("do not fit the size limit", html);
    }

    [Fact]
    public void Hostile_texts_stay_one_text_node()
    {
        foreach (var text in HostileStrings.List)
        {
            using var writer = new HtmlWriter();
            var html = writer.Start("p").Attribute("title", text).Text(text).End().ToString();
            var element = Rules.OutputReader.Parse(html);
            Assert.False(element.HasElements);
            Assert.Equal(VisibleText.Of(text), element.Value);
            Assert.Equal(VisibleText.Of(text), element.Attribute("title")!.Value);
        }
    }
}
