using System.Text;
using System.Text.RegularExpressions;
using LabSdk.Display;

namespace LabSdk.Notebooks.Tests.Exporting;

public partial class HtmlSanitizerTests
{
    [Theory]
    [InlineData("<b>x", "<b>x</b>")]
    [InlineData("a < b && c > d", "a &lt; b &amp;&amp; c &gt; d")]
    [InlineData("<i><b>x</i>y</b>", "<i><b>x</b></i>y")]
    [InlineData("<p class='a' onclick=x>t</p>", "<p class=\"a\">t</p>")]
    [InlineData("<font color=red>t</font>", "t")]
    [InlineData("<br/><hr>", "<br><hr>")]
    [InlineData("<SVG VIEWBOX='0 0 1 1'><PATH D='M0 0'/></SVG>", "<svg viewBox=\"0 0 1 1\"><path d=\"M0 0\"></path></svg>")]
    [InlineData("<svg><rect fill='url(#a)'/><rect fill='url(http://x)'/></svg>", "<svg><rect fill=\"url(#a)\"></rect><rect></rect></svg>")]
    [InlineData("<a href='https://x.example/'>t</a>", "<a href=\"https://x.example/\" rel=\"noopener noreferrer\">t</a>")]
    [InlineData("<a href='javascript:x'>t</a>", "<a rel=\"noopener noreferrer\">t</a>")]
    [InlineData("<img src='https://x.example/a.png' alt='b'>", "<a href=\"https://x.example/a.png\" rel=\"noopener noreferrer\">[picture: b]</a>")]
    [InlineData("<img src='data:image/png;base64,AAAA'>", "<img src=\"data:image/png;base64,AAAA\">")]
    [InlineData("<img src='data:text/html;base64,AAAA'>", "<em>[picture: data:text/html;base64,AAAA]</em>")]
    [InlineData("<input type=text value=x>", "<input value=\"x\" type=\"checkbox\" disabled=\"\">")]
    [InlineData("&lt;b&gt; &amp;lt;", "&lt;b&gt; &amp;lt;")]
    [InlineData("<div style='color:red'>x</div>", "<div style=\"color:red\">x</div>")]
    [InlineData("<div style='width:expression(1)'>x</div>", "<div>x</div>")]
    [InlineData("x\0y\u001b", "x\ufffdy\ufffd")]
    public void Html_is_written_anew(string html, string expected) => Assert.Equal(expected, new HtmlSanitizer().Clean(html));

    [Theory]
    [InlineData(".lab-out{color:red}", true)]
    [InlineData(".lab-out .a,.lab-out:is(.b,.c){color:red}@media print{.lab-out.x{margin:0}}", true)]
    [InlineData(".lab-out .a,.b{color:red}", false)]
    [InlineData(".lab-outer{color:red}", false)]
    [InlineData(".lab-out ~ main{color:red}", false)]
    [InlineData(".lab-out.a + b{color:red}", false)]
    [InlineData(".lab-out .a + .b{color:red}", true)]
    [InlineData("body .lab-out{color:red}", false)]
    [InlineData("@media print{body{margin:0}}", false)]
    [InlineData("@import 'x';.lab-out{}", false)]
    [InlineData(".lab-out{background:url(x)}", false)]
    [InlineData(".lab-out{position:fixed}", false)]
    [InlineData(".lab-out{color:red", false)]
    [InlineData(".lab-out{}} body{}", false)]
    [InlineData(".lab-out.a:is(.b:not([c]) ~ .d *){color:red}", true)]
    [InlineData("", true)]
    public void Only_style_sheets_of_our_outputs_are_taken(string css, bool isOwn) => Assert.Equal(isOwn, SafeCss.IsOwnSheet(css));

    [Fact]
    public void Style_sheets_of_this_SDK_are_taken()
    {
        object[] shown = [new Figure("f").Line(new double[] { 1 }, new double[] { 1 }), new Card("c") { Body = [new PropertyList { { "a", "b" } }] }, new TextBlock("t")];
        foreach (var value in shown)
        {
            var sheets = new List<string>();
            new HtmlSanitizer { FoundStyle = sheets.Add }.Clean(Views.ToMimeBundle(value).Html!);
            Assert.All(sheets, sheet => Assert.True(SafeCss.IsOwnSheet(sheet), sheet));
            Assert.NotEmpty(sheets);
        }
    }

    [Fact]
    public void Any_text_becomes_balanced_and_harmless_html()
    {
        string[] parts = [.. HostileHtml.All, "<", ">", "\"", "'", "=", "/", "&", ";", " ", "<b>", "</b>", "<svg>", "</svg>", "<table>", "<td ", "style=\"", "href=", "on", "x", "<!--", "-->", "&#0;", "&#x3c;", "\ud800"];
        Parallel.For(0, 500, seed =>
        {
            var random = new Random(seed);
            for (var i = 0; i < 110; i++)
            {
                var html = new StringBuilder();
                for (var count = random.Next(1, 8); count > 0; count--)
                {
                    var part = parts[random.Next(parts.Length)];
                    html.Append(random.Next(3) == 0 ? part[random.Next(part.Length)..] : part);
                }

                AssertHarmless(new HtmlSanitizer().Clean(html.ToString()), html.ToString());
            }
        });
    }

    [Fact]
    public void Deep_and_endless_html_takes_linear_time()
    {
        var started = System.Diagnostics.Stopwatch.StartNew();
        foreach (var part in new[] { "<div>", "<script>", "<b ", "<!--", "<a b=\"", "</x", "<svg><style>", "&lt", "<i></b>" })
        {
            new HtmlSanitizer().Clean(string.Concat(Enumerable.Repeat(part, 200_000)));
        }

        Assert.InRange(started.Elapsed.TotalSeconds, 0, 20);
    }

    // Reads the result as strictly as it was written: tags of the list, quoted attributes of the list, balanced.
    private static void AssertHarmless(string html, string from)
    {
        var open = new Stack<string>();
        var rest = Tag().Replace(html, match =>
        {
            var name = match.Groups["name"].Value;
            Assert.True(HtmlRules.Element(name.ToLowerInvariant()) == name, $"{name} in {html} from {from}");
            if (match.Groups["end"].Success)
            {
                Assert.True(open.TryPop(out var last) && last == name, $"unbalanced {html} from {from}");
                return "";
            }

            foreach (Capture attribute in match.Groups["attribute"].Captures)
            {
                Assert.True(attribute.Value is "style" or "rel" || HtmlRules.Attribute(attribute.Value.ToLowerInvariant()) == attribute.Value, $"{attribute.Value} in {html} from {from}");
            }

            foreach (Capture value in match.Groups["value"].Captures)
            {
                Assert.DoesNotMatch(@"^\s*(javascript|vbscript|data:text)", value.Value);
            }

            if (!HtmlRules.Void.Contains(name))
            {
                open.Push(name);
            }

            return "";
        });
        Assert.Empty(open);
        Assert.False(rest.Contains('<', StringComparison.Ordinal), $"{rest} from {from}");
    }

    [GeneratedRegex("<(?<end>/)?(?<name>[a-zA-Z0-9]+)( (?<attribute>[a-zA-Z:-]+)=\"(?<value>[^\"<>]*)\")*>")]
    private static partial Regex Tag();
}
