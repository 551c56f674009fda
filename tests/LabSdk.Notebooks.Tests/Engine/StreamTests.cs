namespace LabSdk.Notebooks.Tests.Engine;

public sealed class StreamTests
{
    [Fact]
    public async Task Text_of_a_cell_goes_to_its_output()
    {
        await using var session = new Session();

        await session.Value("Console.WriteLine(\"hello\"); Console.Error.Write('x'); Console.Write(\"{0}\", 1.5);");

        Assert.Equal("hello\n1.5", session.Output.Out);
        Assert.Equal("x", session.Output.Error);
    }

    [Fact]
    public async Task Late_text_of_background_work_goes_to_the_cell_that_started_it()
    {
        await using var session = new Session();
        await session.Value("var go = new TaskCompletionSource(); _ = Task.Run(async () => { await go.Task; Console.Write(\"late\"); });");
        var first = session.Output;

        await session.Value("Console.Write(\"second\"); go.SetResult();");

        await first.Saw("late");
        Assert.Equal("late", first.Out);
        Assert.Equal("second", session.Output.Out);
    }

    [Fact]
    public async Task Console_ReadLine_asks_the_user()
    {
        await using var session = new Session();
        var output = new RecordedOutput();
        output.Answers.Enqueue("Ada");
        output.Answers.Enqueue("x");

        var result = await session.Engine.ExecuteAsync(new CellRequest("Console.ReadLine() + (char)Console.Read() + Console.In.ReadLine() + \".\"", output));

        Assert.Equal("Adax.", result.Value);
        Assert.Equal("NotSupportedException", (await session.Error("Console.ReadLine()")).Name);
    }

    [Fact]
    public async Task A_cell_that_captures_the_console_does_not_take_it_from_the_next()
    {
        await using var session = new Session();

        Assert.Equal("kept", await session.Value("var text = new StringWriter(); Console.SetOut(text); Console.Write(\"kept\"); text.ToString()"));
        await session.Value("Console.Write(\"shown\");");

        Assert.Equal("shown", session.Output.Out);
    }

    [Fact]
    public async Task Shown_things_go_to_the_cell()
    {
        await using var session = new Session(new ScriptEngineOptions { References = [typeof(Display.Views).Assembly], Imports = ["LabSdk"] });

        await session.Value("5.Show();");

        Assert.Equal("5", Assert.Single(session.Output.Shown).PlainText);
    }
}
