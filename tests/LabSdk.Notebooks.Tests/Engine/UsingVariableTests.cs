namespace LabSdk.Notebooks.Tests.Engine;

/// <summary>Objects of <c>using var</c> live as long as the session, or until their name is declared again.</summary>
public sealed class UsingVariableTests
{
    private const string Declare = """
        static List<string> log = new();
        class Device(string name) : IDisposable { public bool IsOpen = true; public void Dispose() { IsOpen = false; log.Add(name); } }
        """;

    [Fact]
    public async Task The_object_stays_open_for_later_cells()
    {
        await using var session = new Session();
        await session.Value(Declare);
        await session.Value("using var a = new Device(\"a\");");

        Assert.Equal(true, await session.Value("a.IsOpen"));
    }

    [Fact]
    public async Task Running_the_cell_again_disposes_the_earlier_object_first()
    {
        await using var session = new Session();
        await session.Value(Declare);
        await session.Value("using var a = new Device(\"first\");");
        await session.Value("log.Add(\"between\");");
        await session.Value("using var a = new Device(log.Last());");

        Assert.Equal("between,first", await session.Value("string.Join(\",\", log)"));
    }

    [Fact]
    public async Task Reset_and_the_end_of_the_session_dispose_the_last_one_first()
    {
        var session = new Session();
        await session.Value(Declare);
        await session.Value("using var a = new Device(\"a\");");
        await session.Value("using Device b = new(\"b\"); await using var c = new Slow();\nclass Slow : IAsyncDisposable { public async ValueTask DisposeAsync() { await Task.Yield(); log.Add(\"c\"); } }");
        var log = (List<string>)(await session.Value("log"))!;

        await session.DisposeAsync();

        Assert.Equal(["c", "b", "a"], log);
    }

    [Fact]
    public async Task A_failing_dispose_is_told_and_ends_nothing()
    {
        await using var session = new Session();
        await session.Value("class Bad : IDisposable { public void Dispose() => throw new Exception(\"stuck\"); }");
        await session.Value("using var a = new Bad();");

        await session.Value("#!reset");

        Assert.Contains("Disposing 'a' failed: stuck", session.Output.Error, StringComparison.Ordinal);
    }
}
