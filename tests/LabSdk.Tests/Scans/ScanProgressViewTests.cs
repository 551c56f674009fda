using LabSdk.Display;
using static LabSdk.Plans;

namespace LabSdk.Tests.Scans;

public class ScanProgressViewTests
{
    private readonly SoftClock _clock = new(jumps: true);

    [Fact]
    public void Terminal_gets_one_line_that_is_rewritten()
    {
        var text = ShownToItsEnd(Scan(new SoftMotor("m"), 0, 10, 11).Dwell(1).WithClock(_clock));
        Assert.StartsWith("\rScanning", text, StringComparison.Ordinal);
        Assert.Contains("100%  11/11 pts  1.0 pts/s  00:00", text, StringComparison.Ordinal);
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        Assert.Single(text, '\n');
    }

    [Fact]
    public void File_short_scan_quiet_scan_and_inner_scan_stay_silent()
    {
        Assert.Empty(Shown(isTerminal: false, Count(11).Dwell(1).WithClock(_clock)));
        Assert.Empty(Shown(isTerminal: true, Count(3)));
        Assert.Empty(Shown(isTerminal: true, Count(11).Dwell(1).Quiet().WithClock(_clock)));
        Assert.Empty(Shown(isTerminal: true, Count(1).OnPoint(_ => Count(11).Dwell(1).WithClock(_clock).Run()).WithClock(_clock).Quiet()));
    }

    [Fact]
    public void Line_ends_when_the_scan_fails()
    {
        var bad = new SoftDetector("d", i => i == 3 ? throw new DeviceException("X-1", "broken") : i);
        var text = ShownToItsEnd(Count(11).Read(bad).Dwell(1).WithClock(_clock).KeepErrors());
        Assert.Contains("3/11 pts", text, StringComparison.Ordinal);
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
    }

    /// <summary>The line is written beside the scan: the end of the scan is not yet the end of the line.</summary>
    private static string ShownToItsEnd(ScanPlan plan)
    {
        var writer = new StringWriter();
        var text = TextWriter.Synchronized(writer);
        using (DisplaySink.Use(new TerminalSink(text, isTerminal: true)))
        {
            plan.Run();
        }

        Assert.True(SpinWait.SpinUntil(() => Text().EndsWith('\n'), TimeSpan.FromSeconds(30)));
        return Text();

        string Text()
        {
            // A synchronized writer locks itself.
            lock (text)
            {
                return writer.ToString();
            }
        }
    }

    private static string Shown(bool isTerminal, ScanPlan plan)
    {
        var writer = new StringWriter();
        using (DisplaySink.Use(new TerminalSink(writer, isTerminal)))
        {
            plan.Run();
        }

        return writer.ToString();
    }
}
