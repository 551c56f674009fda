namespace LabSdk.Notebooks.Tests.Exporting;

public class TextPartsTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("\u001b[31mred\u001b[0m x", "<span class=\"ansi-fg-1\">red</span> x")]
    [InlineData("\u001b[1;91;44mx", "<span class=\"ansi-fg-9 ansi-bg-4 ansi-bold\">x</span>")]
    [InlineData("\u001b[38;5;208mx\u001b[39my", "<span style=\"color:#ff8700;\">x</span>y")]
    [InlineData("\u001b[48;2;1;2;300mx", "<span style=\"background-color:#0102ff;\">x</span>")]
    [InlineData("\u001b[7mx", "<span class=\"ansi-inverse-fg ansi-inverse-bg\">x</span>")]
    [InlineData("\u001b[2K\u001b[1Ax\u001b(By", "xy")]
    [InlineData("\u001b]0;title\u0007x", "x")]
    [InlineData("\u001b[31<b>x", "&gt;x")]
    [InlineData("x\u001b", "x")]
    [InlineData("\u001b[99999999999999999999mx", "x")]
    public void Colours_of_terminals_become_spans(string text, string html) =>
        Assert.Equal(html, AnsiHtml.ToHtml(text));

    [Theory]
    [InlineData("10%\r20%\r30%\n", "30%\n")]
    [InlineData("a\r\nb", "a\nb")]
    [InlineData("ab\b\bc\n", "c\n")]
    [InlineData("x\n\by", "x\ny")]
    [InlineData("long\rs", "s")]
    public void Lines_that_are_written_over_are_gone(string text, string expected) => Assert.Equal(expected, ConsoleText.Settle(text));

    [Fact]
    public void Code_is_marked_by_its_syntax()
    {
        Assert.Equal(
            "<span class=\"tok-directive\">#r &quot;nuget: A, 1&quot;\n</span><span class=\"tok-keyword\">var</span> lab = <span class=\"tok-type\">Lab</span>.<span class=\"tok-method\">Simulate</span>(); <span class=\"tok-comment\">// &lt;x&gt;</span>\n"
            + "<span class=\"tok-type\">List</span>&lt;<span class=\"tok-keyword\">int</span>&gt; n = <span class=\"tok-keyword\">new</span>() { <span class=\"tok-number\">1</span> };\nlab.Devices",
            CSharpHighlighter.ToHtml("#r \"nuget: A, 1\"\nvar lab = Lab.Simulate(); // <x>\nList<int> n = new() { 1 };\nlab.Devices"));
    }

    [Fact]
    public void Any_code_keeps_its_text()
    {
        for (var seed = 0; seed < 3000; seed++)
        {
            var generator = new Documents.NotebookGenerator(seed);
            var code = generator.Mutate(generator.Text(8)).Replace("\r", "", StringComparison.Ordinal).Replace("\0", "", StringComparison.Ordinal);
            var html = CSharpHighlighter.ToHtml(code);
            var text = System.Net.WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Replace(html, "</?span[^>]*>", ""));
            Assert.Equal(System.Net.WebUtility.HtmlDecode(HtmlText.Encode(code)), text);
        }
    }
}
