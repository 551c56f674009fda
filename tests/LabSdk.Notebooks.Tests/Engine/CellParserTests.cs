using LabSdk.Notebooks.Engine;

namespace LabSdk.Notebooks.Tests.Engine;

public sealed class CellParserTests
{
    [Fact]
    public void Code_without_directives_is_one_piece()
    {
        const string code = "var x = 1;\n#region a\nx\n#endregion\n#if DEBUG\n#r2\n#endif";

        Assert.Equal([new CodePart(1, code)], CellParser.Parse(code));
        Assert.Empty(CellParser.Parse("  \n"));
    }

    [Fact]
    public void Magic_lines_are_cut_out_at_their_place_and_positions_stay()
    {
        const string code = "var x = 1;\n  #!time  now \nx + 1\n";

        Assert.Equal(
            [new CodePart(1, "var x = 1;\n"), new MagicPart(2, "#!time", "now"), new CodePart(3, "          \n              \nx + 1\n")],
            CellParser.Parse(code));
        Assert.Equal("var x = 1;\n              \nx + 1\n", CellParser.BlankMagics(code));
    }

    [Theory]
    [InlineData("var s = \"\"\"\n#!time\n\"\"\";")]
    [InlineData("var s = @\"\n#!time\n\";")]
    [InlineData("var s = $$\"\"\"\n  {{1}}\n#!time\n  \"\"\";")]
    [InlineData("/*\n#!time\n#r \"nuget: X\"\n*/ 1")]
    [InlineData("#if NEVER\n#!time\n#endif\n1")]
    public void Lines_in_strings_and_comments_are_no_directives(string code) =>
        Assert.Equal([new CodePart(1, code)], CellParser.Parse(code));

    [Theory]
    [InlineData("#r \"nuget: A.B, 1.2.3\"", "A.B", "1.2.3")]
    [InlineData("#r \"nuget:A.B,1.2.3-beta\"", "A.B", "1.2.3-beta")]
    [InlineData("#r \"nuget: A.B, [1.0,2.0)\"", "A.B", "[1.0,2.0)")]
    [InlineData("#r   \"nuget: A.B\" // a comment", "A.B", null)]
    [InlineData("#:package A.B@1.2.3", "A.B", "1.2.3")]
    [InlineData("#:package A.B", "A.B", null)]
    public void Packages_are_read_in_every_way_of_writing(string line, string name, string? version) =>
        Assert.Equal([new PackagePart(1, name, version)], CellParser.Parse(line));

    [Fact]
    public void Other_directives_are_read()
    {
        Assert.Equal([new ReferencePart(1, "lib/a.dll")], CellParser.Parse("#r \"lib/a.dll\""));
        Assert.Equal([new LoadPart(1, "a.csx")], CellParser.Parse("#load \"a.csx\""));
        Assert.Equal([new PackageSourcePart(1, "../feed")], CellParser.Parse("#i \"nuget:../feed\""));
        Assert.IsType<NotePart>(Assert.Single(CellParser.Parse("#:property PublishAot=false")));
        Assert.Empty(CellParser.Parse("#!/usr/bin/env dotnet"));
        Assert.Equal([new CodePart(2, "        \n1")], CellParser.Parse("#!csharp\n1"));
    }

    [Theory]
    [InlineData("#r")]
    [InlineData("#r \"nuget: \"")]
    [InlineData("#r \"nuget: A B\"")]
    [InlineData("#i \"feed\"")]
    [InlineData("#load")]
    [InlineData("#:nothing")]
    public void Wrong_directives_are_told(string line) => Assert.IsType<WrongPart>(Assert.Single(CellParser.Parse(line)));

    [Fact]
    public void Text_in_another_language_ends_at_the_next_marker()
    {
        const string code = "1\n#!html\n<p>it's \"open</p>\n#!time\n\n#!csharp\n2";

        Assert.Equal(
            [new CodePart(1, "1\n"), new ForeignPart(2, "html", "<p>it's \"open</p>\n#!time"), new CodePart(7, Blank("1\n#!html\n<p>it's \"open</p>\n#!time\n\n#!csharp\n") + "2")],
            CellParser.Parse(code));
    }

    [Theory]
    [InlineData("using var a = New();", "      var a = New();", "a")]
    [InlineData("await using Lab<int> a = New();", "            Lab<int> a = New();", "a")]
    [InlineData("using System;\nusing A = B.C;\nusing static System.Math;", "using System;\nusing A = B.C;\nusing static System.Math;", null)]
    [InlineData("using (var a = New()) { }", "using (var a = New()) { }", null)]
    [InlineData("void F() { using var a = New(); }", "void F() { using var a = New(); }", null)]
    [InlineData("using Microsoft.DotNet.Interactive.Formatting;1", "                                              1", null)]
    public void Using_declarations_become_variables(string code, string expected, string? name)
    {
        var rewritten = UsingDeclarations.Rewrite(code);

        Assert.Equal(expected, rewritten.Code);
        Assert.Equal(name is null ? [] : [name], rewritten.Names);
    }

    [Fact]
    public void Any_text_is_parsed_and_keeps_its_length()
    {
        var random = new Random(7);
        string[] pieces = ["#!", "#r ", "\"", "nuget:", "\n", "using var ", "x", " = ", ";", "\"\"\"", "/*", "*/", "{", "}", "#!html", "#!csharp", "#load", "$", "@", "\r\n", "\t", "#if", "#:package", "\0", "é", "await "];
        for (var i = 0; i < 5000; i++)
        {
            var code = string.Concat(Enumerable.Range(0, random.Next(1, 25)).Select(_ => pieces[random.Next(pieces.Length)]));

            Assert.Equal(code.Length, CellParser.BlankMagics(code).Length);
            Assert.All(CellParser.Parse(code).OfType<CodePart>(), part => Assert.True(part.Text.Length <= code.Length));
        }
    }

    private static string Blank(string text) => new([.. text.Select(c => c == '\n' ? c : ' ')]);
}
