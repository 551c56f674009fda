namespace LabSdk.Notebooks.Tests.Engine;

public sealed class CompileErrorTests
{
    [Theory]
    [InlineData("var telescope = 1;\ntelescop + 1", "'telescope'")]
    [InlineData("new Socket()", "using System.Net.Sockets;")]
    [InlineData("new XElement(\"a\")", "using System.Xml.Linq;")]
    [InlineData("\"abc\".Lenght", "'Length'")]
    [InlineData("Task.FromResult(\"a\").Length", "await")]
    [InlineData("int x = Task.FromResult(1);", "await")]
    [InlineData("var x = 1; x;", ".Show()")]
    [InlineData("var x = 1\nvar y = 2;", "semicolon")]
    [InlineData("static class E { extension(int i) { public int Twice() => 2 * i; } }", "classic extension method")]
    [InlineData("static class E { public static int Twice(this int i) => 2 * i; }", "without a class")]
    [InlineData("namespace A { class B { } }", "namespace")]
    [InlineData("file class A { }", "'file'")]
    [InlineData("Span<int> s = new int[3];", "Memory<T>")]
    [InlineData("void F() {", "brace")]
    [InlineData("using No.Such.Library;", "#r \"nuget: Name\"")]
    public async Task Common_mistakes_get_a_hint(string code, string hint)
    {
        await using var session = new Session();

        var error = await session.Error(code);

        Assert.Equal("CompilationError", error.Name);
        Assert.Contains(error.Traceback, line => line.StartsWith("Hint: ", StringComparison.Ordinal) && line.Contains(hint, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Places_are_those_of_the_cell_below_magic_lines_and_tabs()
    {
        await using var session = new Session();

        var error = await session.Error("#!time\n\tvar x = nowhere;");

        Assert.StartsWith("(2,10): error CS0103", error.Traceback[0], StringComparison.Ordinal);
        Assert.Equal("    \tvar x = nowhere;", error.Traceback[1]);
        Assert.Equal("    \t        ^^^^^^^", error.Traceback[2]);
    }

    [Fact]
    public async Task Many_errors_are_counted()
    {
        await using var session = new Session();

        var error = await session.Error(string.Concat(Enumerable.Range(0, 30).Select(i => $"a{i}();\n")));

        Assert.Equal("... and 22 more errors.", error.Traceback[^1]);
    }

    [Theory]
    [InlineData("using System.Xml.Linq;\nnew XElement(\"a\").Name.LocalName", "a")]
    [InlineData("System.Data.DbType.Int32.ToString()", "Int32")]
    [InlineData("new System.Timers.Timer().Interval.ToString()", "100")]
    [InlineData("using System.IO.Compression; typeof(ZipFile).Name", "ZipFile")]
    public async Task Every_part_of_the_framework_can_be_used(string code, string value)
    {
        await using var session = new Session();

        Assert.Equal(value, await session.Value(code));
        Assert.Equal(value, await session.Value(code));
    }

    [Fact]
    public async Task Variables_of_earlier_cells_stay_usable_when_more_of_the_framework_comes_in()
    {
        await using var session = new Session(Bench.Options);
        await session.Value("var lab = Lab.Simulate(); var stage = lab.Motor(\"mock_stage\"); var client = new System.Net.Http.HttpClient(); string Id(Motor m) => m.Id; Type Client(System.Net.Http.HttpClient c) => c.GetType();");

        await session.Value("using Microsoft.AspNetCore.Http; typeof(HttpContext).Name");
        await session.Value("new System.Xml.Linq.XElement(\"a\").ToString() + new System.Net.Mail.MailAddress(\"a@b.c\")");

        Assert.Equal("mock_stage", await session.Value("Motor again = lab.Motor(\"mock_stage\"); Id(again)"));
        Assert.Equal("HttpClient", await session.Value("Client(client).Name"));
        await session.Value("lab.Dispose();");
    }

    [Theory]
    [InlineData("Environment.Exit(0);")]
    [InlineData("void F() => System.Environment.FailFast(\"\");")]
    [InlineData("using static System.Environment; Exit(1);")]
    public async Task Calls_that_would_end_the_kernel_are_refused(string code)
    {
        await using var session = new Session();

        var error = await session.Error(code);

        Assert.Contains("would end the kernel", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, await session.Value("class App { public void Exit() { } } new App().Exit(); 0"));
    }
}
