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
}
