namespace LabSdk.Notebooks.Tests.Engine;

public sealed class StateTests
{
    [Fact]
    public async Task Cells_see_what_earlier_ones_declared()
    {
        await using var session = new Session();
        await session.Value("var x = 20; int Twice(int n) => 2 * n;");
        await session.Value("record Point(int X, int Y);");

        Assert.Equal(40, await session.Value("Twice(x)"));
        Assert.Equal(3, await session.Value("new Point(3, 4).X"));
    }

    [Fact]
    public async Task A_variable_can_be_declared_again_with_another_type()
    {
        await using var session = new Session();
        await session.Value("var x = 1;");
        await session.Value("var x = \"one\";");

        Assert.Equal("one", await session.Value("x"));
    }

    [Fact]
    public async Task The_last_expression_is_shown_and_returned()
    {
        await using var session = new Session();

        Assert.Equal(42, await session.Value("var a = 6;\na * 7"));
        Assert.Equal("42", Assert.Single(session.Output.Results).PlainText);
        Assert.Equal(5, await session.Value("return 5;"));
        Assert.Null(await session.Value("a = 8;"));
        Assert.Empty(session.Output.Results);
    }

    [Fact]
    public async Task A_control_as_the_last_expression_shows_itself_in_the_output_and_is_no_result()
    {
        await using var session = new Session();

        Assert.NotNull(await session.Value("new LabSdk.Display.Widgets.HtmlText(\"a text among controls\")"));

        Assert.Empty(session.Output.Results);
        Assert.Equal("a text among controls", Assert.Single(session.Output.Shown).PlainText.Trim());
    }

    [Fact]
    public async Task Await_works_at_top_level_and_what_follows_it_sees_the_same_variables()
    {
        await using var session = new Session();

        Assert.Equal(3, await session.Value("var a = 1; await Task.Delay(1); a += await Task.FromResult(2); a"));
        Assert.Equal(3, await session.Value("a"));
    }

    [Fact]
    public async Task Assignments_before_an_exception_are_kept()
    {
        await using var session = new Session();
        await session.Value("var a = 1;");

        var error = await session.Error("a = 2; var b = 3; throw new InvalidOperationException(\"no\"); var c = 4;");

        Assert.Equal("InvalidOperationException", error.Name);
        Assert.Equal(2, await session.Value("a"));
        Assert.Equal(3, await session.Value("b"));
        Assert.Equal(0, await session.Value("c"));
    }

    [Fact]
    public async Task A_cell_that_does_not_compile_changes_nothing()
    {
        await using var session = new Session();
        await session.Value("var a = 1;");

        var error = await session.Error("var a = \"two\";\nvar b = nowhere;");

        Assert.Equal("CompilationError", error.Name);
        Assert.Equal("(2,9): error CS0103: The name 'nowhere' does not exist in the current context", error.Traceback[0]);
        Assert.Equal("    var b = nowhere;", error.Traceback[1]);
        Assert.Equal("            ^^^^^^^", error.Traceback[2]);
        Assert.Equal(1, await session.Value("a"));
    }

    [Fact]
    public async Task Usings_of_a_cell_hold_for_later_ones()
    {
        await using var session = new Session();
        await session.Value("using System.Globalization;");

        Assert.Equal("", await session.Value("CultureInfo.InvariantCulture.Name"));
    }

    [Fact]
    public async Task Reset_forgets_variables()
    {
        await using var session = new Session();
        await session.Value("var a = 1;");

        session.Engine.Reset();

        Assert.Contains("CS0103", (await session.Error("a")).Traceback[0], StringComparison.Ordinal);
    }
}
