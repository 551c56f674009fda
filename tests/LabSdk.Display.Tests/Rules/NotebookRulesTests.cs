using System.Text;
using System.Text.RegularExpressions;
using LabSdk.Display.Tests.Samples;

namespace LabSdk.Display.Tests.Rules;

/// <summary>The rules for HTML and text outputs, over every renderer.</summary>
public sealed partial class NotebookRulesTests
{
    private static readonly string[] Words = ["ok", "warn", "fault", "unknown"];

    public static TheoryData<string> Names => AllSamples.Names;

    [Theory, MemberData(nameof(Names))]
    public void Html_has_one_root_with_a_unique_id(string name)
    {
        var first = Render(name);
        var second = Render(name);

        Assert.Matches("^<div class=\"lab-out\" id=\"lab-[0-9a-f]{12}\">", first);
        var ids = OutputReader.Html(first).DescendantsAndSelf().Select(e => e.Attribute("id")?.Value).Where(id => id is not null).ToArray();
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(ids, id => Assert.StartsWith(ids[0]!, id));
        Assert.NotEqual(ids[0], OutputReader.Html(second).Attribute("id")!.Value);
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_style_rule_starts_with_the_root_class(string name)
    {
        var selectors = CssReader.Selectors(OutputReader.Style(OutputReader.Html(Render(name)))).ToArray();

        Assert.NotEmpty(selectors);
        Assert.All(selectors, selector => Assert.Matches(@"^\.lab-out(?![\w-])", selector));
    }

    [Theory, MemberData(nameof(Names))]
    public void Html_refers_to_nothing_outside(string name)
    {
        var html = Render(name);

        Assert.DoesNotMatch("(?i)https?:", html);
        Assert.DoesNotContain("//", html);
        Assert.DoesNotMatch(@"(?i)url\(|@import", html);
        Assert.All(Links(html), link => Assert.StartsWith("data:image/png;base64,", link));
    }

    [Theory, MemberData(nameof(Names))]
    public void Html_is_at_most_200_KB(string name) =>
        Assert.InRange(Encoding.UTF8.GetByteCount(Render(name)), 1, 200_000);

    [Theory, MemberData(nameof(Names))]
    public void At_most_50_rows_are_visible_without_unfolding(string name)
    {
        var root = OutputReader.Html(Render(name));

        foreach (var table in root.Descendants("table").Where(t => !t.Ancestors("details").Any()))
        {
            Assert.InRange(table.Element("tbody")!.Elements("tr").Count(r => r.Attribute("class")?.Value != "lab-gap"), 0, 50);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void A_state_is_a_symbol_and_a_word(string name)
    {
        var states = OutputReader.Html(Render(name)).Descendants()
            .Where(e => (e.Attribute("class")?.Value ?? "").StartsWith("lab-state"))
            .Select(e => e.Value);

        Assert.All(states, text => Assert.Matches(@"^[●▲■○] \w+", text));
    }

    [Theory, MemberData(nameof(Names))]
    public void Text_is_there_and_fits_a_terminal(string name)
    {
        var text = Views.ToMimeBundle(AllSamples.Get(name).Plain()).PlainText;

        Assert.NotEmpty(text);
        Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, 120));
        Assert.DoesNotContain(text, c => char.IsControl(c) && c != '\n');
    }

    [Theory, MemberData(nameof(Names))]
    public void Text_and_html_say_the_same_state_words(string name)
    {
        var bundle = Views.ToMimeBundle(AllSamples.Get(name).Plain());
        var root = OutputReader.Html(bundle.Html!);
        var shown = root.Descendants().Where(e => (e.Attribute("class")?.Value ?? "").StartsWith("lab-state")).Select(e => e.Value[2..]);

        Assert.All(shown.Where(Words.Contains).Distinct(), word => Assert.Contains(word, bundle.PlainText));
    }

    [Fact]
    public void Numbers_ignore_the_culture_of_the_thread()
    {
        var before = Thread.CurrentThread.CurrentCulture;
        var plain = AllSamples.List.Select(s => Normal(Render(s.Name))).ToArray();
        var german = (System.Globalization.CultureInfo)System.Globalization.CultureInfo.InvariantCulture.Clone();
        german.NumberFormat.NumberDecimalSeparator = ",";
        german.NumberFormat.NumberGroupSeparator = ".";
        german.NumberFormat.NegativeSign = "~";
        german.NumberFormat.NaNSymbol = "nix";
        Thread.CurrentThread.CurrentCulture = german;
        try
        {
            Assert.Equal(plain, AllSamples.List.Select(s => Normal(Render(s.Name))));
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_secret_is_never_shown()
    {
        var bundle = Views.ToMimeBundle(AllSamples.Get("core: secret").Plain());

        Assert.Contains(Secret.Mask, bundle.Html);
        Assert.DoesNotContain("canary", bundle.Html + bundle.PlainText);
    }

    internal static string Render(string name) => Views.ToMimeBundle(AllSamples.Get(name).Plain()).Html!;

    internal static string Normal(string html) => Id().Replace(html, "lab-0");

    private static IEnumerable<string> Links(string html) => OutputReader.Html(html).Descendants()
        .SelectMany(e => e.Attributes())
        .Where(a => a.Name.LocalName is "href" or "src" or "action" or "data" or "srcset" or "poster")
        .Select(a => a.Value);

    [GeneratedRegex("lab-[0-9a-f]{12}")]
    private static partial Regex Id();
}
