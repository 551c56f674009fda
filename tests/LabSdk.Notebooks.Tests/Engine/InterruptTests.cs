using System.Diagnostics;

namespace LabSdk.Notebooks.Tests.Engine;

public sealed class InterruptTests
{
    [Theory]
    [InlineData("while (true) { }")]
    [InlineData("await Task.Delay(60000);")]
    [InlineData("Thread.Sleep(60000);")]
    [InlineData("Task.Delay(60000).Wait();")]
    [InlineData("new TaskCompletionSource().Task.GetAwaiter().GetResult();")]
    [InlineData("new ManualResetEventSlim().Wait();")]
    [InlineData("new SemaphoreSlim(0).Wait();")]
    [InlineData("while (true) { try { while (true) { } } catch (Exception) { } }")]
    [InlineData("while (true) { try { Thread.Sleep(60000); } catch (Exception) { } }")]
    [InlineData("while (true) { try { try { while (true) { } } catch (Exception) { } } catch (Exception) { } }")]
    [InlineData("again: try { Thread.Sleep(60000); } catch (Exception) { } goto again;")]
    [InlineData("await Task.Run(async () => await Task.Delay(60000));")]
    public async Task Whatever_a_cell_does_it_ends_soon_and_the_session_lives(string body)
    {
        await using var session = new Session();
        await session.Value("var kept = 1; var cleaned = false;");
        var run = session.Run("kept = 2; Console.Write(\"started\"); " + body);
        await session.Output.Saw("started");
        var clock = Stopwatch.StartNew();

        session.Engine.Interrupt();
        var result = await run;

        // How soon is measured from outside by the conformance test; other tests share this process and its threads.
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
        Assert.Equal(CellStatus.Interrupted, result.Status);
        Assert.Equal("KeyboardInterrupt", result.Error!.Name);
        Assert.Equal(2, await session.Value("kept"));
    }

    [Fact]
    public async Task Finally_blocks_run()
    {
        await using var session = new Session();
        await session.Value("var cleaned = false; var n = 0;");
        var run = session.Run("try { Console.Write(\"started\"); while (true) { n = Math.Abs(n + 1); } } finally { cleaned = true; }");
        await session.Output.Saw("started");

        session.Engine.Interrupt();
        await run;

        Assert.Equal(true, await session.Value("cleaned"));
    }

    [Theory]
    [InlineData("while (true) { n++; }")]
    [InlineData("while (true) n++;")]
    [InlineData("while (true) ;")]
    [InlineData("do { n++; } while (true);")]
    [InlineData("for (;;) n++;")]
    [InlineData("foreach (var i in Endless()) n = i;")]
    [InlineData("foreach (var (a, b) in Pairs()) n = a + b;")]
    [InlineData("again: n++; goto again;")]
    [InlineData("again: n++; if (n != -1) goto again;")]
    [InlineData("void Inside() { while (true) n++; } Inside();")]
    [InlineData("Action inside = () => { while (true) n++; }; inside();")]
    [InlineData("Enumerable.InfiniteSequence(0, 0).Any(_ => { n++; return false; });")]
    [InlineData("Enumerable.InfiniteSequence(0, 0).Any(delegate(int _) { n++; return false; });")]
    [InlineData("bool Never(int _) { n++; return false; } Enumerable.InfiniteSequence(0, 0).Any(Never);")]
    public async Task A_loop_hears_the_interrupt_and_need_not_be_aborted(string loop)
    {
        await using var session = new Session();
        await session.Value("""
            var n = 0; var heard = "";
            IEnumerable<int> Endless() { while (true) yield return 1; }
            IEnumerable<(int, int)> Pairs() { while (true) yield return (1, 2); }
            """);
        var run = session.Run("Console.Write(\"started\"); try { " + loop + " } catch (Exception e) { heard = e.GetType().Name; }");
        await session.Output.Saw("started");

        session.Engine.Interrupt();
        await run;

        Assert.Equal("ThreadInterruptedException", await session.Value("heard"));
    }

    [Fact]
    public async Task A_loop_in_a_finally_block_runs_to_its_end()
    {
        await using var session = new Session();
        await session.Value("var switchedOff = 0;");
        var run = session.Run("try { Console.Write(\"started\"); Thread.Sleep(60000); } finally { for (var i = 0; i < 1000; i++) switchedOff++; }");
        await session.Output.Saw("started");

        session.Engine.Interrupt();
        await run;

        Assert.Equal(1000, await session.Value("switchedOff"));
    }

    [Fact]
    public async Task Errors_in_loops_are_told_where_they_were_written()
    {
        await using var session = new Session();

        var compile = await session.Run("for (var i = 0; i < 3; i++) i = missing;");
        var atRun = await session.Run("var zero = 0;\nfor (var i = 0; i < 3; i++)\n    _ = i / zero;");

        Assert.Contains(compile.Error!.Traceback, line => line.Contains("(1,33)", StringComparison.Ordinal));
        Assert.Contains(atRun.Error!.Traceback, line => line.Contains("line 3", StringComparison.Ordinal));
    }
}
