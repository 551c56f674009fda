namespace LabSdk.Notebooks.Tests.Engine;

public sealed class MagicTests
{
    [Fact]
    public async Task Magics_run_at_their_place()
    {
        await using var session = new Session();
        await session.Value("var a = 1;");

        await session.Value("var b = 2;\n#!who\nvar c = 3;");

        Assert.Equal("a\nb\n", session.Output.Out);
    }

    [Fact]
    public async Task Only_the_last_value_of_a_cell_is_its_result()
    {
        await using var session = new Session();

        Assert.Equal(2, await session.Value("1\n#!time\n2\n#!who"));

        Assert.Equal("1", Assert.Single(session.Output.Shown).PlainText);
        Assert.Equal("2", Assert.Single(session.Output.Results).PlainText);
    }

    [Fact]
    public async Task Whos_shows_types_and_values()
    {
        await using var session = new Session();

        await session.Value("var list = new List<int?> { 1 }; var x = 1.5;\n#!whos");

        var table = Assert.Single(session.Output.Shown).PlainText;
        Assert.Contains("List<int?>", table, StringComparison.Ordinal);
        Assert.Contains("1.5", table, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Time_tells_at_the_end()
    {
        await using var session = new Session();

        await session.Value("#!time\nConsole.WriteLine(\"work\");");

        Assert.Matches(@"^work\nWall time: [\d.]+ m?s\n$", session.Output.Out);
    }

    [Fact]
    public async Task Reset_starts_over_within_the_cell()
    {
        await using var session = new Session();
        await session.Value("var a = 1;");

        Assert.Equal(2, await session.Value("#!reset\nvar a = 2; a"));
        Assert.Single(session.Engine.Session.Variables);
    }

    [Fact]
    public async Task Lsmagic_and_about_show_something()
    {
        await using var session = new Session();

        await session.Value("#!lsmagic\n#!about");

        Assert.Contains("#!whos", session.Output.Shown[0].PlainText, StringComparison.Ordinal);
        Assert.Contains("Runtime", session.Output.Shown[1].PlainText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_magic_names_the_nearest()
    {
        await using var session = new Session();

        var error = await session.Error("1\n#!whoes");

        Assert.Equal("(2,1): there is no magic command '#!whoes'.", error.Traceback[0]);
        Assert.Contains("'#!whos'", error.Traceback[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_magic_of_the_host_can_run_code_and_is_interrupted()
    {
        var magic = new Waiting();
        await using var session = new Session(new ScriptEngineOptions { Magics = [magic] });
        var run = session.Run("#!waiting 5");
        await magic.Started.Task;

        session.Engine.Interrupt();

        Assert.Equal("KeyboardInterrupt", (await run).Error!.Name);
        Assert.Equal(5, await session.Value("given"));
    }

    [Fact]
    public async Task Html_and_markdown_are_shown_and_other_languages_refused()
    {
        await using var session = new Session();

        await session.Value("#!html\n<b>bold</b>\n#!markdown\n# Title");
        var error = await session.Error("#!fsharp\nlet x = 1");

        Assert.Equal("NotebookException", error.Name);
        Assert.StartsWith("LAB-NOTE-0003: ", error.Traceback[0], StringComparison.Ordinal);
    }

    private sealed class Waiting : IMagicCommand
    {
        public TaskCompletionSource Started { get; } = new();

        public string Name => "#!waiting";

        public string Help => "Waits.";

        public async Task ExecuteAsync(string arguments, IScriptSession session, CancellationToken cancellationToken)
        {
            await session.RunAsync($"var given = {arguments};", cancellationToken);
            Started.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
    }
}
