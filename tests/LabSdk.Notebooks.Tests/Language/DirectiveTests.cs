using LabSdk.Notebooks.Tests.Engine;

namespace LabSdk.Notebooks.Tests.Language;

public sealed class DirectiveTests : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("labsdk-directives-").FullName;
    private readonly Session _session;

    public DirectiveTests()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "lib"));
        File.WriteAllText(Path.Combine(_folder, "lib", "Drivers.dll"), "");
        File.WriteAllText(Path.Combine(_folder, "helpers.csx"), "");
        File.WriteAllText(Path.Combine(_folder, "notes.txt"), "");
        _session = new Session(new ScriptEngineOptions { WorkingDirectory = _folder, Magics = [new Magic()] });
    }

    public async ValueTask DisposeAsync()
    {
        await _session.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("#r \"^", "lib/,nuget: ")]
    [InlineData("#r \"lib/^", "Drivers.dll")]
    [InlineData("#r \"lib/Dr^\"", "Drivers.dll")]
    [InlineData("#load \"^", "helpers.csx,lib/")]
    [InlineData("#load \"missing/^", "")]
    [InlineData("  #load \"he^", "helpers.csx")]
    public async Task Paths_are_completed(string code, string expected) =>
        Assert.Equal(expected.Split(',', StringSplitOptions.RemoveEmptyEntries), (await _session.TextsAsync(code)).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("#!be^")]
    [InlineData("var x = 3;\n#!be^\nx")]
    [InlineData("#!^")]
    public async Task Magic_commands_are_completed(string code)
    {
        var item = (await _session.CompleteAsync(code)).Items.Single(each => each.Text == "#!bench");
        Assert.Equal(("magic", "Shows the bench."), (item.Kind, item.Signature));
    }

    [Fact]
    public async Task Only_the_name_after_the_last_slash_is_replaced()
    {
        var list = await _session.CompleteAsync("#r \"lib/Dr^\"");
        Assert.Equal((8, 10), (list.Start, list.End));
    }

    private sealed class Magic : IMagicCommand
    {
        public string Name => "#!bench";

        public string Help => "Shows the bench.";

        public Task ExecuteAsync(string arguments, IScriptSession session, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
