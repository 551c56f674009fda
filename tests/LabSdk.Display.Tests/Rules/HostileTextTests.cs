using System.Text.Json;
using LabSdk.Display.Tests.Samples;

namespace LabSdk.Display.Tests.Rules;

/// <summary>Every hostile string in every text field of every renderer: the structure stays what it was.</summary>
public sealed class HostileTextTests
{
    private static readonly HashSet<string> Elements =
    [
        "div", "span", "p", "pre", "style", "script", "table", "thead", "tbody", "tr", "th", "td", "details", "summary",
        "dl", "dt", "dd", "svg", "g", "path", "rect", "text", "title", "image",
    ];

    private static readonly HashSet<string> Attributes =
    [
        "class", "id", "scope", "colspan", "style", "role", "open", "aria-label", "aria-valuemin", "aria-valuemax", "aria-valuenow",
        "viewBox", "width", "height", "x", "y", "d", "fill", "fill-opacity", "stroke", "stroke-width", "stroke-linejoin", "stroke-linecap",
        "stroke-dasharray", "stroke-opacity", "transform", "font-family", "font-size", "font-weight", "text-anchor", "overflow",
        "shape-rendering", "preserveAspectRatio", "href", "rx",
    ];

    public static TheoryData<int> Strings => HostileStrings.Indices;

    [Fact]
    public void There_are_enough_strings() => Assert.InRange(HostileStrings.List.Count, 30, 1000);

    [Theory, MemberData(nameof(Strings))]
    public void Html_keeps_its_structure(int index)
    {
        var text = HostileStrings.List[index];
        foreach (var sample in AllSamples.EachRenderer)
        {
            var html = Views.ToMimeBundle(sample.WithAll(text)).Html!;
            var root = OutputReader.Html(html);
            foreach (var element in root.DescendantsAndSelf())
            {
                Assert.True(Elements.Contains(element.Name.LocalName), $"{sample.Name}: <{element.Name}>");
                Assert.All(element.Attributes(), a => Assert.True(Attributes.Contains(a.Name.LocalName), $"{sample.Name}: {element.Name} {a.Name}"));
            }

            var figures = root.Descendants().Count(e => e.Attribute("class")?.Value == "lab-figure");
            Assert.InRange(root.Descendants("script").Count(), 0, figures);
            Assert.Single(root.Descendants("style"));
            Assert.DoesNotMatch("(?i)https?:|//", html);
            Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(html), 1, 200_000);
        }
    }

    [Theory, MemberData(nameof(Strings))]
    public void Text_holds_no_control_characters(int index)
    {
        foreach (var sample in AllSamples.EachRenderer)
        {
            var text = Views.ToMimeBundle(sample.WithAll(HostileStrings.List[index])).PlainText;

            Assert.False(text.Any(c => (char.IsControl(c) && c is not '\n') || c is '\u2028' or '\u2029' or '\u202e' or '\u200b'), sample.Name);
            Assert.True(text.Split('\n').Max(Columns) <= 120, $"{sample.Name}: {text.Split('\n').Max(Columns)} columns");
        }
    }

    [Theory, MemberData(nameof(Strings))]
    public void Svg_and_plotly_stay_well_formed(int index)
    {
        foreach (var sample in AllSamples.EachRenderer)
        {
            var bundle = Views.ToMimeBundle(sample.WithAll(HostileStrings.List[index]));
            if (bundle.Svg is { } svg)
            {
                var root = OutputReader.Parse(svg);
                Assert.All(root.DescendantsAndSelf(), e => Assert.True(Elements.Contains(e.Name.LocalName), $"{sample.Name}: <{e.Name}>"));
                Assert.DoesNotMatch("(?i)https?:|//", svg.Replace("http://www.w3.org/2000/svg", ""));
            }

            if (bundle.Plotly is { } json)
            {
                using var document = JsonDocument.Parse(json);
                Assert.DoesNotContain(json, c => c is '<' or '>' or '&' or '\u2028' or '\u2029');
            }
        }
    }

    [Fact]
    public void One_bad_field_among_good_ones_stays_inside_it()
    {
        const string Marker = "</td></div><script>window.pwned=1</script>";
        foreach (var sample in AllSamples.EachRenderer)
        {
            for (var field = 0; field < Math.Min(sample.CountFields(), 25); field++)
            {
                var html = Views.ToMimeBundle(sample.With(field, Marker)).Html!;
                OutputReader.Html(html);
                Assert.DoesNotContain("<script>window", html);
            }
        }
    }

    // East Asian characters and emoji take two columns; combining marks none.
    private static int Columns(string line) => line.EnumerateRunes().Sum(r => System.Text.Rune.GetUnicodeCategory(r) switch
    {
        System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.EnclosingMark => 0,
        _ => r.Value is >= 0x1100 and <= 0x115F or >= 0x2E80 and <= 0xA4CF or >= 0xAC00 and <= 0xD7A3 or >= 0xF900 and <= 0xFAFF or >= 0xFF00 and <= 0xFF60 or >= 0x1F300 and <= 0x1FAFF ? 2 : 1,
    });
}
