using System.Globalization;

namespace LabSdk.Notebooks.Tests.Engine;

/// <summary>Cells that would end a normal process, or fill it.</summary>
public sealed class HostileCellTests
{
    [Theory]
    [InlineData("int F(int n) => F(n + 1) + 1; F(0)")]
    [InlineData("int F(int n)\n{\n  return F(n + 1) + 1;\n}\nF(0)")]
    [InlineData("{ int A(int n) => B(n) + 1; int B(int n) => A(n) + 1; A(0); }")]
    [InlineData("class P { public string Name => Name; } new P().Name")]
    [InlineData("class P { int x; public int X { get { return X; } set { X = value; } } } new P().X = 3;")]
    [InlineData("Func<int, int> f = null; f = n => f(n + 1) + 1; f(0)")]
    [InlineData("class C { C c; public C() { c = new C(); } } new C()")]
    public async Task Endless_recursion_is_an_error_of_the_cell(string code)
    {
        await using var session = new Session();
        await session.Value("var kept = 1;");

        var error = await session.Error(code);

        Assert.Equal("InsufficientExecutionStackException", error.Name);
        Assert.Contains("calls itself", error.Traceback[^1], StringComparison.Ordinal);
        Assert.Equal(1, await session.Value("kept"));
    }

    [Fact]
    public async Task Ten_thousand_levels_are_fine()
    {
        await using var session = new Session();

        Assert.Equal(10_000, await session.Value("int Depth(int n) => n == 0 ? 0 : 1 + Depth(n - 1); Depth(10_000)"));
        Assert.Equal(120L, await session.Value("Func<long, long> fact = null!; fact = n => n < 2\n ? 1 : n * fact(n - 1); fact(5)"));
        Assert.Equal(55, await session.Value("int Fib(int n) => n < 2 ? n : Fib(n - 1) + Fib(n - 2);\nFib(10)"));
    }

    [Fact]
    public async Task Lines_of_guarded_methods_are_right()
    {
        await using var session = new Session();

        var error = await session.Error("int F(int n) =>\n  n == 0\n    ? throw new Exception(\"end\")\n    : F(n - 1);\nF(1)");

        Assert.Equal(["System.Exception: end", "   at F in cell 1, line 2", "   at F in cell 1, line 2", "   at cell in cell 1, line 5"], error.Traceback);
    }

    [Fact]
    public async Task A_thread_that_throws_is_told_and_the_process_lives()
    {
        await using var session = new Session();

        await session.Value("var t = new Thread(() => throw new InvalidOperationException(\"lost\")); t.Start(); t.Join();");

        await session.Output.Saw("lost");
        Assert.Equal(2, await session.Value("1 + 1"));
    }

    [Fact]
    public async Task A_task_that_nobody_awaits_is_told_in_its_cell()
    {
        await using var session = new Session();
        await session.Value("_ = Task.Run(() => { throw new InvalidOperationException(\"forgotten\"); });");
        var first = session.Output;

        await session.Value("1");

        await first.Saw("forgotten");
        Assert.StartsWith("A task that nobody awaited failed.", first.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_async_void_method_that_throws_after_its_cell_is_told()
    {
        await using var session = new Session();
        await session.Value("var go = new TaskCompletionSource(); async void Later() { await go.Task; throw new InvalidOperationException(\"void\"); }\nLater();");
        var first = session.Output;

        await session.Value("go.SetResult();");

        await first.Saw("void");
    }

    [Fact]
    public async Task A_hundred_megabytes_of_text_arrive()
    {
        var output = new CountingOutput();
        await using var engine = new ScriptEngine();

        var result = await engine.ExecuteAsync(new CellRequest("var line = new string('x', 9_999); for (var i = 0; i < 10_000; i++) Console.WriteLine(line);", output));

        Assert.Equal(CellStatus.Ok, result.Status);
        Assert.Equal(100_000_000, output.Characters);
    }

    [Fact]
    public async Task A_view_that_throws_or_never_ends_is_no_danger()
    {
        await using var session = new Session();
        await session.Value("class Bad { public override string ToString() => throw new Exception(\"no text\"); }\nnew Bad()");
        var run = session.Run("IEnumerable<int> Endless() { Console.Write(\"started\"); while (true) { Thread.Sleep(1); } yield return 1; }\nEndless()");
        await session.Output.Saw("started");

        session.Engine.Interrupt();

        Assert.Equal("KeyboardInterrupt", (await run).Error!.Name);
    }

    [Fact]
    public async Task A_cell_that_cannot_be_stopped_is_told_and_blocks_the_next_one()
    {
        await using var session = new Session();
        await session.Value("var go = new TaskCompletionSource();");
        var run = session.Run("try { Console.Write(\"started\"); throw new Exception(); } finally { _ = Enumerable.InfiniteSequence(0, 0).Any(_ => go.Task.IsCompleted); }");
        await session.Output.Saw("started");

        session.Engine.Interrupt();
        var result = await run;
        var refused = await session.Run("1");
        ((TaskCompletionSource)session.Engine.Session.Find("go")!.Value!).SetResult();

        Assert.Equal("KeyboardInterrupt", result.Error!.Name);
        Assert.Contains("still runs", result.Error.Message, StringComparison.Ordinal);
        Assert.Equal("CellStillRunning", refused.Error!.Name);
        Assert.Contains("cell 2", refused.Error.Message, StringComparison.Ordinal);
        CellResult next;
        do
        {
            next = await session.Run("1");
        }
        while (next.Error?.Name == "CellStillRunning");
        Assert.Equal(1, next.Value);
    }

    private sealed class CountingOutput : ICellOutput
    {
        private long _characters;

        public long Characters => _characters;

        public void Write(StandardStream stream, string text) => Interlocked.Add(ref _characters, text.Length);

        public void Show(Display.MimeBundle bundle) => throw new NotSupportedException();

        public Display.ILiveDisplay ShowLive(Display.MimeBundle first) => throw new NotSupportedException();

        public void ShowResult(Display.MimeBundle bundle) => throw new NotSupportedException(bundle.PlainText.ToString(CultureInfo.InvariantCulture));

        public void Clear(bool wait) => throw new NotSupportedException();

        public string ReadLine(string prompt, bool isPassword) => throw new NotSupportedException();
    }
}
