using LabSdk.Display;
using LabSdk.Display.Tests.Rules;
using LabSdk.Display.Tests.Samples;

namespace LabSdk.Tests.Shown;

/// <summary>Every hostile string in every text field of everything the facade shows: the structure stays what it was.</summary>
public class HostileTextTests
{
    private static readonly HashSet<string> Elements =
    [
        "div", "span", "p", "pre", "style", "script", "table", "thead", "tbody", "tr", "th", "td", "details", "summary",
        "dl", "dt", "dd", "svg", "g", "path", "rect", "circle", "text", "title", "image", "line",
    ];

    public static TheoryData<int> Strings => HostileStrings.Indices;

    [Fact]
    public void There_are_enough_strings() => Assert.InRange(HostileStrings.List.Count, 30, 1000);

    [Theory, MemberData(nameof(Strings))]
    public void Nothing_of_a_hostile_text_becomes_markup(int index)
    {
        foreach (var sample in FacadeSamples.List)
        {
            var bundle = Views.ToMimeBundle(sample.WithAll(HostileStrings.List[index]));
            var root = OutputReader.Html(bundle.Html!);

            Assert.All(root.DescendantsAndSelf(), element => Assert.True(Elements.Contains(element.Name.LocalName), $"{sample.Name}: <{element.Name}>"));
            Assert.All(
                root.DescendantsAndSelf().SelectMany(element => element.Attributes()),
                attribute => Assert.False(attribute.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase), $"{sample.Name}: {attribute}"));
            Assert.DoesNotMatch("(?i)https?:|//", bundle.Html!);
            Assert.DoesNotContain("cannot be shown", bundle.PlainText);
            Assert.False(bundle.PlainText.Any(c => (char.IsControl(c) && c != '\n') || c is '\u202e' or '\u200b'), sample.Name);
        }
    }

    [Fact]
    public void One_bad_field_among_good_ones_stays_inside_it()
    {
        const string Marker = "</td></div><script>window.pwned=1</script>";
        foreach (var sample in FacadeSamples.List)
        {
            for (var field = 0; field < sample.CountFields(); field++)
            {
                var html = Views.ToMimeBundle(sample.With(field, Marker)).Html!;

                OutputReader.Html(html);
                Assert.DoesNotContain("<script>window", html);
            }
        }
    }
}
