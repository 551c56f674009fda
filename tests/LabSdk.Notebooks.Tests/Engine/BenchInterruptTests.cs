using System.Diagnostics;

namespace LabSdk.Notebooks.Tests.Engine;

/// <summary>An interrupt stops the devices that the cell is moving.</summary>
public sealed class BenchInterruptTests
{
    [Theory]
    [InlineData("while (true) { stage.Move(stage.Position > 20 ? -50 : 50); }")]
    [InlineData("while (true) { try { stage.Move(stage.Position > 20 ? -50 : 50); } catch (Exception) { } }")]
    [InlineData("stage.StartMove(50); try { while (true) { n = Math.Abs(n + 1); } } finally { stage.Stop(); }")]
    [InlineData("Task.Run(() => { while (true) { stage.Move(stage.Position > 20 ? -50 : 50); } }).Wait();")]
    [InlineData("stage.StartMove(50); try { Thread.Sleep(60000); } finally { stage.Stop(); }")]
    [InlineData("stage.StartMove(50); try { await Task.Delay(60000); } finally { stage.Stop(); }")]
    [InlineData("Scan(stage, -50, 50, steps: 101).Read(stage).Run();")]
    public async Task The_motor_stands_after_an_interrupt(string move)
    {
        await using var session = new Session(Bench.Options);
        var (stage, run) = await StartMoving(session, move);
        var clock = Stopwatch.StartNew();

        session.Engine.Interrupt();
        var result = await run;

        Assert.Equal("KeyboardInterrupt", result.Error?.Name);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        var stopped = stage.Position;
        await Task.Delay(150);
        Assert.Equal(stopped, stage.Position);
        Assert.Equal(0, await session.Value("n * 0"));
        await session.Value("lab.Dispose();");
    }

    [Fact]
    public async Task A_finally_block_can_use_devices_after_an_interrupted_move()
    {
        await using var session = new Session(Bench.Options);
        await session.Value("var lab = Lab.Simulate(); var stage = lab.Motor(\"mock_stage\"); var cleaned = double.NaN;");
        var stage = (Motor)session.Engine.Session.Find("stage")!.Value!;
        var run = session.Run("try { while (true) { stage.Move(stage.Position > 20 ? -50 : 50); } } finally { cleaned = stage.Position; }");
        await Moves(stage, run);

        session.Engine.Interrupt();
        await run;

        Assert.Equal(true, await session.Value("!double.IsNaN(cleaned)"));
        await session.Value("lab.Dispose();");
    }

    [Fact]
    public async Task A_scan_that_pauses_goes_on_in_a_later_cell()
    {
        await using var session = new Session(Bench.Options);
        var (_, run) = await StartMoving(session, "Scan(stage, 1, 50, steps: 5).Read(stage).PauseOnInterrupt().Run();");

        session.Engine.Interrupt();
        var result = await run;

        Assert.Equal("KeyboardInterrupt", result.Error?.Name);
        Assert.Contains("paused", result.Error!.Message, StringComparison.Ordinal);
        Assert.Equal("Paused", await session.Value("ScanResult.Last.Controls.State.ToString()"));
        Assert.Equal(5L, await session.Value("(long)ScanResult.Last.Resume().PointsDone"));
        await session.Value("lab.Dispose();");
    }

    [Fact]
    public async Task A_second_interrupt_ends_a_scan_that_would_pause()
    {
        await using var session = new Session(Bench.Options);
        var (stage, run) = await StartMoving(session, "Scan(stage, 1, 50, steps: 5).Read(stage).PauseOnInterrupt().Run();");

        session.Engine.Interrupt();
        session.Engine.Interrupt();
        var result = await run;

        Assert.Equal("KeyboardInterrupt", result.Error?.Name);
        Assert.Equal("Abort", await session.Value("ScanResult.Last.ExitStatus.ToString()"));
        var stopped = stage.Position;
        await Task.Delay(150);
        Assert.Equal(stopped, stage.Position);
        await session.Value("lab.Dispose();");
    }

    private static async Task<(Motor Stage, Task<CellResult> Run)> StartMoving(Session session, string code)
    {
        await session.Value("var lab = Lab.Simulate(); var stage = lab.Motor(\"mock_stage\"); stage.Position = 0; var n = 0;");
        var stage = (Motor)session.Engine.Session.Find("stage")!.Value!;
        var run = session.Run(code);
        await Moves(stage, run);
        return (stage, run);
    }

    private static async Task Moves(Motor stage, Task<CellResult> run)
    {
        var before = stage.Position;
        while (stage.Position == before)
        {
            Assert.False(run.IsCompleted, string.Join('\n', run.IsCompleted ? (await run).Error?.Traceback ?? [] : []));
            await Task.Delay(10);
        }
    }
}
