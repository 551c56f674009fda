namespace LabSdk.Notebooks.Tests.Language;

public class CompletenessTests
{
    private static readonly ScriptEngine Engine = new();

    [Theory]
    [InlineData("1 + 2")]
    [InlineData("var x = 3;")]
    [InlineData("")]
    [InlineData("  \n")]
    [InlineData("// comment")]
    [InlineData("using System;")]
    [InlineData("record P(int X);")]
    [InlineData("foreach (var x in y) { }")]
    [InlineData("#!time\nvar x = 3;")]
    [InlineData("#r \"nuget: Some.Package, 1.0.0\"")]
    [InlineData("#!whos")]
    [InlineData("var s = \"\"\"\n  text\n  \"\"\";")]
    [InlineData("await Task.Delay(1);")]
    public void Finished_code_is_complete(string code) => Assert.Equal(new CodeCompleteness(CompletenessStatus.Complete), Engine.CheckCompleteness(code));

    [Theory]
    [InlineData("1 +", "")]
    [InlineData("var x = 3", "")]
    [InlineData("lab.", "")]
    [InlineData("foo(1,", "")]
    [InlineData("foo(", "    ")]
    [InlineData("if (true)", "    ")]
    [InlineData("if (true) {", "    ")]
    [InlineData("if (true)\n{\n    for (;;)\n    {", "        ")]
    [InlineData("class C", "")]
    [InlineData("class C {", "    ")]
    [InlineData("int F() =>", "    ")]
    [InlineData("[1, 2", "")]
    [InlineData("try { }", "")]
    [InlineData("/* abc", "")]
    [InlineData("@\"abc\ndef", "")]
    [InlineData("\"\"\"\nabc\n", "")]
    [InlineData("var s = \"\"\"\n   abc", "   ")]
    [InlineData("var s = $\"\"\"\n{1}", "")]
    [InlineData("$\"abc {x", "")]
    [InlineData("#if X\nfoo();", "")]
    [InlineData("1 + // and then\n", "")]
    [InlineData("#!time\nif (true) {", "    ")]
    public void Unfinished_code_is_incomplete_with_an_indent(string code, string indent) =>
        Assert.Equal(new CodeCompleteness(CompletenessStatus.Incomplete, indent), Engine.CheckCompleteness(code));

    [Theory]
    [InlineData("1 + )")]
    [InlineData("}")]
    [InlineData("1 + 2 }")]
    [InlineData("foo)")]
    [InlineData("int x = ;")]
    [InlineData("a b c")]
    [InlineData("\"abc\nint x;")]
    [InlineData("\"abc")]
    [InlineData("int x = 1; )")]
    [InlineData("namespace A")]
    [InlineData("var x = 3 3; if (")]
    public void Code_that_nothing_can_continue_is_invalid(string code) =>
        Assert.Equal(new CodeCompleteness(CompletenessStatus.Invalid), Engine.CheckCompleteness(code));
}
